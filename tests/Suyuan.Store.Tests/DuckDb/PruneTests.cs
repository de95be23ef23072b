using Suyuan.Model;
using Suyuan.Store;
using Suyuan.Store.Care;
using Suyuan.Testing;
using Xunit;

namespace Suyuan.Tests.DuckDb;

public sealed class PruneTests : IDisposable
{
    private const string Old = "203.0.113.1";
    private const string Fresh = "203.0.113.2";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("suyuan-prune-");
    private readonly SettableClock _clock = new(DateTimeOffset.FromUnixTimeMilliseconds(Sample.Day));
    private readonly DuckDbStore _store;

    /// <summary>One event on the first day and one 500 days later, each with a source, a check-in and a participation; the first revised once.</summary>
    public PruneTests()
    {
        _store = DuckDbStore.Open(Path.Combine(_folder.FullName, "s.duckdb"), StoreAccess.Write, _clock, "testkey");
        Write(Old, Sample.Day);
        AttackEvent revised = Sample.Event(Old, Sample.Day, packets: 2000);
        _store.Save(Sample.Attribution(revised, Sample.Reflector(revised, "192.0.2.50"), Sample.Reflector(revised, "192.0.2.51")));
        _clock.Advance(TimeSpan.FromDays(500));
        Write(Fresh, Sample.Day + (500 * 24 * Sample.Hour));
    }

    public void Dispose()
    {
        _store.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public void What_is_older_than_its_class_is_kept_goes_and_nothing_else()
    {
        IReadOnlyList<PrunedRows> would = _store.Prune(new Retention(), dryRun: true);
        Assert.Equal(Before(), Rows());

        IReadOnlyList<PrunedRows> pruned = _store.Prune(new Retention(), dryRun: false);

        Assert.Equal(would, pruned);
        Assert.Equal(
            [("source_evidence", 1L), ("segment", 1L), ("botnet_checkin", 1L), ("event_burst", 1L), ("participation", 1L), ("event", 1L)],
            pruned.Where(row => row.Rows > 0).Select(row => (row.Table, row.Rows)));
        Assert.Equal(2, _store.Events(new ListFilter()).Count);
        Assert.Equal(3, _store.Participations(new ListFilter()).Count);
        Assert.Equal(0, _store.Prune(new Retention(), dryRun: false).Sum(row => row.Rows));
    }

    [Fact]
    public void An_event_whose_evidence_is_gone_stands_whatever_is_learned_of_its_target_later()
    {
        string before = string.Join('\n', _store.Events(new ListFilter()));
        _store.Prune(new Retention(), dryRun: false);
        AttackEvent again = Sample.Event(Old, Sample.Day, packets: 2000);
        AttackEvent late = Sample.Event(Old, Sample.Day + (2 * 60_000), packets: 7);

        // Judged from what is left, and from what came late for its time.
        _store.SaveVerdicts([new TargetVerdict(again.Target, [Sample.Attribution(again), Sample.Attribution(late)])]);
        Assert.Equal(before, string.Join('\n', _store.Events(new ListFilter())));
        _store.SaveVerdicts([new TargetVerdict(again.Target, [])]);

        Assert.Equal(before, string.Join('\n', _store.Events(new ListFilter())));
        Assert.Equal(3, _store.Participations(new ListFilter()).Count);
        // A new attack on the target is judged as ever.
        _store.Save(Sample.Attribution(Sample.Event(Old, Sample.Day + (490 * 24 * Sample.Hour))));
        Assert.Equal(3, _store.Events(new ListFilter()).Count);
    }

    [Fact]
    public void Roll_ups_and_addresses_go_with_their_own_times_and_events_stay()
    {
        Retention short1 = new() { Evidence = 60, Logs = 60, RollUps = 90, Addresses = 90, Superseded = 0 };

        IReadOnlyList<PrunedRows> pruned = _store.Prune(short1, dryRun: false);

        Assert.Equal((1, 1), (Of("attack_minute"), Of("settled")));
        Assert.Equal(3, Of("participation"));
        Assert.Equal(2, _store.Events(new ListFilter()).Count);
        Assert.Single(_store.Participations(new ListFilter()));
        Assert.Single(_store.LoadSettled().ByExporter["192.0.2.1"]);

        int Of(string table) => (int)pruned.Where(row => row.Table == table).Sum(row => row.Rows);
    }

    [Fact]
    public void Facts_that_wait_for_their_first_verdict_stay_however_old_they_are()
    {
        _store.Commit(Facts("203.0.113.9", Sample.Day));

        IReadOnlyList<PrunedRows> pruned = _store.Prune(new Retention(), dryRun: false);

        Assert.Equal(1, pruned.Single(row => row.Table == "segment").Rows);
        TargetFacts facts = Assert.Single(_store.ReadStaleTargets(new ExporterTable()), facts => facts.Target == IpPrefix.Parse("203.0.113.9"));
        Assert.Single(Assert.Single(facts.Segments).Sources);
    }

    [Fact]
    public void Beside_a_writer_it_prunes_and_copies_what_is_committed()
    {
        string copy = Path.Combine(_folder.FullName, "copy.duckdb");
        _store.Prune(new Retention(), dryRun: false);
        _store.CopyTo(copy);
        Write("203.0.113.3", Sample.Day + (500 * 24 * Sample.Hour));

        using DuckDbStore copied = DuckDbStore.Open(copy, StoreAccess.Write, _clock);

        Assert.Equal(_store.Key, copied.Key);
        Assert.Equal(2, copied.Events(new ListFilter()).Count);
        Assert.Equal(3, _store.Events(new ListFilter()).Count);
        // It is a store like any other: views, counters and names go on.
        copied.Commit(Facts("203.0.113.4", Sample.Day));
        Assert.Throws<IOException>(() => _store.CopyTo(copy));
    }

    [Fact]
    public void Compacting_gives_room_back_and_keeps_every_row()
    {
        for (int commit = 0; commit < 40; commit++)
        {
            _store.Commit(Facts(Old, Sample.Day + (commit * Sample.Hour), sources: 5_000));
        }
        _store.SaveVerdicts([.. _store.ReadStaleTargets(new ExporterTable()).Select(facts => facts.Target).Distinct().ToArray().Select(target => new TargetVerdict(target, []))]);
        _store.Prune(new Retention(), dryRun: false);
        string events = string.Join('\n', _store.Events(new ListFilter()));
        string path = Path.Combine(_folder.FullName, "s.duckdb");
        _store.Dispose();
        long before = new FileInfo(path).Length;

        StoreCopy.Compact(path);

        Assert.InRange(new FileInfo(path).Length, 1, before / 2);
        Assert.Equal(["s.duckdb"], Directory.EnumerateFiles(_folder.FullName).Select(Path.GetFileName));
        using DuckDbStore compacted = DuckDbStore.Open(path, StoreAccess.Read, _clock);
        Assert.Equal(events, string.Join('\n', compacted.Events(new ListFilter())));
    }

    [Theory]
    [InlineData(30, 400, 1830, 1830, "evidence")]
    [InlineData(400, 400, 300, 1830, "rollups")]
    [InlineData(0, 400, 1830, 0, "rollups")]
    [InlineData(400, 400, 1830, 100, "addresses")]
    [InlineData(400, -1, 1830, 1830, "logs")]
    public void A_retention_that_would_take_what_others_hang_on_is_refused(int evidence, int logs, int rollUps, int addresses, string names) =>
        Assert.Contains(names, new Retention { Evidence = evidence, Logs = logs, RollUps = rollUps, Addresses = addresses }.Problem, StringComparison.Ordinal);

    private static string Before() => "attack_minute 2, botnet_checkin 2, event 3, event_burst 3, participation 4, segment 2, settled 2, source_evidence 2";

    private string Rows() => string.Join(", ", ((string[])["attack_minute", "botnet_checkin", "event", "event_burst", "participation", "segment", "settled", "source_evidence"])
        .Select(table => $"{table} {_store.Database.ListText($"SELECT count(*) FROM {table}", row => row.GetInt64(0)).Single()}"));

    private void Write(string target, long time)
    {
        _store.Commit(Facts(target, time));
        AttackEvent attack = Sample.Event(target, time);
        _store.Save(Sample.Attribution(attack, Sample.Reflector(attack, "192.0.2.50")));
    }

    private static EvidenceCommit Facts(string target, long time, int sources = 1)
    {
        ExporterTable exporters = new();
        ushort exporter = exporters.Intern("192.0.2.1");
        long minute = Minute.Of(time);
        AttackVector vector = AttackVector.Parse("syn-flood");
        EvidenceCommit commit = Sample.Commit(exporters) with
        {
            Minutes = [Sample.Minute(target, vector.Token, minute)],
            Segments =
            [
                new Segment(IpPrefix.Parse(target), minute, minute, [], [.. Enumerable.Range(0, sources).Select(index => new SourceEvidence
                {
                    Target = IpPrefix.Parse(target), Vector = vector, Exporter = exporter, Interface = 1, Source = IpAddress.FromV4(0xC6336400 + ((uint)index * 15_485)), Packets = index * 31_337L,
                })]),
            ],
            Checkins = [new BotnetCheckin(DateTimeOffset.FromUnixTimeMilliseconds(time), Sample.Address("198.51.100.1"), null, null, Sample.Address("192.0.2.77"), $"{time:x16}:1")],
        };
        commit.Settled.Add("192.0.2.1", minute, 1, 1);
        return commit;
    }
}
