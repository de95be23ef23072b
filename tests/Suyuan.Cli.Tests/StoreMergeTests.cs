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
public sealed class StoreMergeTests(StoreMergeTests.Provinces provinces) : IClassFixture<StoreMergeTests.Provinces>
{
    private static string[] South { get; } = ["10.255.0.1", "10.255.0.2", "10.255.0.3", "10.255.0.4", "10.255.0.5", "10.255.0.6", "10.255.0.11", "10.255.0.12"];

    [Fact]
    public void What_one_province_saw_is_the_same_as_in_one_store_and_what_both_saw_is_one_event()
    {
        Assert.Equal(0, Run("store merge north.duckdb south.duckdb --store turned.duckdb").ExitCode);
        // The key enters event ids: both have the same.
        DuckDbStore.Open(FileOf("all"), StoreAccess.Write, TimeProvider.System, KeyOf("both")).Dispose();
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
            Assert.True(both.Packets(target) is > 0 and long packets && (packets <= all.Packets(target) || MayBeDuplicates(target)), target.ToString());
        });
    }

    [Fact]
    public void Two_devices_with_one_address_are_told_apart_by_the_names_of_their_stores()
    {
        Assert.Equal(0, Run("ingest other --store other.duckdb").ExitCode);

        SuyuanProcess refused = Run("store merge south.duckdb other.duckdb --store named.duckdb");
        SuyuanProcess named = Run("store merge east=south.duckdb west=other.duckdb --store named.duckdb");

        Assert.Equal(ExitCodes.NoInput, refused.ExitCode);
        Assert.Contains("give the stores names, NAME=FILE", refused.Errors, StringComparison.Ordinal);
        Assert.True(named.ExitCode == 0, named.Errors);
        using DuckDbStore both = DuckDbStore.Open(FileOf("named"), StoreAccess.Read, TimeProvider.System);
        Assert.Contains(both.LoadExporters(), row => row.Exporter == "east/10.255.0.3");
        Assert.Contains(both.LoadExporters(), row => row.Router == "west/js-ct");
        Assert.Equal(Found.In(FileOf("south")).Events.Sum(row => row.Packets) + Found.In(FileOf("other")).Events.Sum(row => row.Packets), Found.In(FileOf("named")).Events.Sum(row => row.Packets));
    }

    [Fact]
    public void A_capture_or_a_log_that_both_stores_hold_counts_once()
    {
        string capture = Path.Combine(Fixtures.Root, "samples", "booter-dns", "ddos.pcap");
        foreach (string store in (string[])["one", "second"])
        {
            Assert.Equal(0, Run($"ingest {capture} world/botnets.c2.jsonl --store {store}.duckdb").ExitCode);
        }

        SuyuanProcess merged = Run("store merge one.duckdb second.duckdb --store twice.duckdb");

        Assert.True(merged.ExitCode == 0, merged.Errors);
        using (DuckDbStore one = DuckDbStore.Open(FileOf("one"), StoreAccess.Read, TimeProvider.System))
        using (DuckDbStore both = DuckDbStore.Open(FileOf("twice"), StoreAccess.Read, TimeProvider.System))
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
        File.Copy(FileOf("south"), FileOf("pruned"));
        long end = Found.In(FileOf("south")).Events.Max(row => row.End);
        using (DuckDbStore south = DuckDbStore.Open(FileOf("pruned"), StoreAccess.Write, new SettableClock(DateTimeOffset.FromUnixTimeMilliseconds(end).AddDays(62))))
        {
            Assert.True(south.Prune(new Retention { Evidence = 60, RollUps = 60 }, dryRun: false).Sum(row => row.Rows) > 1000);
        }
        Found before = Found.In(FileOf("pruned"));

        Assert.Equal(0, Run("store merge pruned.duckdb north.duckdb --store sealed.duckdb").ExitCode);

        Found both = Found.In(FileOf("sealed"));
        Assert.Superset(before.Events.ToHashSet(), both.Events.ToHashSet());
        Assert.Superset(before.Participations.ToHashSet(), both.Participations.ToHashSet());
        File.Copy(FileOf("south"), FileOf("copy"));
        Assert.Contains("copies of one", Run("store merge south.duckdb copy.duckdb --store third.duckdb").Errors, StringComparison.Ordinal);
        Assert.Contains("nothing is written over", Run("store merge south.duckdb north.duckdb --store both.duckdb").Errors, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.NoInput, Run("store merge south.duckdb missing.duckdb --store third.duckdb").ExitCode);
        Assert.Equal(ExitCodes.Usage, Run("store merge south.duckdb --store third.duckdb").ExitCode);
        Assert.Empty(Directory.EnumerateFiles(provinces.Folder, "third.duckdb*"));
    }

    [Fact]
    public async Task Killed_at_any_moment_it_leaves_no_store_and_is_run_again()
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        (string South, string North) before = (Found.In(FileOf("south")).Text, Found.In(FileOf("north")).Text);
        foreach (double share in (double[])[0.4, 0.8])
        {
            ProcessStartInfo start = new(Path.Combine(AppContext.BaseDirectory, "suyuan"), ["store", "merge", "south.duckdb", "north.duckdb", "--store", "killed.duckdb"])
            {
                WorkingDirectory = provinces.Folder,
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            };
            start.Environment[AddressDataFolder.OfflineVariable] = "1";
            start.Environment["SUYUAN_DATA"] = PathOf("no-address-data");
            using Process process = Process.Start(start)!;
            await Task.Delay(provinces.Duration * share, cancel);
            process.Kill();
            await process.WaitForExitAsync(cancel);
            if (File.Exists(FileOf("killed")))
            {
                // It was done before.
                File.Delete(FileOf("killed"));
            }
        }

        Assert.Equal(0, Run("store merge south.duckdb north.duckdb --store killed.duckdb").ExitCode);

        Assert.Equal(Found.In(FileOf("both")).Text, Found.In(FileOf("killed")).Text);
        Assert.Equal(before, (Found.In(FileOf("south")).Text, Found.In(FileOf("north")).Text));
        Assert.Single(Directory.EnumerateFiles(provinces.Folder, "killed.duckdb*"));
    }

    private bool MayBeDuplicates(IpPrefix target)
    {
        using DuckDbStore both = DuckDbStore.Open(FileOf("both"), StoreAccess.Read, TimeProvider.System);
        return both.Events(new ListFilter { Target = target }).SelectMany(row => both.AttackMinutes(row.Id)).Any(minute => minute.PossibleDuplicates);
    }

    private static bool IsSouth(string exporter) => South.Contains(exporter);

    private string FileOf(string store) => PathOf(store + ".duckdb");

    private string PathOf(string name) => Path.Combine(provinces.Folder, name);

    private string KeyOf(string store)
    {
        using DuckDbStore opened = DuckDbStore.Open(FileOf(store), StoreAccess.Read, TimeProvider.System);
        return opened.Key;
    }

    private SuyuanProcess Run(string line) => SuyuanProcess.Run(provinces.Folder, line.Split(' '));

    /// <summary>The world; its south, its north with the logs of both, and the two as one; a router of another world with the address of one of the south.</summary>
    public sealed class Provinces : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("suyuan-merge-");

        public Provinces()
        {
            SampleWorld.Write(Path.Combine(Folder, "world"), SampleWorld.DefaultSeed);
            SampleWorld.Write(Path.Combine(Folder, "other"), SampleWorld.DefaultSeed + 1);
            foreach (string file in Directory.EnumerateFiles(Path.Combine(Folder, "other"), "*.*").Where(file => Path.GetFileName(file) is not ("js-ct.ipfix.pcap" or "exporters.csv")))
            {
                File.Delete(file);
            }
            string[] south = ["gd-", "js-", "zj-", "sc-", "sh-"];
            foreach (string folder in (string[])["south", "north"])
            {
                Directory.CreateDirectory(Path.Combine(Folder, folder));
                foreach (string file in Directory.EnumerateFiles(Path.Combine(Folder, "world")))
                {
                    string name = Path.GetFileName(file);
                    if (name is "exporters.csv" or "SIMULATED" || south.Any(name.StartsWith) == (folder == "south"))
                    {
                        File.Copy(file, Path.Combine(Folder, folder, name));
                    }
                }
                Assert.True(SuyuanProcess.Run(Folder, "ingest", folder, "--store", folder + ".duckdb").ExitCode is 0 or ExitCodes.SomeInputRefused);
            }
            long began = TimeProvider.System.GetTimestamp();
            SuyuanProcess merged = SuyuanProcess.Run(Folder, "store", "merge", "south.duckdb", "north.duckdb", "--store", "both.duckdb");
            Assert.True(merged.ExitCode == 0, merged.Errors);
            Duration = TimeProvider.System.GetElapsedTime(began);
        }

        public string Folder => _folder.FullName;

        /// <summary>Of a merge.</summary>
        public TimeSpan Duration { get; }

        public void Dispose() => _folder.Delete(recursive: true);
    }

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
