using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Suyuan.Model;
using Suyuan.Reporting;
using Suyuan.Server.Accounts;

namespace Suyuan.Server.Api;

/// <summary>What maps are drawn with: the report's.</summary>
/// <param name="Home">Regions of the home; null = there is no outline of them.</param>
/// <param name="ReviewNumber">As the report prints it; null = the outlines are not reviewed.</param>
public sealed record ApiMaps(PlainMap? Home, PlainMap World, string? ReviewNumber);

/// <summary>The outlines of the report's maps, once for all numbers.</summary>
internal static class MapEndpoints
{
    public static void MapMaps(this IEndpointRouteBuilder api, ReportOptions options, HomeRegion home)
    {
        Lazy<ApiMaps> maps = new(() => new ApiMaps(
            (options.HomeMap ?? (home.Country == HomeRegion.China.Country ? Outline.China : null)) is Outline regions ? PlainMap.OfHome(regions, home) : null,
            PlainMap.OfWorld(options.WorldMap ?? Outline.World, home), ApiText.OrNull(options.MapReviewNumber)));
        api.MapGet("/maps", () => maps.Value).WithSummary("Outlines of provinces and countries, by the names that statistics have, as SVG paths.").Produces<ApiMaps>().Needs(Access.Own);
    }
}
