using System.Diagnostics;
using System.Net.Http.Json;
using Suyuan.Cli;
using Suyuan.Simulation;
using Suyuan.Store;
using Suyuan.Store.Care;
using Suyuan.Testing;
using Xunit;

namespace Suyuan.Tests;

/// <summary><c>suyuan store prune|backup|restore</c> as a person runs them, on a store of the sample world.</summary>
public sealed class StoreCareTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("suyuan-care-");

    private string Store => Path.Combine(_folder.FullName, "suyuan.duckdb");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void After_its_facts_have_gone_an_event_stands_and_logs_that_come_later_do_not_judge_it_by_what_is_left()
    {
        string sample = Path.Combine(_folder.FullName, "sample");
        string logs = Path.Combine(_folder.FullName, "logs");
        SampleWorld.Write(sample, SampleWorld.DefaultSeed);
        Directory.CreateDirectory(logs);
        foreach (string log in Directory.EnumerateFiles(sample, "*.jsonl"))
        {
            File.Move(log, Path.Combine(logs, Path.GetFileName(log)));
        }
        Assert.Equal(0, Run("ingest sample").ExitCode);
        string[] lists = Lists();
        long end;
        using (DuckDbStore store = DuckDbStore.Open(Store, StoreAccess.Read, TimeProvider.System))
        {
            end = store.EventSpan()!.Value.Last;
        }
        SettableClock later = new(DateTimeOffset.FromUnixTimeMilliseconds(end).AddDays(62));
        Retention retention = new() { Evidence = 60, RollUps = 60 };
        IReadOnlyList<PrunedRows> pruned;
        using (DuckDbStore store = DuckDbStore.Open(Store, StoreAccess.Write, later))
        {
            IReadOnlyList<PrunedRows> would = store.Prune(retention, dryRun: true);
            pruned = store.Prune(retention, dryRun: false);
            Assert.Equal(would, pruned);
        }
        long before = new FileInfo(Store).Length;
        StoreCopy.Compact(Store);

        Assert.True(new FileInfo(Store).Length < before);
        Assert.True(pruned.Single(row => row.Table == "source_evidence").Rows > 1000);
        Assert.True(pruned.Single(row => row.Table == "attack_minute").Rows > 100);
        Assert.Equal(lists, Lists());
        Assert.Equal(0, Run("ingest logs").ExitCode);
        HashSet<string> known = [.. lists[0].Split('\n')];
        // Orders of targets that no event was seen of make entries; what was there is as it was.
        Assert.Superset(known, Lists()[0].Split('\n').ToHashSet(StringComparer.Ordinal));
    }

    [Fact]
    public void A_backup_is_a_whole_store_and_one_that_is_not_as_it_was_written_is_refused()
    {
        SmallStore.Write(_folder.FullName);
        File.WriteAllText(Store + ".alarms.json", "{}");
        string[] lists = Lists();

        Assert.Equal(0, Run("store backup copy").ExitCode);
        Assert.Equal(["SHA256SUMS", "alarms.json", "store.duckdb"], Directory.EnumerateFiles(Path.Combine(_folder.FullName, "copy")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        SuyuanProcess twice = Run("store backup copy");
        Assert.Equal((ExitCodes.NoInput, true), (twice.ExitCode, twice.Errors.Contains("is there already", StringComparison.Ordinal)));
        // Over what is there: nothing is touched.
        SuyuanProcess over = Run("store restore copy");
        Assert.Equal((ExitCodes.NoInput, true), (over.ExitCode, over.Errors.Contains("nothing is written over", StringComparison.Ordinal)));
        Assert.Equal(lists, Lists());
        File.Delete(Store);
        File.WriteAllText(Store + ".alarms.json", "another's");
        Assert.Contains("alarms.json is there already", Run("store restore copy").Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(Store));
        File.Delete(Store + ".alarms.json");

        Assert.Equal(0, Run("store restore copy").ExitCode);

        Assert.Equal(lists, Lists());
        Assert.Equal("{}", File.ReadAllText(Store + ".alarms.json"));
        string copied = Path.Combine(_folder.FullName, "copy", "store.duckdb");
        byte[] octets = File.ReadAllBytes(copied);
        octets[octets.Length / 2] ^= 1;
        File.WriteAllBytes(copied, octets);
        Assert.Contains("damaged: store.duckdb", Run("store restore copy --store new.duckdb").Errors, StringComparison.Ordinal);
        File.Delete(copied);
        Assert.Contains("store.duckdb is missing", Run("store restore copy --store new.duckdb").Errors, StringComparison.Ordinal);
        Assert.Contains("is no backup", Run("store restore . --store new.duckdb").Errors, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(_folder.FullName, "new.duckdb*"));
    }

    [Fact]
    public async Task While_a_server_owns_the_store_it_is_backed_up_and_pruned_through_it()
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        SmallStore.Write(_folder.FullName);
        string[] lists = Lists();
        await using ServedProcess served = await ServedProcess.Start(_folder.FullName, cancel);
        using HttpClient client = new() { BaseAddress = served.Address };
        using HttpResponseMessage made = await client.PostAsJsonAsync("api/v1/setup", new { token = served.Token, name = "chen", password = "quiet-harbour-stone-71" }, cancel);
        Assert.True(made.IsSuccessStatusCode);

        Assert.Equal(0, Run("store backup live").ExitCode);
        SuyuanProcess pruned = Run("store prune --addresses 400 --rollups 400 --format csv");

        Assert.Equal((0, 0), (pruned.ExitCode, Run("store restore live --store again.duckdb").ExitCode));
        Assert.Equal(7, Rows(pruned, "participation"));
        Assert.Equal(2, Run("events --format csv").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length - 1);
        Assert.Single(Run("participations --format csv").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(ExitCodes.StoreInUse, Run("store prune --compact").ExitCode);
        Assert.Empty(Directory.EnumerateFiles(_folder.FullName, "*.copy*"));
        // As it was before: the accounts with it.
        Assert.Equal(lists, Lists("again.duckdb"));
        Assert.Contains("chen", Run("accounts list --store again.duckdb").Output, StringComparison.Ordinal);
        Assert.Equal(0, await served.Stop());
    }

    [Fact]
    public void A_backup_that_finds_no_room_says_so_and_leaves_nothing()
    {
        if (!CollectProcess.CanLimit)
        {
            Assert.Skip("no bash or no prlimit (util-linux) on this machine");
        }
        SmallStore.Write(_folder.FullName);
        string[] lists = Lists();
        ProcessStartInfo start = new("bash", ["-c", "trap '' XFSZ; ulimit -f 100; exec \"$@\"", "bash", Path.Combine(AppContext.BaseDirectory, "suyuan"), "store", "backup", "copy"])
        {
            RedirectStandardError = true,
            WorkingDirectory = _folder.FullName,
        };
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        using Process process = Process.Start(start)!;
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();

        Assert.Equal((ExitCodes.NoInput, true), (process.ExitCode, errors.Contains("; make room there, or name another place", StringComparison.Ordinal)));
        Assert.Equal(["suyuan.duckdb"], Directory.EnumerateFileSystemEntries(_folder.FullName).Select(Path.GetFileName));
        Assert.Equal(lists, Lists());
    }

    [Fact]
    public void A_retention_that_cannot_be_meant_is_told_by_its_key()
    {
        SmallStore.Write(_folder.FullName);
        Assert.Equal(ExitCodes.NoInput, Run("store prune --store missing.duckdb").ExitCode);
        Assert.Equal(ExitCodes.NoInput, Run("store backup copy --store missing.duckdb").ExitCode);
        SuyuanProcess flag = Run("store prune --logs 5");
        Assert.Equal((ExitCodes.Usage, true), (flag.ExitCode, flag.Errors.Contains("store.keep_days: logs: 5 days are too few", StringComparison.Ordinal)));
        File.WriteAllText(Path.Combine(_folder.FullName, "suyuan.yaml"), "store:\n  keep_days: { evidence: 7 }\n");

        SuyuanProcess refused = Run("store prune");

        Assert.Equal((ExitCodes.Usage, true), (refused.ExitCode, refused.Errors.Contains("store.keep_days: evidence: 7 days are too few", StringComparison.Ordinal)));
    }

    private SuyuanProcess Run(string line) => SuyuanProcess.Run(_folder.FullName, line.Split(' '));

    private string[] Lists(string store = "suyuan.duckdb") =>
        [.. ((string[])["events", "resources --min-confidence 0", "participations --min-confidence 0"]).Select(list => Run($"{list} --format csv --store {store}").Output)];

    private static long Rows(SuyuanProcess pruned, string table) => pruned.Output.Split('\n').Select(line => line.Trim().Split(',')).Where(row => row.Length == 4 && row[1] == table)
        .Sum(row => long.Parse(row[3], System.Globalization.CultureInfo.InvariantCulture));
}
