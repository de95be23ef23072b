using System.Text.Json;
using Suyuan.Model;

namespace Suyuan.Simulation.Reference;

/// <summary>What a printed report says of one kind of resource: how many, and how they divide. Shares are of 1.</summary>
/// <param name="Home">Share at home.</param>
/// <param name="Cloud">Share in clouds, at home and abroad.</param>
/// <param name="Countries">Of those abroad, by code; what it does not name is left.</param>
/// <param name="Provinces">Of those at home, by name; what it does not name is left.</param>
/// <param name="Operators">Of those at home: the carriers. What is left is clouds.</param>
/// <param name="Leaders">Rows of its table of the most active, in order: province and operator as printed.</param>
internal sealed record ReferenceKind(
    int Total, double Home, double Cloud, IReadOnlyDictionary<string, double> Countries, IReadOnlyDictionary<string, double> Provinces,
    IReadOnlyDictionary<string, double> Operators, IReadOnlyList<(string Province, string Operator)> Leaders)
{
    private const string Rest = "其他";

    /// <param name="kind">An object of the reference's numbers: <c>controllers</c>, <c>bots</c>, <c>reflectors/ntp</c> and their like.</param>
    public static ReferenceKind Read(JsonElement kind)
    {
        JsonElement[] figures = [.. kind.EnumerateObject().Where(part => part.Name.StartsWith("fig", StringComparison.Ordinal)).Select(part => part.Value)];
        return new ReferenceKind(
            kind.GetProperty("total").GetInt32(), Share("home_abroad", "境内"), Share("cloud", "云"),
            Countries().ToDictionary(pair => CodeOf(pair.Key), pair => pair.Value, StringComparer.Ordinal),
            Named(Part("provinces")), Named(Part("operators")),
            [.. kind.EnumerateObject().Where(part => part.Name.StartsWith("table", StringComparison.Ordinal)).SelectMany(part => part.Value.EnumerateArray())
                .Select(row => (row.GetProperty("province").GetString()!, row.GetProperty("operator").GetString()!))]);

        // Two countries' shares stand in the text without saying which is whose: the likelier way.
        IEnumerable<KeyValuePair<string, double>> Countries() => Named(figures.FirstOrDefault(figure => figure.ValueKind == JsonValueKind.Array)).Concat(
            kind.TryGetProperty("likely", out JsonElement likely) ? likely.EnumerateObject().Select(pair => KeyValuePair.Create(pair.Name, pair.Value.GetDouble() / 100)) : []);

        JsonElement Part(string name) => figures.Where(figure => figure.ValueKind == JsonValueKind.Object && figure.TryGetProperty(name, out _))
            .Select(figure => figure.GetProperty(name)).FirstOrDefault();

        // Routers are all at home, and none in a cloud: the report draws no such figure of them.
        double Share(string figure, string name) => Named(Part(figure)) is { Count: > 0 } shares ? shares[name] : name == "境内" ? 1 : 0;
    }

    private static Dictionary<string, double> Named(JsonElement shares) => shares.ValueKind != JsonValueKind.Array ? [] : shares.EnumerateArray()
        .Where(pair => pair[0].GetString() != Rest && pair[1].ValueKind == JsonValueKind.Number)
        .ToDictionary(pair => pair[0].GetString()!, pair => pair[1].GetDouble() / 100, StringComparer.Ordinal);

    private static string CodeOf(string country) => PlaceNames.Countries.First(code => PlaceNames.CountryZh(code) == country);
}
