using Suyuan.Detection;
using Suyuan.Model;
using Suyuan.Tests.Worlds;
using Xunit;

namespace Suyuan.Tests.Alarms;

public sealed class AlarmTests
{
    private const uint Host = 0xCB007107;

    private static Flow Syn(Random random) => new((uint)random.Next(), Host, 0) { Protocol = 6, TcpFlags = 2, SourcePort = Sampled.HighPort(random), DestinationPort = 443, Length = 44 };

    /// <summary>Looked at every 20 records, which is about a second.</summary>
    private static SyntheticRun Live(IEnumerable<Flow> flows) => SyntheticRun.Of(
        Sampled.Quiet(1800, 1).Concat(flows).OrderBy(flow => flow.Start), DetectionOptions.For(DetectionProfile.Network), batchSize: 20, peek: true);

    [Fact]
    public void An_attack_opens_one_alarm_while_its_minute_is_open_which_goes_on_and_closes_with_its_burst()
    {
        SyntheticRun run = Live(Sampled.Of(100_000, 615, 900, 1, Syn));
        AttackAlarm opened = run.Alarms[0];
        Assert.Equal((AlarmState.Opened, "203.0.113.7", "syn-flood"), (opened.State, opened.Target.ToString(), opened.Vector.Token));
        // 20,000 packets a second over ten seconds are there after two.
        Assert.InRange(opened.Last, SyntheticRun.Noon + 616_500, SyntheticRun.Noon + 619_500);
        AttackAlarm[] updates = [.. run.Alarms.Skip(1).SkipLast(1)];
        Assert.All(updates, alarm => Assert.Equal(AlarmState.Updated, alarm.State));
        Assert.Equal(AlarmState.Closed, run.Alarms[^1].State);
        // Within its minute each time the rate has doubled, then with each of the four others.
        AttackAlarm[] first = [opened, .. updates.TakeWhile(alarm => Minute.Of(alarm.Last) == Minute.Of(opened.Last))];
        Assert.All(first.Zip(first.Skip(1)), pair => Assert.True(pair.Second.PacketRate >= 2 * pair.First.PacketRate));
        Assert.Equal(4, updates[(first.Length - 1)..].Select(alarm => Minute.Of(alarm.Last)).Distinct().Count());
        Assert.Equal(4, updates.Length - (first.Length - 1));
        Assert.Single(run.Events);
    }

    [Fact]
    public void What_goes_on_all_day_raises_no_alarm() => Assert.Empty(Live(Sampled.Of(80_000, 0, 1500, 1, random => new Flow(0x0A000000 + (uint)random.Next(3000), Host, 0)
    {
        SourcePort = 50_000,
        DestinationPort = 27_015,
        Length = 60 + random.Next(100),
    })).Alarms);

    [Fact]
    public void A_bombed_network_raises_alarms_of_networks()
    {
        SyntheticRun run = Live(Sampled.Of(120_000, 615, 800, 1, random => Syn(random) with { Destination = 0xCB007100 + (uint)random.Next(256) }));
        Assert.Equal("203.0.113.0/24", Assert.Single(run.Alarms, alarm => alarm.State == AlarmState.Opened).Target.ToString());
    }
}
