using Suyuan.Model;

namespace Suyuan.Simulation.Worlds;

/// <summary>The finer table of places beside <see cref="AddressPlan"/>: every province and carrier, more countries, their clouds. Made from address data, carried along.</summary>
internal static class PlaceTable
{
    private static readonly Lazy<Dictionary<string, IpPrefix[]>> s_places = new(Read);

    public static IEnumerable<string> Names => s_places.Value.Keys.Order(StringComparer.Ordinal);

    public static IReadOnlyList<IpPrefix>? Find(string place) => s_places.Value.GetValueOrDefault(place);

    private static Dictionary<string, IpPrefix[]> Read()
    {
        using StreamReader reader = new(typeof(PlaceTable).Assembly.GetManifestResourceStream("places.csv")!);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#').Skip(1).Select(line => line.Split(','))
            .ToDictionary(cells => cells[0], cells => Array.ConvertAll(cells[1].Split(' '), IpPrefix.Parse), StringComparer.Ordinal);
    }
}
