using Suyuan.Detection;
using Suyuan.Model;
using Suyuan.Server.Alarms;
using Xunit;
using AlarmState = Suyuan.Detection.AlarmState;

namespace Suyuan.Tests.Alarms;

public sealed class AlarmBookTests
{
    private static readonly DateTimeOffset s_noon = new(2026, 7, 6, 12, 0, 0, TimeSpan.Zero);
    private static readonly long s_noonMs = s_noon.ToUnixTimeMilliseconds();

    private readonly AlarmBook _book = new("testkey");

    [Fact]
    public void An_attack_is_opened_once_told_again_when_it_has_doubled_and_closed_after_a_pause()
    {
        Alarm opened = Assert.Single(See("203.0.113.7", "syn-flood", 0, 40_000)).Alarm;
        Assert.Empty(See("203.0.113.7", "syn-flood", 60, 70_000));
        AlarmNotice grown = Assert.Single(See("203.0.113.7", "syn-flood", 120, 80_000));
        Assert.Empty(_book.CloseQuiet(s_noonMs + 420_000, s_noon));
        AlarmNotice closed = Assert.Single(_book.CloseQuiet(s_noonMs + 420_001, s_noon));

        Assert.Equal((AlarmChange.Updated, AlarmReason.Grew, 80_000, 2), (grown.Change, grown.Reason, grown.Alarm.PeakPps, grown.Alarm.Revision));
        Assert.Equal((AlarmChange.Closed, AlarmReason.Quiet, s_noon.AddMinutes(2)), (closed.Change, closed.Reason, closed.Alarm.Last));
        Assert.Equal(AttackEvent.MakeId("testkey", IpPrefix.Parse("203.0.113.7"), Minute.Of(s_noonMs)), opened.Id);
        Assert.Equal(opened.Id, closed.Alarm.Id);
        Assert.Equal((0, 1), (_book.OpenCount, _book.Recent.Count));
    }

    [Fact]
    public void A_further_vector_is_told_and_adds_to_the_size()
    {
        See("203.0.113.7", "syn-flood", 0, 40_000);
        AlarmNotice notice = Assert.Single(See("203.0.113.7", "udp-flood", 10, 30_000));
        Assert.Equal(AlarmReason.Vector, notice.Reason);
        Assert.Equal(70_000, notice.Alarm.PeakPps);
        Assert.Equal(["syn-flood", "udp-flood"], notice.Alarm.Vectors.Select(vector => vector.Vector).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Bombed_networks_side_by_side_are_one_alarm_that_takes_over_those_of_its_hosts()
    {
        Alarm host = Assert.Single(See("203.0.113.7", "udp-flood", 0, 30_000)).Alarm;
        List<AlarmNotice> network = See("203.0.113.0/24", "udp-flood", 1, 90_000);
        Assert.Equal([AlarmChange.Opened, AlarmChange.Closed], network.Select(notice => notice.Change));
        Assert.Equal((host.Id, network[0].Alarm.Id, AlarmReason.PartOf), (network[1].Alarm.Id, network[1].Alarm.PartOf, network[1].Reason));

        AlarmNotice wider = Assert.Single(See("203.0.112.0/24", "udp-flood", 2, 10_000));
        Assert.Equal(("203.0.112.0/23", 2, 100_000, AlarmReason.Wider), (wider.Alarm.Target, wider.Alarm.Networks, wider.Alarm.PeakPps, wider.Reason));
        Assert.Empty(See("203.0.113.9", "udp-flood", 3, 30_000));
        Assert.Single(See("203.0.113.9", "syn-flood", 3, 30_000));
        Assert.Single(See("198.51.100.0/24", "udp-flood", 3, 30_000));
        Assert.Equal(3, _book.OpenCount);
    }

    [Fact]
    public void The_next_burst_within_a_day_opens_the_same_alarm_again()
    {
        string id = See("203.0.113.7", "syn-flood", 0, 40_000)[0].Alarm.Id;
        _book.CloseQuiet(s_noonMs + 400_000, s_noon);
        Alarm second = Assert.Single(See("203.0.113.7", "syn-flood", 3600, 40_000)).Alarm;
        Assert.Equal((id, 2, s_noon, s_noon.AddHours(1)), (second.Id, second.Burst, second.Start, second.BurstStart));
        _book.CloseQuiet(s_noonMs + 4_000_000, s_noon);
        Assert.NotEqual(id, Assert.Single(See("203.0.113.7", "syn-flood", 26 * 3600, 40_000)).Alarm.Id);
    }

    [Fact]
    public void What_is_long_over_opens_nothing() =>
        Assert.Empty(_book.See(Seen("203.0.113.7", "syn-flood", 0, 40_000), s_noonMs + 300_001, s_noon));

    [Fact]
    public void After_a_restart_what_was_open_goes_on_and_is_not_opened_again()
    {
        See("203.0.113.7", "syn-flood", 0, 40_000);
        See("203.0.113.0/24", "udp-flood", 0, 40_000);
        AlarmBook next = new("testkey");

        List<AlarmNotice> told = next.Restore(_book.Open, _book.Recent, s_noon);
        List<AlarmNotice> seen = next.See(Seen("203.0.113.7", "syn-flood", 200, 40_000), s_noonMs + 200_000, s_noon);
        List<AlarmNotice> closed = next.CloseQuiet(s_noonMs + 310_000, s_noon);

        Assert.All(told, notice => Assert.Equal((AlarmChange.Updated, AlarmReason.Restarted), (notice.Change, notice.Reason)));
        Assert.Equal(_book.Open.Select(alarm => alarm.Id).Order(), told.Select(notice => notice.Alarm.Id).Order());
        Assert.Empty(seen);
        Assert.Equal("203.0.113.0/24", Assert.Single(closed).Alarm.Target);
        Assert.Equal(1, next.OpenCount);
    }

    private static AttackAlarm Seen(string target, string vector, int second, long rate) => new(
        IpPrefix.Parse(target), AttackVector.Parse(vector), s_noonMs + (second * 1000L), s_noonMs + (second * 1000L), rate, rate * 500, AlarmState.Opened);

    private List<AlarmNotice> See(string target, string vector, int second, long rate) =>
        _book.See(Seen(target, vector, second, rate), s_noonMs + (second * 1000L), s_noon.AddSeconds(second));
}
