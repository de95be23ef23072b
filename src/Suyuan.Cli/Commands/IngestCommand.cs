using System.CommandLine;
using Suyuan.Cli.Configuration;
using Suyuan.Cli.Ingest;
using Suyuan.Cli.Places;
using Suyuan.Detection;
using Suyuan.Store;
using Suyuan.Telemetry.Files;

namespace Suyuan.Cli.Commands;

/// <summary><c>suyuan ingest PATH…</c>: telemetry and logs into the store, as far as events, resources and places.</summary>
internal static class IngestCommand
{
    public static Command Create()
    {
        Argument<string[]> paths = new("PATH") { Description = "Files and folders; formats are recognised by content.", Arity = ArgumentArity.OneOrMore };
        Option<string?> config = CommonOptions.Config();
        Option<string?> store = CommonOptions.Store();
        Option<uint?> sampling = new("--sampling") { Description = "1 in N, where the data does not say.", HelpName = "N", CustomParser = result => result.Parse("a whole number from 1", OptionValues.Interval) };
        Option<string?> profile = new("--profile") { Description = "Thresholds for a packet capture or for a network; default: chosen by the data.", HelpName = "capture|network" };
        Option<string?> mode = new("--as") { Description = "Packets of captures: all are exports, or none; default: recognised.", HelpName = "exports|packets" };
        Option<string?> siblings = new("--siblings") { Description = "Networks by organisation: CAIDA AS to Organization, or lines asn,organisation; stays with the store.", HelpName = "FILE" };
        Option<bool> rebuild = new("--rebuild") { Description = "Withdraw what the store holds for the hours of these inputs, and replay them." };
        profile.AcceptOnlyFromAmong("capture", "network");
        mode.AcceptOnlyFromAmong("exports", "packets");
        Command command = new("ingest", "Read telemetry and logs; find events and the resources behind them.") { paths, store, sampling, profile, mode, siblings, rebuild, config };
        command.SetAction((arguments, cancel) =>
        {
            SuyuanConfiguration configuration = CommonOptions.Load(arguments, config, store);
            IngestOptions options = new()
            {
                Sampling = arguments.GetValue(sampling),
                Profile = arguments.GetValue(profile) switch
                {
                    "capture" => DetectionProfile.Capture,
                    "network" => DetectionProfile.Network,
                    _ => null,
                },
                CaptureMode = arguments.GetValue(mode) switch
                {
                    "exports" => CaptureMode.Exports,
                    "packets" => CaptureMode.Packets,
                    _ => CaptureMode.Auto,
                },
                Siblings = arguments.GetValue(siblings) ?? configuration.Routing.Siblings,
                Rebuild = arguments.GetValue(rebuild),
                Thresholds = configuration.Detection.ToThresholds(configuration.Store.Path),
                BufferOctets = checked(configuration.Detection.BufferMegabytes << 20),
                Home = configuration.HomeRegion,
            };
            using LoadedPlaces places = AddressDataFolder.OpenOrFetch(configuration, Console.Error);
            bool isNew = !File.Exists(configuration.Store.Path);
            IngestSummary summary;
            bool holdsSomething;
            using (DuckDbStore opened = DuckDbStore.Open(configuration.Store.Path, StoreAccess.Write, TimeProvider.System))
            {
                summary = ProgressBars.Show(
                    progress => new Pipeline(opened, places.Lookup, options, TimeProvider.System, progress).Ingest(arguments.GetRequiredValue(paths), cancel));
                holdsSomething = !isNew || summary.Finished.Count > 0 || opened.LoadExporters().Count > 0 || opened.RoutingSources().Count > 0;
            }
            summary.Write(Console.Out);
            summary.WriteProblems(Console.Error);
            if (holdsSomething)
            {
                Console.Out.WriteLine($"store: {configuration.Store.Path}; next: suyuan events, suyuan resources, suyuan report");
            }
            else
            {
                // An empty store would answer later questions with "no events" instead of "no store".
                File.Delete(configuration.Store.Path);
            }
            return Task.FromResult(summary.ExitCode);
        });
        return command;
    }
}
