using Suyuan.Attribution;
using Suyuan.Attribution.Controllers;
using Suyuan.Model;
using Suyuan.Store;

namespace Suyuan.Ingest;

/// <summary>Facts → events and participations → places: what follows whenever a store has facts that no verdict has seen.</summary>
public sealed class Judgement(HomeRegion home, ExporterTable exporters, ExporterDirectory directory, IPlaceLookup places, RouteTable routes)
{
    public void Refresh(IAttackStore store, IIngestProgress progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(store);
        Attributor attributor = new(
            new AttributionOptions { Home = home }, exporters, directory, places, store.LoadInterfaceBackground(exporters), routes,
            new KnownControllers(store.LoadIndicators(IndicatorKind.Controller, DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue)));
        new VerdictBuilder(store, exporters, attributor).Refresh(progress, cancel);
        store.PlaceAddresses(places, directory);
    }
}
