using Suyuan.Model;
using Suyuan.Simulation.Randomness;
using Suyuan.Simulation.Traffic;
using Suyuan.Simulation.Traffic.Background;
using Suyuan.Simulation.Worlds;
using Xunit;

namespace Suyuan.Simulation.Tests.Traffic;

/// <summary>What makes each kind of ordinary traffic what it is, and what makes it easy to take for an attack.</summary>
public sealed class BackgroundKindsTests
{
    private const uint Near = 1;
    private static readonly IpPrefix s_inside = IpPrefix.Parse("198.18.0.0/24");

    public static TheoryData<string> Kinds => [.. BackgroundKinds.All];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Each_kind_keeps_its_rate_at_every_sampling(string kind)
    {
        // Half an hour, so that long conversations count in full; video needs longer than that to fill up.
        int minutes = kind == "video" ? 180 : 30;
        foreach (uint sampling in (uint[])[1, 20])
        {
            List<SampledPacket> packets = Sample(kind, 400, minutes, sampling);
            double expected = 400.0 * 60 * minutes / sampling;
            // Blend knows no flat hours: at midnight it has 52 %.
            Assert.InRange(packets.Count / expected, kind == "blend" ? 0.45 : 0.6, kind == "blend" ? 0.6 : 1.3);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Packets_go_in_where_they_come_from(string kind) => Assert.All(Sample(kind, 200, 3), packet =>
    {
        Assert.True(packet is { Input: 1, Output: 2 } or { Input: 2, Output: 1 });
        Assert.InRange(packet.Length, 20, 1500);
        if (kind != "nat-leak")
        {
            Assert.Equal(packet.Input == Near, s_inside.Contains(packet.Source));
        }
    });

    [Theory]
    [InlineData("web")]
    [InlineData("flash-crowd")]
    [InlineData("cgnat")]
    public void Connections_open_properly_before_they_talk(string kind)
    {
        HashSet<(IpAddress, ushort)> asked = [];
        HashSet<(IpAddress, ushort)> answered = [];
        int data = 0;
        foreach (SampledPacket packet in Sample(kind, 300, 5).Where(packet => packet.Protocol == Protocols.Tcp).OrderBy(packet => packet.Time))
        {
            bool up = packet.Input == Near;
            (IpAddress, ushort) client = up ? (packet.Source, packet.SourcePort) : (packet.Destination, packet.DestinationPort);
            switch (packet.TcpFlags)
            {
                case TcpFlag.Syn:
                    asked.Add(client);
                    break;
                case TcpFlag.Syn | TcpFlag.Ack:
                    Assert.Contains(client, asked);
                    answered.Add(client);
                    break;
                default:
                    Assert.Contains(client, answered);
                    data++;
                    break;
            }
        }
        Assert.True(data > 10_000);
    }

    [Theory]
    [InlineData("dns")]
    [InlineData("ntp")]
    [InlineData("ntp-pool")]
    [InlineData("resolver")]
    public void Each_answer_was_asked_for(string kind)
    {
        HashSet<(IpAddress, IpAddress, ushort)> asked = [];
        foreach (SampledPacket packet in Sample(kind, 300, 3).OrderBy(packet => packet.Time).Where(packet => !packet.NonInitial))
        {
            bool request = kind == "ntp-pool" ? packet.Input != Near : packet.Input == Near;
            if (request)
            {
                asked.Add((packet.Source, packet.Destination, packet.SourcePort));
            }
            else
            {
                Assert.Contains((packet.Destination, packet.Source, packet.DestinationPort), asked);
            }
        }
    }

    [Fact]
    public void Time_is_told_in_76_octets_or_a_digest_more_and_often_from_123_to_123()
    {
        List<SampledPacket> packets = Sample("ntp-pool", 500, 4);
        Assert.All(packets, packet => Assert.True(packet.Length is 76 or 96));
        Assert.InRange(Share(packets, packet => packet is { SourcePort: 123, DestinationPort: 123 }), 0.25, 0.35);
    }

    [Fact]
    public void Resolvers_get_large_answers_some_of_them_in_fragments()
    {
        List<SampledPacket> answers = [.. Sample("resolver", 500, 4).Where(packet => packet.Input != Near)];
        Assert.True(Share(answers, packet => packet.Length >= 1200) > 0.2);
        Assert.True(Share(answers, packet => packet.NonInitial) > 0.1);
    }

    [Fact]
    public void A_port_scan_reaches_many_addresses_with_a_packet_or_two_each()
    {
        List<SampledPacket> probes = [.. Sample("port-scan", 400, 5).Where(packet => packet.Input != Near)];
        Assert.True(Share(probes, packet => packet.TcpFlags == TcpFlag.Syn) > 0.9);
        Assert.True(probes.Select(packet => packet.Destination).Distinct().Count() > 200);
    }

    [Fact]
    public void Answers_to_a_reflector_scan_are_as_large_as_an_attacks_and_go_to_the_scanner_alone()
    {
        List<SampledPacket> packets = Sample("reflector-scan", 800, 10);
        HashSet<IpAddress> scanners = [.. packets.Where(packet => packet.Input != Near).Select(packet => packet.Source)];
        List<SampledPacket> answers = [.. packets.Where(packet => packet.Input == Near)];
        Assert.All(answers, packet => Assert.Contains(packet.Destination, scanners));
        Assert.Contains(answers, packet => VectorCatalog.Services.Any(service => service.HasSignature && service.Ports[0] == packet.SourcePort && service.Matches(packet.Length)));
        Assert.True(answers.Select(packet => packet.SourcePort).Distinct().Count() > 3);
    }

    [Fact]
    public void A_backup_is_few_flows_of_full_packets()
    {
        List<SampledPacket> packets = Sample("backup", 500, 4, inside: 2);
        Assert.InRange(packets.Select(packet => (packet.Source, packet.SourcePort)).Distinct().Count(), 2, 16);
        Assert.True(Share(packets, packet => packet is { Input: Near, Length: 1500 }) > 0.7);
    }

    [Fact]
    public void Everyone_comes_to_a_flash_crowd()
    {
        List<SampledPacket> packets = Sample("flash-crowd", 2000, 5);
        Assert.Single(packets.Where(packet => packet.Input == Near).Select(packet => packet.Destination).Distinct());
        Assert.True(packets.Where(packet => packet.Input == Near).Select(packet => packet.Source).Distinct().Count() > 200);
    }

    [Fact]
    public void Game_servers_send_small_packets_both_ways()
    {
        List<SampledPacket> packets = Sample("game", 500, 4);
        Assert.All(packets, packet => Assert.True(packet.Protocol == Protocols.Udp && packet.Length <= 380));
        Assert.InRange(Share(packets, packet => packet.Input == Near), 0.5, 0.6);
    }

    [Fact]
    public void A_nat_pool_uses_every_address_and_each_has_many_TTLs()
    {
        List<SampledPacket> up = [.. Sample("cgnat", 2000, 15).Where(packet => packet.Input == Near)];
        Assert.Equal(256, up.Select(packet => packet.Source).Distinct().Count());
        Assert.True(up.GroupBy(packet => packet.Source).Max(group => group.Select(packet => packet.Ttl).Distinct().Count()) > 10);
    }

    [Theory]
    [InlineData("asymmetric")]
    [InlineData("nat-leak")]
    public void Nothing_comes_back(string kind) => Assert.All(Sample(kind, 300, 3), packet => Assert.Equal(Near, packet.Input));

    [Fact]
    public void A_nat_leak_has_private_sources_to_many_places()
    {
        List<SampledPacket> packets = Sample("nat-leak", 300, 3);
        Assert.All(packets, packet => Assert.True(Bogons.Contains(packet.Source)));
        Assert.True(packets.Select(packet => packet.Destination).Distinct().Count() > 100);
    }

    [Fact]
    public void Backscatter_is_answers_of_few_to_many_who_never_asked()
    {
        List<SampledPacket> packets = Sample("backscatter", 500, 4);
        Assert.All(packets, packet => Assert.True(
            packet.Input != Near && (packet.Protocol == Protocols.Icmp || (packet.TcpFlags & (TcpFlag.Ack | TcpFlag.Rst)) != 0)));
        Assert.InRange(packets.Select(packet => packet.Source).Distinct().Count(), 1, 4);
        Assert.True(packets.Select(packet => packet.Destination).Distinct().Count() > 200);
    }

    [Fact]
    public void A_bot_keeps_to_one_controller()
    {
        List<SampledPacket> packets = [.. Sample("keep-alive", 300, 5).Where(packet => packet.Input == Near)];
        Assert.All(packets.GroupBy(packet => packet.Source), bot => Assert.Single(bot.Select(packet => packet.Destination).Distinct()));
    }

    private static double Share(List<SampledPacket> packets, Func<SampledPacket, bool> holds) => (double)packets.Count(holds) / packets.Count;

    /// <summary>From midnight on, all hours alike.</summary>
    private static List<SampledPacket> Sample(string kind, double rate, int minutes, uint sampling = 1, int inside = 256)
    {
        const long Start = 1_780_243_200_000;
        SeededGenerator random = new(7, kind);
        BackgroundPlan plan = new()
        {
            Kind = kind,
            PacketsPerSecond = rate,
            Near = Near,
            Far = 2,
            Inside = [.. Enumerable.Range(0, inside).Select(host => IpAddress.FromV4(s_inside.Address.V4 + (uint)host))],
            Outside = [.. Enumerable.Range(0, 500).Select(_ => AddressPlan.ForeignHost("US", random))],
            InsidePrefixes = [s_inside],
            From = Start,
            To = Start + (minutes * 60_000L),
            IsFlat = true,
            Port = 0,
        };
        ITrafficSource source = plan.Open(sampling, random);
        List<SampledPacket> packets = [];
        for (long minute = Minute.Of(Start); minute < Minute.Of(Start) + minutes; minute++)
        {
            source.Sample(minute, packets);
        }
        return packets;
    }
}
