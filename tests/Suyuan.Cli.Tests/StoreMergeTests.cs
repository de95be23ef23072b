using System.Diagnostics;
using Suyuan.Cli;
using Suyuan.Cli.Places;
using Suyuan.Model;
using Suyuan.Simulation;
using Suyuan.Store;
using Suyuan.Store.Care;
using Suyuan.Testing;
using Xunit;

namespace Suyuan.Tests;

/// <summary>The sample world, its exporters dealt to two provinces, against all of it in one store.</summary>
public sealed class StoreMergeTests : IDisposable
{
    private static readonly string[] s_south = ["gd-", "js-", "zj-", "sc-", "sh-"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("suyuan-merge-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void What_one_province_saw_is_the_same_as_in_one_store_and_what_both_saw_is_one_event()
    {
        Deal();
        Assert.Equal(0, Run("store merge south.duckdb north.duckdb --store both.duckdb").ExitCode);
        Assert.Equal(0, Run("store merge north.duckdb south.duckdb --store turned.duckdb").ExitCode);
        using (DuckDbStore empty = DuckDbStore.Open(FileOf("all"), StoreAccess.Write, TimeProvider.System, KeyOf("both")))
        {
            Assert.Empty(empty.Events(new ListFilter()));
        }
        Assert.Equal(0, Run("ingest world --store all.duckdb").ExitCode);
        Found all = Found.In(FileOf("all"));
        Found both = Found.In(FileOf("both"));

        // In whatever order they are named.
        Assert.Equal(both.Text, Found.In(FileOf("turned")).Text);
        Dictionary<IpPrefix, string[]> exporters = all.Exporters();
        IpPrefix[] alone = [.. exporters.Where(pair => pair.Value.Select(IsSouth).Distinct().Count() == 1).Select(pair => pair.Key)];
        Assert.InRange(alone.Length, 20, exporters.Count - 20);
        Assert.All(alone, target => Assert.Equal(all.Of(target), both.Of(target)));
        // A province that saw too little of an attack has nothing of it: what both saw is at most all of it, in as many events.
        Found south = Found.In(FileOf("south"));
        Found north = Found.In(FileOf("north"));
        Assert.Equal(all.Events.Count(row => row.Basis == EventBasis.Flows), both.Events.Count(row => row.Basis == EventBasis.Flows));
        IpPrefix[] met = [.. exporters.Keys.Except(alone)];
        Assert.All(met, target =>
        {
            Assert.Equal(south.Packets(target) + north.Packets(target), both.Packets(target));
            Assert.InRange(both.Packets(target), 1, all.Packets(target));
        });
    }

    [Fact]
    public void Two_devices_with_one_address_are_told_apart_by_the_names_of_their_stores()
    {
        Deal();
        Assert.Equal(0, Run("ingest south-again --store south-again.duckdb").ExitCode);

        SuyuanProcess refused = Run("store merge south.duckdb south-again.duckdb --store both.duckdb");
        SuyuanProcess named = Run("store merge east=south.duckdb west=south-again.duckdb --store both.duckdb");

        Assert.Equal(ExitCodes.NoInput, refused.ExitCode);
        Assert.Contains("give the stores names, NAME=FILE", refused.Errors, StringComparison.Ordinal);
        Assert.True(named.ExitCode == 0, named.Errors);
        using DuckDbStore both = DuckDbStore.Open(FileOf("both"), StoreAccess.Read, TimeProvider.System);
        Assert.Contains(both.LoadExporters(), row => row.Exporter == "east/10.255.0.3");
        Assert.Contains(both.LoadExporters(), row => row.Router == "west/js-ct");
        Assert.Equal(Found.In(FileOf("south")).Events.Sum(row => row.Packets) + Found.In(FileOf("south-again")).Events.Sum(row => row.Packets), Found.In(FileOf("both")).Events.Sum(row => row.Packets));
    }

    [Fact]
    public void A_capture_or_a_log_that_both_stores_hold_counts_once()
    {
        string capture = Path.Combine(Fixtures.Root, "samples", "booter-dns", "ddos.pcap");
        SampleWorld.Write(PathOf("world"), SampleWorld.DefaultSeed);
        File.Copy(Path.Combine(PathOf("world"), "botnets.c2.jsonl"), PathOf("botnets.c2.jsonl"));
        foreach (string store in (string[])["one", "other"])
        {
            Assert.Equal(0, Run($"ingest {capture} botnets.c2.jsonl --store {store}.duckdb").ExitCode);
        }

        SuyuanProcess merged = Run("store merge one.duckdb other.duckdb --store both.duckdb");

        Assert.True(merged.ExitCode == 0, merged.Errors);
        using (DuckDbStore one = DuckDbStore.Open(FileOf("one"), StoreAccess.Read, TimeProvider.System))
        using (DuckDbStore both = DuckDbStore.Open(FileOf("both"), StoreAccess.Read, TimeProvider.System))
        {
            ListFilter all = new() { MinConfidence = 0 };
            Assert.NotEmpty(one.Events(all));
            Assert.Equal(one.Events(all).Select(row => row with { Id = "" }), both.Events(all).Select(row => row with { Id = "" }));
            Assert.Equal(one.Resources(all), both.Resources(all));
            Assert.Equal(one.LoadFinishedInputs(), both.LoadFinishedInputs());
        }
    }

    [Fact]
    public void Sealed_events_go_over_as_they_are_and_stores_that_cannot_be_one_are_refused()
    {
        Deal();
        long end = Found.In(FileOf("south")).Events.Max(row => row.End);
        using (DuckDbStore south = DuckDbStore.Open(FileOf("south"), StoreAccess.Write, new SettableClock(DateTimeOffset.FromUnixTimeMilliseconds(end).AddDays(62))))
        {
            Assert.True(south.Prune(new Retention { Evidence = 60, RollUps = 60 }, dryRun: false).Sum(row => row.Rows) > 1000);
        }
        Found before = Found.In(FileOf("south"));

        Assert.Equal(0, Run("store merge south.duckdb north.duckdb --store both.duckdb").ExitCode);

        Found both = Found.In(FileOf("both"));
        Assert.Superset(before.Events.ToHashSet(), both.Events.ToHashSet());
        Assert.Superset(before.Participations.ToHashSet(), both.Participations.ToHashSet());
        File.Copy(FileOf("south"), FileOf("copy"));
        Assert.Contains("copies of one", Run("store merge south.duckdb copy.duckdb --store third.duckdb").Errors, StringComparison.Ordinal);
        Assert.Contains("nothing is written over", Run("store merge south.duckdb north.duckdb --store both.duckdb").Errors, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.NoInput, Run("store merge south.duckdb missing.duckdb --store third.duckdb").ExitCode);
        Assert.Equal(ExitCodes.Usage, Run("store merge south.duckdb --store third.duckdb").ExitCode);
        Assert.Empty(_folder.EnumerateFiles("third.duckdb*"));
    }

    [Fact]
    public async Task Killed_at_any_moment_it_leaves_no_store_and_is_run_again()
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        Deal();
        (string South, string North) before = (Found.In(FileOf("south")).Text, Found.In(FileOf("north")).Text);
        long began = TimeProvider.System.GetTimestamp();
        Assert.Equal(0, Run("store merge south.duckdb north.duckdb --store whole.duckdb").ExitCode);
        TimeSpan duration = TimeProvider.System.GetElapsedTime(began);
        foreach (double share in (double[])[0.4, 0.7, 0.95])
        {
            ProcessStartInfo start = new(Path.Combine(AppContext.BaseDirectory, "suyuan"), ["store", "merge", "south.duckdb", "north.duckdb", "--store", "killed.duckdb"])
            {
                WorkingDirectory = _folder.FullName,
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            };
            start.Environment[AddressDataFolder.OfflineVariable] = "1";
            start.Environment["SUYUAN_DATA"] = PathOf("no-address-data");
            using Process process = Process.Start(start)!;
            await Task.Delay(duration * share, cancel);
            process.Kill();
            await process.WaitForExitAsync(cancel);
            if (File.Exists(FileOf("killed")))
            {
                // It was done before.
                File.Delete(FileOf("killed"));
            }
        }

        Assert.Equal(0, Run("store merge south.duckdb north.duckdb --store killed.duckdb").ExitCode);

        Assert.Equal(Found.In(FileOf("whole")).Text, Found.In(FileOf("killed")).Text);
        Assert.Equal(before, (Found.In(FileOf("south")).Text, Found.In(FileOf("north")).Text));
        Assert.Empty(_folder.EnumerateFiles("killed.duckdb.*"));
    }

    /// <summary>The world, its south with the logs, its north; a second south of other days' draws.</summary>
    private void Deal()
    {
        SampleWorld.Write(PathOf("world"), SampleWorld.DefaultSeed);
        SampleWorld.Write(PathOf("other"), SampleWorld.DefaultSeed + 1);
        foreach (string folder in (string[])["south", "north", "south-again"])
        {
            Directory.CreateDirectory(PathOf(folder));
            string from = folder == "south-again" ? "other" : "world";
            foreach (string file in Directory.EnumerateFiles(PathOf(from)).Where(file => IsOf(folder, Path.GetFileName(file))))
            {
                File.Copy(file, Path.Combine(PathOf(folder), Path.GetFileName(file)));
            }
        }
        Assert.Equal(0, Run("ingest south --store south.duckdb").ExitCode);
        Assert.True(Run("ingest north --store north.duckdb").ExitCode is 0 or ExitCodes.SomeInputRefused);
    }

    /// <summary>Orders are logged in the north alone, wherever they were carried out.</summary>
    private static bool IsOf(string folder, string file) =>
        file is "exporters.csv" or "SIMULATED" || (file.EndsWith(".jsonl", StringComparison.Ordinal) ? folder == "north" : s_south.Any(file.StartsWith) == (folder != "north"));

    private static bool IsSouth(string exporter) => IpAddress.Parse(exporter).ToString() is "10.255.0.1" or "10.255.0.2" or "10.255.0.3" or "10.255.0.4" or "10.255.0.5" or "10.255.0.6" or "10.255.0.11" or "10.255.0.12";

    private string FileOf(string store) => PathOf(store + ".duckdb");

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);

    private string KeyOf(string store)
    {
        using DuckDbStore opened = DuckDbStore.Open(FileOf(store), StoreAccess.Read, TimeProvider.System);
        return opened.Key;
    }

    private SuyuanProcess Run(string line) => SuyuanProcess.Run(_folder.FullName, line.Split(' '));

    private sealed record Found(IReadOnlyList<EventRow> Events, IReadOnlyList<ParticipationRow> Participations, IReadOnlyList<Component> Components)
    {
        public static Found In(string path)
        {
            using DuckDbStore store = DuckDbStore.Open(path, StoreAccess.Read, TimeProvider.System);
            ListFilter all = new() { MinConfidence = 0 };
            return new Found(store.Events(all), store.Participations(all), store.Components());
        }

        public string Text => string.Join('\n', Events.Select(row => row.ToString()).Concat(Participations.Select(row => row.ToString())));

        /// <summary>Of each target that flows show: who saw it.</summary>
        public Dictionary<IpPrefix, string[]> Exporters()
        {
            ILookup<string, string> byEvent = Components.ToLookup(row => row.EventId, row => row.Exporter);
            return Events.Where(row => row.Basis == EventBasis.Flows).GroupBy(row => row.Target).ToDictionary(rows => rows.Key, rows => rows.SelectMany(row => byEvent[row.Id]).Distinct().ToArray());
        }

        public string Of(IpPrefix target)
        {
            HashSet<string> ids = [.. Events.Where(row => row.Target == target).Select(row => row.Id)];
            return string.Join('\n', Events.Where(row => ids.Contains(row.Id)).Select(row => row.ToString()).Concat(Participations.Where(row => ids.Contains(row.Participation.EventId)).Select(row => row.ToString())));
        }

        public long Packets(IpPrefix target) => Events.Where(row => row.Target == target && row.Basis == EventBasis.Flows).Sum(row => row.Packets);
    }
}
