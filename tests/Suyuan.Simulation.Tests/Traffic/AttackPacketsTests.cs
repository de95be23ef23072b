using Suyuan.Model;
using Suyuan.Simulation.Randomness;
using Suyuan.Simulation.Tests.Worlds;
using Suyuan.Simulation.Traffic;
using Suyuan.Simulation.Truth;
using Suyuan.Simulation.Worlds;
using Xunit;

namespace Suyuan.Simulation.Tests.Traffic;

public sealed class AttackPacketsTests
{
    private static readonly IpAddress s_host = IpAddress.Parse("198.18.0.9");
    private static readonly IpAddress s_other = IpAddress.Parse("198.18.0.10");
    private const string Target = "203.0.113.9";

    public static TheoryData<string> Reflections => [.. VectorCatalog.Services.Select(service => service.Token + "-reflection")];

    [Theory]
    [MemberData(nameof(Reflections))]
    public void Each_reflection_answers_from_its_port_in_its_sizes(string vector)
    {
        ReflectionService service = AttackVector.Parse(vector).Service!;
        SampledPacket[] packets = Packets(Real(vector));
        SampledPacket[] first = [.. packets.Where(packet => !packet.NonInitial)];
        Assert.NotEmpty(first);
        Assert.All(first, packet => Assert.True(packet.Protocol == Protocols.Udp && packet.SourcePort == service.Ports[0]));
        if (service.HasSignature)
        {
            Assert.True(first.Count(packet => service.Matches(packet.Length)) >= 0.8 * first.Length);
        }
        Assert.Single(first.Select(packet => packet.DestinationPort).Distinct());
    }

    [Theory]
    [InlineData("syn-flood", Protocols.Tcp, TcpFlag.Syn)]
    [InlineData("ack-flood", Protocols.Tcp, TcpFlag.Ack)]
    [InlineData("rst-flood", Protocols.Tcp, TcpFlag.Rst)]
    [InlineData("tcp-reflection", Protocols.Tcp, TcpFlag.Syn | TcpFlag.Ack)]
    [InlineData("udp-flood", Protocols.Udp, 0)]
    [InlineData("icmp-flood", Protocols.Icmp, 0)]
    [InlineData("gre-flood", Protocols.Gre, 0)]
    [InlineData("other-flood", Protocols.Esp, 0)]
    [InlineData("fragment-flood", Protocols.Udp, 0)]
    public void Each_flood_has_its_protocol_and_flags(string vector, byte protocol, byte flags) => Assert.All(Packets(Real(vector)), packet =>
    {
        Assert.Equal(protocol, packet.Protocol);
        Assert.Equal(flags, packet.TcpFlags);
        Assert.Equal(vector == "fragment-flood", packet.NonInitial);
        Assert.Equal(IpAddress.Parse(Target), packet.Destination);
    });

    [Fact]
    public void Http_floods_are_whole_connections_and_only_the_bots_half_counts()
    {
        SampledPacket[] packets = Packets(Real("http-flood"), sampling: 1, pps: 100);
        Assert.Equal(packets.Length / 2, packets.Count(packet => packet.Label != 0));
        Assert.All(packets, packet => Assert.Equal(packet.Source == s_host, packet.Label != 0));
        ILookup<ushort, SampledPacket> connections = packets.ToLookup(packet => packet.Source == s_host ? packet.SourcePort : packet.DestinationPort);
        Assert.All(connections, connection => Assert.Equal(TcpFlag.Syn, connection.OrderBy(packet => packet.Time).First().TcpFlags));
        // 100 packets a second for 60 s, the last conversations begin in time to end.
        Assert.InRange(packets.Length / 2, 5_300, 6_300);
    }

    [Fact]
    public void Random_sources_hold_their_share_of_bogons_unless_they_avoid_them()
    {
        SampledPacket[] plain = Packets(Stage("syn-flood", new ForgedSources(60)));
        SampledPacket[] careful = Packets(Stage("syn-flood", new ForgedSources(60, AvoidsBogons: true)));
        // methods.md §4.2: 13.8 % of 2³².
        Assert.InRange((double)plain.Count(packet => Bogons.Contains(packet.Source)) / plain.Length, 0.12, 0.16);
        Assert.DoesNotContain(careful, packet => Bogons.Contains(packet.Source));
        Assert.All(plain, packet => Assert.Equal(60, packet.Ttl));
    }

    [Fact]
    public void A_pulse_wave_is_silent_in_its_pauses_and_counts_only_its_pulses()
    {
        AttackStage stage = Real("udp-flood") with { Pulse = new Pulse(10_000, 20_000) };
        Assert.All(Packets(stage), packet => Assert.InRange((packet.Time - stage.Start) % 30_000, 0, 9_999));
        Assert.Equal(20 * stage.PacketsPerSecond, stage.Packets);
        Assert.Equal(15_000, stage.OnMilliseconds(stage.TimeAt(15_000)));
    }

    [Fact]
    public void A_sweep_goes_through_its_network_once_in_its_time()
    {
        AttackStage stage = Real("tcp-reflection") with { SweepSeconds = 60 };
        SampledPacket[] packets = [.. Packets(stage, target: "203.0.113.0/24").OrderBy(packet => packet.Time)];
        Assert.Equal(packets.Select(packet => packet.Destination).Order(), packets.Select(packet => packet.Destination));
        Assert.True(packets.Select(packet => packet.Destination).Distinct().Count() > 250);
    }

    [Fact]
    public void A_carpet_hits_every_address()
    {
        SampledPacket[] packets = Packets(Real("udp-flood"), target: "203.0.113.0/24");
        Assert.Equal(256, packets.Select(packet => packet.Destination).Distinct().Count());
    }

    [Theory]
    [InlineData("syn-flood", Protocols.Tcp)]
    [InlineData("udp-flood", Protocols.Icmp)]
    public void A_victim_answers_the_other_way_and_nobody_is_credited(string vector, byte protocol)
    {
        SampledPacket[] answers = [.. Packets(Stage(vector, new ForgedSources(60)) with { AnswerShare = 0.5 }).Where(packet => packet.Label == 0)];
        Assert.InRange(answers.Length, 1200, 1800);
        Assert.All(answers, packet => Assert.Equal((2u, 1u, protocol, IpAddress.Parse(Target)), (packet.Input, packet.Output, packet.Protocol, packet.Source)));
    }

    [Theory]
    [InlineData("ntp-reflection", 123)]
    [InlineData("memcached-reflection", 11211)]
    public void Requests_go_to_reflectors_in_the_targets_name(string vector, ushort port)
    {
        SampledPacket[] packets = Packets(Stage(vector, new ForgedSources(60)) with { RequestsTo = [s_host, s_other] });
        Assert.All(packets, packet => Assert.True(
            packet.Source == IpAddress.Parse(Target) && packet.DestinationPort == port && packet.Length < 100 && (packet.Destination == s_host || packet.Destination == s_other)));
    }

    private static AttackStage Real(string vector) => Stage(vector, new HostSources([new WeightedHost(s_host, 1)]));

    private static AttackStage Stage(string vector, AttackSources sources) => SmallWorld.Flood(Target, 0, 60, sources, vector).Stages[0];

    private static SampledPacket[] Packets(AttackStage stage, string target = Target, uint sampling = 100, long? pps = null)
    {
        Attack attack = new("one", IpPrefix.TryParse(target, out IpPrefix prefix) ? prefix : IpPrefix.Host(IpAddress.Parse(target)), [stage with { PacketsPerSecond = pps ?? stage.PacketsPerSecond }]);
        ExporterModel exporter = SmallWorld.Of(ExportEncoding.Ipfix).Exporters[0] with { Sampling = sampling };
        AttackPart part = new(attack, 0, attack.Stages[0].Path[0], exporter, new ExportLedger());
        List<SampledPacket> packets = [];
        foreach (ITrafficSource source in part.Open(new SeededGenerator(5, "packets")))
        {
            for (long minute = Minute.Of(stage.Start); minute <= Minute.Of(stage.End); minute++)
            {
                source.Sample(minute, packets);
            }
        }
        return [.. packets];
    }
}
