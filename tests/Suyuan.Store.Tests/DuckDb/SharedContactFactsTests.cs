using Suyuan.Model;
using Suyuan.Store;
using Xunit;

namespace Suyuan.Tests.DuckDb;

/// <summary>What attackers share outlives the process that saw it, and says more the more of their targets are known.</summary>
public sealed class SharedContactFactsTests : IDisposable
{
    private const long Month = 30 * 1440;
    private readonly TemporaryStore _file = new();
    private readonly ExporterTable _exporters = new();

    public void Dispose() => _file.Dispose();

    [Fact]
    public void Contacts_come_back_as_they_were_written()
    {
        SharedContact[] written =
        [
            new(Sample.Address("198.51.100.7"), 48101, 100, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11),
            new(Sample.Address("2001:db8::7"), ushort.MaxValue, 101, int.MaxValue, 2, 3, 4, 5, 6, 7, 8, 9, 10, long.MaxValue),
        ];
        _file.Store.Commit(Commit(Segment("203.0.113.9", 100, written)));

        TargetFacts facts = Assert.Single(_file.Reopen().ReadStaleTargets(_exporters));

        Assert.Equal(written, Assert.Single(facts.Segments).Contacts);
    }

    [Fact]
    public void Other_targets_count_that_came_first_within_the_month()
    {
        _file.Store.Commit(Commit(
            Segment("203.0.113.1", 100, Contact(100)), Segment("203.0.113.2", 100 + Month, Contact(100 + Month)), Segment("203.0.113.3", 100 + Month, Contact(100 + Month)),
            Segment("203.0.113.3", 101 + Month, Contact(101 + Month)), Segment("203.0.113.4", 90 + Month, Contact(90 + Month, port: 23))));

        Dictionary<string, int[]> earlier = Earlier();

        Assert.Equal([0], earlier["203.0.113.1"]);
        // The one a month before, and the one at the same time.
        Assert.Equal([2], earlier["203.0.113.2"]);
        Assert.Equal([2, 1], earlier["203.0.113.3"]);
        Assert.Equal([0], earlier["203.0.113.4"]);
    }

    [Fact]
    public void Facts_that_come_late_make_later_targets_stale_and_no_earlier_ones()
    {
        DuckDbStore store = _file.Store;
        store.Commit(Commit(Segment("203.0.113.1", 50, Contact(50)), Segment("203.0.113.2", 200, Contact(200)), Segment("203.0.113.3", 200, Contact(200, port: 23))));
        store.SaveVerdicts([.. store.ReadStaleTargets(_exporters).ToArray().Select(facts => new TargetVerdict(facts.Target, []))]);
        Assert.Empty(store.ReadStaleTargets(_exporters));

        store.Commit(Commit(Segment("203.0.113.4", 100, Contact(100))));

        Assert.Equal(["203.0.113.2", "203.0.113.4"], store.ReadStaleTargets(_exporters).Select(facts => facts.Target.ToString()));
        Assert.Equal([2], Earlier()["203.0.113.2"]);
    }

    [Fact]
    public void Withdrawn_hours_take_their_contacts_along()
    {
        _file.Store.Commit(Commit(Segment("203.0.113.1", 100, Contact(100)), Segment("203.0.113.2", 200, Contact(200))));
        _file.Store.Retract(100, 100);

        Dictionary<string, int[]> earlier = Earlier();

        Assert.Empty(earlier["203.0.113.1"]);
        Assert.Equal([0], earlier["203.0.113.2"]);
    }

    private Dictionary<string, int[]> Earlier() => _file.Store.ReadStaleTargets(_exporters)
        .ToDictionary(facts => facts.Target.ToString(), facts => facts.Segments.SelectMany(segment => segment.Contacts).Select(contact => contact.EarlierTargets).ToArray());

    private static EvidenceCommit Commit(params Segment[] segments) => Sample.Commit() with { Segments = segments };

    private static Segment Segment(string target, long minute, params SharedContact[] contacts) => new(IpPrefix.Parse(target), minute, minute, [], []) { Contacts = contacts };

    private static SharedContact Contact(long minute, ushort port = 48101) =>
        new(Sample.Address("198.51.100.7"), port, minute, 30, 40, 50, 1000, 45, 60, 12, 10, 11, (minute - 60) * 60_000, (minute * 60_000) - 1);
}
