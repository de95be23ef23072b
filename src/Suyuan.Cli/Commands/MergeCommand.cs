using System.CommandLine;
using System.Globalization;
using Suyuan.Cli.Care;
using Suyuan.Cli.Configuration;
using Suyuan.Cli.Ingest;
using Suyuan.Cli.Places;
using Suyuan.Ingest;
using Suyuan.Model;
using Suyuan.Store;
using Suyuan.Store.Care;

namespace Suyuan.Cli.Commands;

/// <summary><c>suyuan store merge</c>: the stores of several provinces as one.</summary>
internal static class MergeCommand
{
    public static Command Create()
    {
        Argument<string[]> stores = new("STORE") { Description = "Stores or backups; NAME=STORE puts NAME/ before its exporters, where several have the same addresses.", Arity = new ArgumentArity(2, 1000) };
        (Option<string?> config, Option<string?> store) = (CommonOptions.Config(), CommonOptions.Store());
        Command command = new("merge", "Make one new store (--store) of several: their facts together, judged anew.") { stores, store, config };
        command.SetAction((arguments, cancel) =>
        {
            SuyuanConfiguration configuration = CommonOptions.Load(arguments, config, store);
            string path = configuration.Store.Path;
            if (File.Exists(path))
            {
                throw new IOException($"{path} is there already, and nothing is written over; name a new store with --store");
            }
            MergePart[] parts = [.. arguments.GetRequiredValue(stores).Select(Part)];
            using LoadedPlaces places = AddressDataFolder.OpenOrFetch(configuration, Console.Error);
            string partial = path + ".partial";
            Remove(partial);
            long met;
            long events;
            try
            {
                (met, events) = ProgressBars.Show(progress => Merge(parts, partial, configuration.HomeRegion, places.Lookup, progress, cancel));
            }
            catch
            {
                Remove(partial);
                throw;
            }
            File.Move(partial, path);
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{path}: {events:N0} events of {parts.Length} stores; {met:N0} targets were seen under attack by several of them at once"));
            return Task.FromResult(ExitCodes.Ok);
        });
        return command;
    }

    private static (long Met, long Events) Merge(MergePart[] parts, string file, HomeRegion home, IPlaceLookup places, IIngestProgress progress, CancellationToken cancel)
    {
        progress.Report("taking facts", null);
        long met = StoreMerge.Write(parts, file, TimeProvider.System);
        progress.Report("taking facts", 1);
        using DuckDbStore store = DuckDbStore.Open(file, StoreAccess.Write, TimeProvider.System);
        new Judgement(home, new ExporterTable(), new ExporterDirectory(store.LoadExporters()), places, store.LoadRoutes()).Refresh(store, progress, cancel);
        return (met, store.EventsPage(new ListFilter { Order = new ListOrder("start"), Limit = 1 }).Total);
    }

    private static MergePart Part(string text)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        // A file of that name wins: a name cannot be meant then.
        bool isNamed = equals > 0 && !Path.Exists(text);
        (string? name, string path) = isNamed ? (text[..equals], text[(equals + 1)..]) : (null, text);
        if (name is not null && (name.Contains(ExporterTable.StoreSeparator, StringComparison.Ordinal) || name.Any(char.IsControl)))
        {
            throw new ConfigurationException($"'{text}': a store's name has no '{ExporterTable.StoreSeparator}'");
        }
        return new MergePart(name, BackupFolder.StoreOf(path));
    }

    private static void Remove(string file)
    {
        File.Delete(file);
        File.Delete(file + ".wal");
    }
}
