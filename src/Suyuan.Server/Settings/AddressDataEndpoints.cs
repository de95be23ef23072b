using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Suyuan.Model;

namespace Suyuan.Server.Settings;

/// <param name="Version">Null: there are none, places are unknown.</param>
/// <param name="Newest">Date of the newest source.</param>
public sealed record ApiAddressData(string? Version, DateOnly? Newest, IReadOnlyList<AddressDataSource> Sources);

/// <summary>What places of addresses are known from.</summary>
internal static class AddressDataEndpoints
{
    public static void MapAddressData(this IEndpointRouteBuilder api, IPlaceLookup? places) =>
        api.MapGet("/address-data", () => places is null or { Sources.Count: 0 }
            ? new ApiAddressData(null, null, [])
            : new ApiAddressData(places.Version, places.Sources.Where(source => source.Present).Max(source => source.Date), places.Sources))
            .WithSummary("The address data in use: sources with their dates and licences.").Produces<ApiAddressData>();
}
