using System.CommandLine;
using Suyuan.Cli.Configuration;
using Suyuan.Cli.Demo;
using Suyuan.Cli.Ingest;
using Suyuan.Cli.Output;
using Suyuan.Cli.Places;
using Suyuan.Cli.Reports;
using Suyuan.Reporting;
using Suyuan.Simulation;
using Suyuan.Store;

namespace Suyuan.Cli.Commands;

/// <summary><c>suyuan demo</c>: the main job on the bundled samples, from octets to the report.</summary>
internal static class DemoCommand
{
    /// <summary>Set by the <c>suyuan</c> script: the repository's samples.</summary>
    private const string SamplesVariable = "SUYUAN_SAMPLES";

    /// <summary>The demo's store always has this key, so that its event ids are those of the documents.</summary>
    private const string StoreKey = "suyuan-demo";

    /// <summary>Files of an earlier demo that this one replaces.</summary>
    private const string StoreName = "demo.duckdb";

    public static Command Create()
    {
        Option<string> output = new("--out") { Description = "Folder for the store and the report.", HelpName = "DIR", DefaultValueFactory = _ => "suyuan-demo" };
        Option<string?> config = CommonOptions.Config();
        Command command = new("demo", "Do the main job on the bundled samples; prints where the report lies.") { output, config };
        command.SetAction((arguments, cancel) =>
        {
            SuyuanConfiguration configuration = CommonOptions.Load(arguments, config);
            string folder = Path.GetFullPath(arguments.GetRequiredValue(output));
            Directory.CreateDirectory(folder);
            using LoadedPlaces places = AddressDataFolder.OpenOrFetch(configuration, Console.Error);
            TimeProvider clock = TimeProvider.System;

            Console.Out.WriteLine("One real attack (DNS reflection bought from a booter in 2013, MIT licence), in every encoding, each in a store of its own:");
            EncodingComparison.Write(EncodingComparison.Ingest(Path.Combine(Samples(), "booter-dns"), places.Lookup, clock, cancel), Console.Out);

            string sample = GeneratedSample(folder);
            configuration.Store.Path = Path.Combine(folder, StoreName);
            File.Delete(configuration.Store.Path);
            File.Delete(configuration.Store.Path + ".wal");
            Console.Out.WriteLine($"Five SIMULATED days at provincial edge routers, 1 in 1000 sampled, with botnet and sensor logs ({sample}):");
            using DuckDbStore store = DuckDbStore.Open(configuration.Store.Path, StoreAccess.Write, clock, StoreKey);
            IngestOptions options = new() { Home = configuration.HomeRegion };
            IngestSummary summary = ProgressBars.Show(progress => new Pipeline(store, places.Lookup, options, clock, progress).Ingest([sample], cancel));
            summary.Write(Console.Out);
            summary.WriteProblems(Console.Error);
            ListFilter filter = new() { AddressDataVersion = store.AddressDataVersion };
            Console.Out.WriteLine("\nThe largest events:");
            Listing.Write(store.Events(filter).OrderByDescending(one => one.Packets).Take(5), ListColumns.Events, OutputFormat.Table, Console.Out);

            Report report = StoredReport.Build(store, SampleWorld.Period, places.Lookup, configuration, clock);
            IReadOnlyList<string> files = ReportFiles.Write(
                report, Path.Combine(folder, "report"), [ReportLanguage.Chinese, ReportLanguage.English], [ReportEdition.Public, ReportEdition.Internal], [ReportFormat.Html, ReportFormat.Json],
                () => [], new ChromiumPrinter(configuration.Report.Browser));
            Console.Out.WriteLine("The report (simulated data, as every page of it says):");
            foreach (string file in files)
            {
                Console.Out.WriteLine($"  {file}");
            }
            Console.Out.WriteLine($"\nGo on with: suyuan events --store {configuration.Store.Path}");
            Console.Out.WriteLine($"            suyuan explain {SampleWorld.Period} fig-6 --store {configuration.Store.Path}");
            return Task.FromResult(summary.ExitCode);
        });
        return command;
    }

    private static string Samples() =>
        Environment.GetEnvironmentVariable(SamplesVariable) is { Length: > 0 } samples && Directory.Exists(samples)
            ? samples
            : throw new ConfigurationException($"the samples are not there; start the demo with ./suyuan of a checkout, or set {SamplesVariable} to its samples folder");

    /// <summary>Beside the other samples, made once; in the demo's own folder where those cannot be written.</summary>
    private static string GeneratedSample(string folder)
    {
        string sample = Path.Combine(Samples(), "generated");
        if (IsComplete(sample))
        {
            return sample;
        }
        Console.Error.WriteLine("generating the simulated sample (once) …");
        try
        {
            SampleWorld.Write(sample, SampleWorld.DefaultSeed);
            return sample;
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException)
        {
            sample = Path.Combine(folder, "sample");
            if (!IsComplete(sample))
            {
                SampleWorld.Write(sample, SampleWorld.DefaultSeed);
            }
            return sample;
        }
    }

    /// <summary>The truth is written last.</summary>
    private static bool IsComplete(string sample) => File.Exists(Path.Combine(sample, "truth", "events.csv"));
}
