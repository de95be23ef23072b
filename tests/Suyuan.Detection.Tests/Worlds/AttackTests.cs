using Suyuan.Model;
using Xunit;

namespace Suyuan.Tests.Worlds;

/// <summary>Attacks among heavy traffic, sampled 1 in 1,000: one event each, on the right target, beginning when they begin.</summary>
public sealed class AttackTests
{
    private const uint Host = 0xCB007107;
    private const double Begin = 615;

    private static Flow Udp(Random random) => new((uint)random.Next(), Host, 0) { SourcePort = Sampled.HighPort(random), DestinationPort = 27_015, Length = 512 };

    private static Flow Syn(Random random) => new((uint)random.Next(), Host, 0) { Protocol = 6, TcpFlags = 2, SourcePort = Sampled.HighPort(random), DestinationPort = 443, Length = 44 };

    private static Flow Ack(Random random) => Syn(random) with { TcpFlags = 16, Length = 40 };

    private static Flow Ntp(Random random, uint host) => new(0x0A000000 + (uint)random.Next(500), host, 0) { SourcePort = 123, DestinationPort = 80, Length = 468 };

    private static Flow Visit(Random random) => random.Next(20) switch
    {
        0 => Syn(random),
        1 => Ack(random) with { TcpFlags = 17 },
        2 or 3 => Ack(random) with { TcpFlags = 24, Length = random.Next(100, 900) },
        _ => Ack(random),
    };

    private static void Is(string text, IEnumerable<Flow> flows, double begin = Begin, double end = 900)
    {
        AttackEvent attack = Assert.Single(Sampled.Run([.. Sampled.Quiet(1500, 1), .. flows]).Events);
        Assert.Equal(text, $"{attack.Target} {attack.VectorText}");
        Assert.InRange(attack.Start, SyntheticRun.Noon + ((begin - 60) * 1000), SyntheticRun.Noon + ((begin + 60) * 1000));
        Assert.InRange(attack.End, SyntheticRun.Noon + ((end - 60) * 1000), SyntheticRun.Noon + ((end + 60) * 1000));
    }

    [Fact]
    public void A_flood_on_a_busy_game_server_is_an_event_from_its_beginning_on() =>
        Is("203.0.113.7 udp-flood", [.. Sampled.Of(20_000, 0, 1500, 1, random => Udp(random) with { Length = 60 + random.Next(100) }), .. Sampled.Of(150_000, Begin, 900, 2, Udp)]);

    [Fact]
    public void A_flood_of_syns_on_a_busy_web_server_is_an_event() =>
        Is("203.0.113.7 syn-flood", [.. Sampled.Of(200_000, 0, 1500, 1, Visit), .. Sampled.Of(150_000, Begin, 900, 2, Syn)]);

    [Fact]
    public void A_flood_of_acks_is_an_event_also_beside_visitors() =>
        Is("203.0.113.7 ack-flood", [.. Sampled.Of(10_000, 0, 1500, 1, Visit), .. Sampled.Of(150_000, Begin, 900, 2, Ack)]);

    [Fact]
    public void Floods_of_syns_and_acks_together_explain_nothing_of_each_other() =>
        Is("203.0.113.7 ack-flood+syn-flood", [.. Sampled.Of(100_000, Begin, 900, 1, Syn), .. Sampled.Of(100_000, Begin, 900, 2, Ack)]);

    [Fact]
    public void A_reflection_of_few_megabits_is_an_event_where_so_much_is_unusual() =>
        Is("203.0.113.7 ntp-reflection", Sampled.Of(3_000, Begin, 900, 1, random => Ntp(random, Host)));

    [Fact]
    public void Pulses_of_ten_seconds_are_one_event_though_a_long_flow_goes_on_beside_them()
    {
        Flow beside = Udp(new Random(1)) with { Start = SyntheticRun.Noon + 300_000, Duration = 900_000, Packets = 900, Sampling = Sampled.Interval };
        Is("203.0.113.7 udp-flood", [beside, .. Enumerable.Range(0, 5).SelectMany(pulse => Sampled.Of(100_000, Begin + (pulse * 60), Begin + 10 + (pulse * 60), pulse, Udp))], end: Begin + 250);
    }

    [Theory]
    [InlineData(256, "203.0.112.0/24")]
    [InlineData(4096, "203.0.112.0/20")]
    public void A_carpet_is_one_event_on_the_prefix_attacked(int hosts, string target) =>
        Is($"{target} udp-flood", Sampled.Of(120_000, Begin, 900, 1, random => Udp(random) with { Destination = 0xCB007000 + (uint)random.Next(hosts) }));

    [Fact]
    public void A_carpet_of_reflection_is_one_event_without_hosts_inside_it() =>
        Is("203.0.112.0/20 ntp-reflection", Sampled.Of(400_000, Begin, 900, 1, random => Ntp(random, 0xCB007000 + (uint)random.Next(4096))));

    [Fact]
    public void A_reflection_over_tcp_that_goes_from_host_to_host_is_one_event_on_the_network() =>
        Is(
            "203.0.113.0/24 tcp-reflection",
            Enumerable.Range(0, 60).SelectMany(host => Sampled.Of(60_000, Begin + (host * 30), Begin + (host * 30) + 30, host, random =>
                new Flow(0x0A000000 + (uint)random.Next(3000), 0xCB007100 + (uint)host, 0) { Protocol = 6, TcpFlags = 18, SourcePort = 80, DestinationPort = Sampled.HighPort(random), Length = 44 })),
            end: Begin + 1800);

    [Fact]
    public void A_sweep_that_begins_at_the_end_of_a_minute_has_no_events_of_its_first_hosts() =>
        // A host every half second, from two seconds before the minute ends: that minute shows four hosts, the next a hundred and twenty.
        Is(
            "203.0.113.0/24 tcp-reflection",
            Enumerable.Range(0, 1000).SelectMany(turn => Sampled.Of(500_000, Begin + 43 + (turn * 0.47), Begin + 43 + (turn * 0.47) + 0.47, turn, random =>
                new Flow(0x0A000000 + (uint)random.Next(3000), 0xCB007100 + (uint)(turn % 256), 0) { Protocol = 6, TcpFlags = 18, SourcePort = 80, DestinationPort = Sampled.HighPort(random), Length = 44 })),
            begin: Begin + 43, end: Begin + 513);
}
