using Suyuan.Model;
using Suyuan.Simulation.Scoring;
using Suyuan.Store;

namespace Suyuan.Cli.Scores;

/// <summary>What a store holds, as the scorer takes it.</summary>
internal static class StoredFindings
{
    public static Findings Read(IAttackStore store)
    {
        ListFilter everything = new() { MinConfidence = 0 };
        return new Findings
        {
            Events = [.. store.Events(everything).Select(Event)],
            Resources = [.. store.Participations(everything).Select(row => Resource(row.Participation))],
            Components = [.. store.Components().Select(Component)],
            Days = DaysRead(store),
            LoggedControllers = store.LoggedControllers().ToHashSet(),
        };
    }

    /// <summary>All of it came from packet captures, which are judged by their own thresholds.</summary>
    public static bool IsCapture(IAttackStore store)
    {
        string[] exporters = [.. store.LoadSettled().ByExporter.Keys];
        return exporters.Length > 0 && exporters.All(key => key.StartsWith(ExporterTable.CapturePrefix, StringComparison.Ordinal));
    }

    /// <summary>From the first minute that any exporter sent to the last; captures have minutes of their own.</summary>
    private static double? DaysRead(IAttackStore store)
    {
        SortedDictionary<long, SettledMinute>[] exporters = [.. store.LoadSettled().ByExporter.Values.Where(minutes => minutes.Count > 0)];
        return exporters.Length == 0
            ? null
            : (exporters.Max(minutes => minutes.Keys.Last()) - exporters.Min(minutes => minutes.Keys.First()) + 1) / TimeSpan.FromDays(1).TotalMinutes;
    }

    private static EventFinding Event(EventRow row) =>
        new(row.Id, row.Target, row.Start, row.End, row.Vectors.Split('+', StringSplitOptions.RemoveEmptyEntries), row.Basis)
        {
            Packets = row.Packets,
            PeakPackets = row.PeakPackets,
            PeakBits = row.PeakBits,
            SampledPackets = row.SampledPackets,
            Reflectors = (int)Math.Min(row.Reflectors, int.MaxValue),
            Sampling = row.Sampling,
        };

    private static ResourceFinding Resource(Participation row) => new(row.EventId, row.Resource)
    {
        Exporter = row.Exporter,
        Interface = row.Interface,
        SampledPackets = row.SampledPackets,
        Confidence = row.Confidence,
        Rule = row.Rule,
        Detail = row.Detail,
    };

    private static ComponentFinding Component(Component row) => new(row.EventId, row.Exporter, row.Interface, row.Class)
    {
        SampledPackets = row.SampledPackets,
        Rule = row.Rule,
        Detail = row.Detail,
    };
}
