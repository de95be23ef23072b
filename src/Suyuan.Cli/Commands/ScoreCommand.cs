using System.CommandLine;
using Suyuan.Cli.Configuration;
using Suyuan.Cli.Scores;
using Suyuan.Detection;
using Suyuan.Simulation.Scoring;
using Suyuan.Store;

namespace Suyuan.Cli.Commands;

/// <summary><c>suyuan score --truth DIR</c>: how well the store's events and resources match a known truth.</summary>
internal static class ScoreCommand
{
    public static Command Create()
    {
        Option<string> truth = new("--truth")
        {
            Description = "Folder with events.csv, resources.csv, participations.csv and components.csv.",
            HelpName = "DIR",
            Required = true,
        };
        Option<string?> config = CommonOptions.Config();
        Option<string?> store = CommonOptions.Store();
        Option<string?> profile = new("--profile")
        {
            Description = "The thresholds of the ingest: below them nothing is asked for; default: capture where all came from packet captures.",
            HelpName = "network|capture",
        };
        Option<ScoreFormat> format = new("--format") { Description = "table, csv (the counts), json (everything) or md.", DefaultValueFactory = _ => ScoreFormat.Table };
        Option<bool> details = new("--details") { Description = "Also list what was missed, false, or judged otherwise, with a guess why (table and json)." };
        Option<bool> require = new("--require-bars") { Description = $"Exit with {ExitCodes.BarMissed} where a bar is missed." };
        profile.AcceptOnlyFromAmong("network", "capture");
        Command command = new("score", "Compare the store with a known truth: precision, recall, count errors, classes, confidences.")
        {
            truth, store, profile, format, details, require, config,
        };
        command.SetAction(arguments =>
        {
            SuyuanConfiguration configuration = CommonOptions.Load(arguments, config, store);
            Findings told = TruthFolder.Read(arguments.GetRequiredValue(truth));
            using DuckDbStore opened = DuckDbStore.Open(configuration.Store.Path, StoreAccess.Read, TimeProvider.System);
            bool isCapture = arguments.GetValue(profile) is string given ? given == "capture" : StoredFindings.IsCapture(opened);
            bool listed = arguments.GetValue(details);
            Score score = Scorer.Score(told, StoredFindings.Read(opened), Scope(isCapture ? DetectionThresholds.Capture : DetectionThresholds.Network), listed);
            ScoreOutput.Write(score, arguments.GetRequiredValue(format), listed, Console.Out);
            return arguments.GetValue(require) && score.Bars.Any(bar => bar.Met == false) ? ExitCodes.BarMissed : ExitCodes.Ok;
        });
        return command;
    }

    /// <summary>What detection is documented to alarm on is what it is asked for.</summary>
    private static ScopeRules Scope(DetectionThresholds thresholds) => new()
    {
        ReflectionBits = thresholds.ReflectionBits,
        ReflectionPacketsInTenSeconds = thresholds.ReflectionPacketsInTenSeconds,
        FloodPacketRate = thresholds.FloodPacketRate,
        FloodBits = thresholds.FloodBits,
        FloodPackets = thresholds.FloodPackets,
    };
}
