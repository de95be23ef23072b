using Suyuan.Cli.Configuration;
using Suyuan.Model;
using Suyuan.Reporting;
using Suyuan.Store;

namespace Suyuan.Cli.Reports;

/// <summary>Builds a report from a store, with the places of the address data that the machine has.</summary>
internal static class StoredReport
{
    /// <param name="period">Null: the quarter that holds the last event.</param>
    /// <exception cref="NothingFoundException">The store has no events to choose a period by.</exception>
    public static Report Build(IAttackReader store, string? period, IPlaceLookup places, SuyuanConfiguration configuration, TimeProvider clock)
    {
        HomeRegion home = configuration.HomeRegion;
        ReportOptions options = configuration.Report.ToOptions(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), home.Zone).DateTime), ProductVersion.Text);
        return ReportBuilder.Build(store.Statistics(Choose(store, period, home), home, store.AddressDataVersion), places.Sources, options);
    }

    /// <summary>Opens for reading where the store's places are of this address data; otherwise places its addresses first. A server that owns the store places them itself.</summary>
    public static IAttackReader Open(SuyuanConfiguration configuration, IPlaceLookup places)
    {
        IAttackReader reader = StoreReading.Open(configuration);
        if (reader is not DuckDbStore || reader.AddressDataVersion == places.Version)
        {
            return reader;
        }
        reader.Dispose();
        DuckDbStore store = DuckDbStore.Open(configuration.Store.Path, StoreAccess.Write, TimeProvider.System);
        store.PlaceAddresses(places, new ExporterDirectory(store.LoadExporters()));
        return store;
    }

    private static Period Choose(IAttackReader store, string? period, HomeRegion home)
    {
        if (period is not null)
        {
            return Period.TryParse(period, home, out Period? parsed)
                ? parsed
                : throw new ConfigurationException($"'{period}' is not {Period.Written}");
        }
        return store.EventSpan() is var (_, last)
            ? Period.QuarterOf(DateTimeOffset.FromUnixTimeMilliseconds(last), home)
            : throw new NothingFoundException("the store holds no events yet; ingest telemetry first: suyuan ingest PATH…");
    }
}
