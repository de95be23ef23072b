using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Suyuan.Model;
using Suyuan.Reporting;
using Suyuan.Server.Accounts;

namespace Suyuan.Server.Api;

/// <param name="Zone">IANA name of the zone in which periods are cut.</param>
/// <param name="Formats">Formats that reports can have.</param>
/// <param name="Demo">Its network is a simulated one.</param>
public sealed record ApiAbout(string Version, string HomeCountry, string Zone, bool Collecting, bool Demo, IReadOnlyList<string> Formats);

/// <summary>Names by token. Tokens that are missing are their own names.</summary>
/// <param name="Networks">Operators and clouds.</param>
/// <param name="Reasons">Why data are refused.</param>
public sealed record ApiWords(
    IReadOnlyDictionary<string, string> Vectors, IReadOnlyDictionary<string, string> Protocols, IReadOnlyDictionary<string, string> Countries,
    IReadOnlyDictionary<string, string> Provinces, IReadOnlyDictionary<string, string> Networks, IReadOnlyDictionary<string, string> Reasons);

/// <summary>What a reader's program must know to show the rest: the server, and the names behind tokens.</summary>
internal static class WordsEndpoints
{
    private const string Reflection = "-reflection";

    public static void MapWords(this IEndpointRouteBuilder api, ConsoleParts parts)
    {
        ApiAbout about = new(parts.Version, parts.Home.Country, parts.Home.Zone.Id, parts.Collector is not null, parts.IsDemo, parts.Reports.Formats);
        api.MapGet("/about", () => about).WithSummary("The server: version, home, what it does.").Produces<ApiAbout>().Needs(Access.Own);

        Dictionary<ReportLanguage, ApiWords> words = Enum.GetValues<ReportLanguage>().ToDictionary(language => language, Words);
        api.MapGet("/words", (HttpRequest request) => words[ListEndpoints.Language(request)])
            .WithSummary("Names of vectors, protocols, places, operators, clouds and reasons of refusal, by token.").Produces<ApiWords>().Needs(Access.Own);
    }

    private static ApiWords Words(ReportLanguage language)
    {
        string[] vectors = [.. VectorCatalog.All.Select(vector => vector.Token)];
        string[] protocols = [.. vectors.Where(token => token.EndsWith(Reflection, StringComparison.Ordinal)).Select(token => token[..^Reflection.Length])];
        return new ApiWords(
            vectors.ToDictionary(token => token, token => ReaderNames.Vector(token, language)),
            protocols.ToDictionary(token => token, token => ReaderNames.Protocol(token, language)),
            PlaceNames.Countries.ToDictionary(code => code, code => ReaderNames.Country(code, language)),
            PlaceNames.Provinces.ToDictionary(name => name, name => ReaderNames.Province(name, language)),
            PlaceNames.Networks.ToDictionary(name => name, name => ReaderNames.Network(name, language)),
            RefusalNames.Reasons.ToDictionary(reason => reason, reason => RefusalNames.Of(reason, language)));
    }
}
