using System.CommandLine;
using Suyuan.Cli.Configuration;
using Suyuan.Cli.Ingest;
using Suyuan.Ingest;
using Suyuan.Simulation;

namespace Suyuan.Cli.Commands;

/// <summary><c>suyuan simulate WORLD</c>: telemetry with known truth, from a shipped world or a world file.</summary>
internal static class SimulateCommand
{
    public static Command Create()
    {
        Argument<string> world = new("WORLD") { Description = "A shipped world's name or the path of a world file. Shipped: " + string.Join(", ", ShippedWorlds.Names) + "." };
        Option<string> output = new("--out", "-o") { Description = "An empty or new folder, or one of an earlier simulation.", HelpName = "DIR", Required = true };
        Option<ulong?> seed = new("--seed") { Description = "Other draws of the same world; default: the world's own seed.", HelpName = "N" };
        Option<double?> hours = new("--hours") { Description = "Only the world's first hours.", HelpName = "H" };
        Option<double> scale = new("--scale") { Description = "Multiplies the rates of ordinary traffic.", HelpName = "F", DefaultValueFactory = _ => 1 };
        Command command = new("simulate", "Write a world of known truth as telemetry: flow exports, captures, logs, and truth/.") { world, output, seed, hours, scale };
        command.SetAction(arguments =>
        {
            SimulationOptions options = new() { Seed = arguments.GetValue(seed), Hours = arguments.GetValue(hours), Scale = arguments.GetValue(scale) };
            if (options.Scale is not (>= 0 and <= 1000) || options.Hours is not (null or > 0))
            {
                throw new ConfigurationException("--scale is a number from 0 to 1000, --hours one above 0");
            }
            string folder = Path.GetFullPath(arguments.GetRequiredValue(output));
            try
            {
                SimulationResult result = ProgressBars.Show(
                    progress => ShippedWorlds.Write(arguments.GetRequiredValue(world), folder, options, new Bar(progress)));
                Console.Out.WriteLine(FormattableString.Invariant(
                    $"{result.Files.Count} files, {result.Octets / 1e6:F1} MB, in {folder}: {result.SampledPackets:N0} sampled packets in {result.Records:N0} records; truth: {result.Events} events"));
                Console.Out.WriteLine($"next: suyuan ingest {folder} --store {Path.Combine(folder, "suyuan.duckdb")}");
                return Task.FromResult(ExitCodes.Ok);
            }
            catch (WorldFileException error)
            {
                throw new ConfigurationException(error.Message, error);
            }
        });
        return command;
    }

    private sealed class Bar(IIngestProgress progress) : IProgress<double>
    {
        public void Report(double value) => progress.Report("simulating", value);
    }
}
