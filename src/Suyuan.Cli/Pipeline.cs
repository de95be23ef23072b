using Suyuan.Cli.Ingest;
using Suyuan.Detection;
using Suyuan.Ingest;
using Suyuan.Model;
using Suyuan.Store;

namespace Suyuan.Cli;

/// <summary>
/// The whole way of the data, in order, with no logic of its own:
/// octets → flows (telemetry) → minutes and segments (detection) → facts (store) → events and resources (attribution) → places (enrichment).
/// The report and the lists read the store from there.
/// </summary>
internal sealed class Pipeline(IAttackStore store, IPlaceLookup places, IngestOptions options, TimeProvider clock, IIngestProgress progress)
{
    public IngestSummary Ingest(IReadOnlyList<string> paths, CancellationToken cancel = default)
    {
        // Which files, of what kind, from when to when.
        CollectedInputs inputs = InputCollector.Collect(paths);
        store.SaveExporters(inputs.Exporters);
        foreach (DetectionProfile profile in Enum.GetValues<DetectionProfile>())
        {
            store.SaveThresholds(profile.ToString().ToLowerInvariant(), options.Thresholds.Describe(profile));
        }
        ExporterDirectory directory = new(store.LoadExporters());
        ExporterTable exporters = new();
        InputSurveys surveys = InputSurveys.Read(inputs, options.CaptureMode, store.LoadFinishedInputs(), options.Rebuild, progress, cancel);
        if (options.Rebuild && surveys.Span is var (first, last))
        {
            store.Retract(Minute.Of(first), Minute.Of(last));
        }

        RoutingTables routing = RoutingTables.Load(store, surveys.RoutingTables, options.Siblings, clock.GetUtcNow());

        // Octets → flows → attack minutes → facts, in commits.
        using IngestRun run = new(store, exporters, directory, options, clock, progress);
        IngestSummary summary = run.Execute(surveys, cancel);
        summary.Routing = routing;

        // Facts → events and participations → places.
        new Judgement(options.Home, exporters, directory, places, routing.Routes).Refresh(store, progress, cancel);
        return summary;
    }
}
