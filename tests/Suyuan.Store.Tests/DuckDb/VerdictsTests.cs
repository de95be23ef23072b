using CsCheck;
using Suyuan.Model;
using Suyuan.Store;
using Xunit;

namespace Suyuan.Tests.DuckDb;

public sealed class VerdictsTests : IDisposable
{
    private readonly TemporaryStore _file = new();

    public void Dispose() => _file.Dispose();

    [Fact]
    public void An_event_with_all_that_belongs_to_it_comes_back()
    {
        AttackEvent attack = Sample.Event("203.0.113.0/24", Sample.Day, vectors: "ntp-reflection+syn-flood");
        Participation reflector = Sample.Reflector(attack, "2001:db8::5");
        Participation controller = Sample.Part(attack, ResourceKind.Controller, "198.51.100.7", exporter: "", index: null);
        Component component = new(attack.Id, "192.0.2.1", 7, ComponentClass.CrossDomain, 50, 5, "cross", "o=0.99");
        TrafficRange range = new(attack.Packets - 9, attack.Packets + 10, attack.Octets - 90, attack.Octets + 100);
        SeenResources seen = new(ResourceKind.Reflector, "ntp", 40, 12, 5);
        _file.Store.Save(new EventAttribution(attack, [reflector, controller], [component]) { Range = range, Seen = [seen] });
        DuckDbStore store = _file.Reopen(StoreAccess.Read);

        EventRow row = Assert.Single(store.Events(new ListFilter()));
        Assert.Equal(
            new EventRow(
                attack.Id, attack.Target, attack.Start, attack.End, "ntp-reflection+syn-flood", 1, attack.Packets, attack.Octets, attack.PeakPackets, attack.PeakBits,
                1, 0, 1, 0, attack.SampledPackets, 10, EventBasis.Flows, 1000)
            { Range = range },
            row);
        Assert.Equal([seen], store.SeenResources(attack.Id));
        Assert.Equal([controller, reflector], store.Participations(new ListFilter()).Select(part => part.Participation));
        Assert.Equal(("203.0.113.0/24", "ntp-reflection+syn-flood"), (store.Participations(new ListFilter())[0].EventTarget, store.Participations(new ListFilter())[0].EventVectors));
        Assert.Equal([component], store.Components(attack.Id));
        Assert.Equal([component], store.Components());
        Assert.Empty(store.Components("another"));
        Assert.Equal((attack.Start, attack.End), store.EventSpan());
    }

    [Fact]
    public void The_span_of_events_is_that_of_telemetry_and_of_what_orders_tell_where_there_is_none()
    {
        AttackEvent ordered = Sample.Event("203.0.113.1", Sample.Day, vectors: "", basis: EventBasis.Command);
        AttackEvent seen = Sample.Event("203.0.113.2", Sample.Day - (24 * Sample.Hour));
        _file.Store.Save(Sample.Attribution(ordered));
        Assert.Equal((ordered.Start, ordered.End), _file.Store.EventSpan());
        _file.Store.Save(Sample.Attribution(seen));
        Assert.Equal((seen.Start, seen.End), _file.Store.EventSpan());
    }

    [Fact]
    public void An_unchanged_event_is_not_written_again_and_a_changed_one_is_revised()
    {
        AttackEvent attack = Sample.Event("203.0.113.9", Sample.Day);
        Participation one = Sample.Reflector(attack, "192.0.2.50");
        Participation two = Sample.Reflector(attack, "192.0.2.51");
        _file.Store.Save(Sample.Attribution(attack, one, two));
        _file.Store.Save(Sample.Attribution(attack, two, one));
        Assert.Equal([(attack.Id, 1, false)], Revisions());
        _file.Store.Save(Sample.Attribution(attack, one, two with { Confidence = 0.7 }));
        Assert.Equal([(attack.Id, 1, false), (attack.Id, 2, false)], Revisions());
        Assert.Equal([0.9, 0.7], _file.Store.Participations(new ListFilter()).Select(row => row.Participation.Confidence));
    }

    [Fact]
    public void An_event_that_its_target_no_longer_has_is_withdrawn_and_may_come_back()
    {
        AttackEvent kept = Sample.Event("203.0.113.9", Sample.Day);
        AttackEvent gone = Sample.Event("203.0.113.9", Sample.Day + (48 * Sample.Hour));
        AttackEvent elsewhere = Sample.Event("203.0.113.10", Sample.Day);
        _file.Store.Save(Sample.Attribution(kept), Sample.Attribution(gone, Sample.Reflector(gone, "192.0.2.50")), Sample.Attribution(elsewhere));
        _file.Store.Save(Sample.Attribution(kept));
        Assert.Equal([kept.Id, elsewhere.Id], _file.Store.Events(new ListFilter()).Select(row => row.Id));
        Assert.Empty(_file.Store.Participations(new ListFilter()));
        Assert.Empty(_file.Store.Resources(new ListFilter()));
        _file.Store.Save(Sample.Attribution(kept));
        Assert.Equal(2, Revisions().Count(row => row.Id == gone.Id));
        _file.Store.Save(Sample.Attribution(kept), Sample.Attribution(gone));
        Assert.Equal([(gone.Id, 1, false), (gone.Id, 2, true), (gone.Id, 3, false)], Revisions().Where(row => row.Id == gone.Id));
        Assert.Equal(3, _file.Store.Events(new ListFilter()).Count);
    }

    [Fact]
    public void A_router_seen_at_two_interfaces_of_one_event_takes_part_once_and_the_strongest_row_says_where()
    {
        AttackEvent attack = Sample.Event("203.0.113.9", Sample.Day);
        _file.Store.Save(Sample.Attribution(
            attack,
            Sample.Router(attack, "192.0.2.1", sampled: 100, packets: 1000, index: 1) with { Confidence = 0.8, First = attack.Start },
            Sample.Router(attack, "192.0.2.1", sampled: 50, packets: 500, index: 2) with { Confidence = 0.95, First = attack.Start - 1 },
            Sample.Router(attack, "192.0.2.1", sampled: 10, packets: 100, SpoofScope.Local)));
        IReadOnlyList<Participation> rows = [.. _file.Store.Participations(new ListFilter()).Select(row => row.Participation)];
        Assert.Equal([SpoofScope.CrossDomain, SpoofScope.Local], rows.Select(row => row.Resource.Scope));
        Assert.Equal((1500L, 150L, 0.95, (uint?)2, attack.Start - 1), (rows[0].Packets, rows[0].SampledPackets, rows[0].Confidence, rows[0].Interface, rows[0].First));
        Assert.Equal(2, _file.Store.Events(new ListFilter())[0].Routers);
    }

    [Fact]
    public void Attack_minutes_of_an_event_are_those_whose_first_packet_it_holds()
    {
        AttackEvent attack = Sample.Event("203.0.113.9", 100 * 60_000 + 5, minutes: 2);
        _file.Store.Commit(Sample.Commit() with { Minutes = [.. new long[] { 99, 100, 101, 103 }.Select(minute => Sample.Minute("203.0.113.9", "syn-flood", minute)), Sample.Minute("203.0.113.8", "syn-flood", 100)] });
        _file.Store.Save(Sample.Attribution(attack));
        Assert.Equal([100L, 101L], _file.Store.AttackMinutes(attack.Id).Select(minute => minute.Minute));
    }

    [Fact]
    public void Verdicts_saved_in_one_call_or_many_give_the_same_lists()
    {
        Gen.Select(Gen.Int[1, 3], Gen.Int[0, 5], Gen.Int[1, 4], Gen.Int[1, 100]).Array[1, 12].Sample(
            rows =>
            {
                AttackEvent[] events = [.. rows.Select(row => Sample.Event($"203.0.113.{row.Item1}", Sample.Day + (row.Item2 * 30 * Sample.Hour))).DistinctBy(attack => attack.Id)];
                EventAttribution[] all = [.. events.Select((attack, index) => Sample.Attribution(attack, Sample.Reflector(attack, $"192.0.2.{rows[index].Item3}", packets: rows[index].Item4)))];
                using TemporaryStore whole = new();
                using TemporaryStore split = new();
                whole.Store.Save(all);
                foreach (IGrouping<IpPrefix, EventAttribution> target in all.Reverse().GroupBy(row => row.Event.Target))
                {
                    split.Store.Save(target.Take(1));
                    split.Store.Save(target);
                }
                Assert.Equal(whole.Store.Events(new ListFilter()), split.Store.Events(new ListFilter()));
                Assert.Equal(whole.Store.Resources(new ListFilter()), split.Store.Resources(new ListFilter()));
                Assert.Equal(whole.Store.Participations(new ListFilter()), split.Store.Participations(new ListFilter()));
            },
            iter: 5, threads: 1);
    }

    private List<(string Id, int Revision, bool Retracted)> Revisions() => _file.Store.Database.ListText(
        "SELECT id, revision, retracted FROM event ORDER BY id, revision", row => (row.GetString(0), row.GetInt32(1), row.GetBoolean(2)));
}
