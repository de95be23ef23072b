using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Suyuan.Server.Collection;

namespace Suyuan.Server.Api;

/// <summary>"Is my data good?": listeners, exporters, detection of the collector in this process.</summary>
internal static class CollectionEndpoints
{
    public static void MapCollection(this IEndpointRouteBuilder api, Collector? collector) =>
        api.MapGet("/collection", () => collector is null ? new CollectionHealth(false, [], [], null) : collector.Health())
            .WithSummary("The collector's listeners and exporters: rates, faults by name, templates, sampling, gaps; what is wrong, hop by hop.").Produces<CollectionHealth>();
}
