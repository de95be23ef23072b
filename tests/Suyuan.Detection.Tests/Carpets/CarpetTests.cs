using Suyuan.Detection;
using Suyuan.Detection.Carpets;
using Suyuan.Model;
using Xunit;

namespace Suyuan.Tests.Carpets;

public sealed class CarpetTests
{
    private const uint Network = 0xCB007100;

    /// <summary>NTP answers sampled 1:1000 over some hosts: each far under 100 Mbit/s, together over it.</summary>
    private static IEnumerable<Flow> Reflection(uint network, uint hosts, int seconds, int perSecond, long start = 0, ushort port = 123, long length = 468)
    {
        for (int packet = 0; packet < seconds * perSecond; packet++)
        {
            yield return new Flow(0x0A000000 + ((uint)packet * 7 % 200), network + ((uint)packet % hosts), SyntheticRun.Noon + start + (packet * 1000L / perSecond))
            {
                SourcePort = port,
                Length = length,
                Sampling = 1000,
            };
        }
    }

    [Fact]
    public void Hosts_that_pass_only_together_make_one_event_of_their_network()
    {
        SyntheticRun run = SyntheticRun.Of(Reflection(Network, 200, 90, 60), DetectionProfile.Network);
        Assert.Equal(["203.0.113.0/24 ntp-reflection packets=5400000 hosts=200"], run.EventTexts);
        Assert.Equal(5400, run.Minutes.SelectMany(minute => minute.Sources).Sum(source => source.SampledPackets));
    }

    [Fact]
    public void Fewer_than_eight_hosts_are_no_carpet()
    {
        // 22 Mbit/s on each: small for an attack, far more than they usually get.
        SyntheticRun run = SyntheticRun.Of(Reflection(Network, 7, 60, 60), DetectionProfile.Network);
        Assert.Equal(7, run.Events.Count);
        Assert.All(run.Events, one => Assert.True(one.Target.IsHost));
        Assert.Empty(SyntheticRun.Of(Reflection(Network, 7, 60, 8), DetectionProfile.Network).Events);
    }

    [Fact]
    public void A_host_over_the_threshold_by_itself_stays_a_host_and_no_packet_counts_twice()
    {
        Flow[] flows = [.. Reflection(Network, 200, 60, 60), .. Reflection(Network + 250, 1, 60, 60)];
        Assert.Equal(
            ["203.0.113.0/24 ntp-reflection packets=3600000 hosts=200", "203.0.113.250 ntp-reflection packets=3600000 hosts=1"],
            SyntheticRun.Of(flows.OrderBy(flow => flow.Start), DetectionProfile.Network).EventTexts);
    }

    [Fact]
    public void Eight_hosts_over_the_threshold_by_themselves_are_one_event_of_their_network() =>
        Assert.Equal(
            ["203.0.113.0/24 ntp-reflection packets=36000000 hosts=10"], SyntheticRun.Of(Reflection(Network, 10, 60, 600), DetectionProfile.Network).EventTexts);

    [Fact]
    public void Neighbouring_networks_merge_to_the_prefix_that_covers_them()
    {
        Flow[] flows = [.. Reflection(Network, 200, 60, 60), .. Reflection(Network - 256, 200, 60, 60), .. Reflection(Network + 4096, 200, 60, 60)];
        Assert.Equal(
            ["203.0.112.0/23 ntp-reflection packets=7200000 hosts=400", "203.0.129.0/24 ntp-reflection packets=3600000 hosts=200"],
            SyntheticRun.Of(flows.OrderBy(flow => flow.Start), DetectionProfile.Network).EventTexts);
    }

    [Fact]
    public void A_target_keeps_its_prefix_when_part_of_it_falls_silent()
    {
        Flow[] flows = [.. Reflection(Network, 200, 180, 60), .. Reflection(Network - 256, 200, 60, 60)];
        Assert.Equal(
            ["203.0.112.0/23 ntp-reflection packets=14400000 hosts=400"], SyntheticRun.Of(flows.OrderBy(flow => flow.Start), DetectionProfile.Network).EventTexts);
    }

    [Fact]
    public void Many_answers_from_the_web_to_the_clients_of_a_network_are_no_carpet() =>
        Assert.Empty(SyntheticRun.Of(Reflection(Network, 200, 60, 60, port: 443, length: 1200), DetectionProfile.Network).Events);

    [Fact]
    public void A_flood_on_a_network_alarms_only_once_it_is_known_what_the_network_usually_carries()
    {
        // Twelve quiet minutes, then 40,000 packets a second over the network.
        IEnumerable<Flow> quiet = Enumerable.Range(0, 12).Select(minute => new Flow(1, 2, SyntheticRun.Noon + (minute * 60_000L)));
        IEnumerable<Flow> late = Enumerable.Range(0, 2400).Select(packet => new Flow(0x0A000000 + ((uint)packet * 7), Network + ((uint)packet % 100), SyntheticRun.Noon + 720_000 + (packet * 25L))
        {
            Protocol = 6,
            TcpFlags = 2,
            DestinationPort = 80,
            Sampling = 1000,
        });
        Assert.Equal(["203.0.113.0/24 syn-flood packets=2400000 hosts=100"], SyntheticRun.Of(quiet.Concat(late), DetectionProfile.Network).EventTexts);
        Assert.Empty(SyntheticRun.Of(late, DetectionProfile.Network).Events);
    }

    [Fact]
    public void One_source_sweeping_a_network_is_a_scan()
    {
        IEnumerable<Flow> sweep = Enumerable.Range(0, 6000).Select(packet => new Flow(0x0A000001, Network + ((uint)packet % 250), SyntheticRun.Noon + (packet * 5L))
        {
            Protocol = 6,
            TcpFlags = 2,
            DestinationPort = (ushort)(1 + (packet / 250)),
            Length = 44,
        });
        Assert.Empty(SyntheticRun.Of(sweep, DetectionProfile.Capture).Events);
    }

    [Theory]
    [InlineData("203.0.113.0/24 203.0.114.0/24", "203.0.112.0/22")]
    [InlineData("203.0.113.0/24 203.0.115.0/24", "203.0.113.0/24 203.0.115.0/24")]
    [InlineData("203.0.255.0/24 203.1.0.0/24", "203.0.255.0/24 203.1.0.0/24")]
    [InlineData("203.0.0.0/24 203.0.1.0/24 203.0.2.0/24 203.0.3.0/24", "203.0.0.0/22")]
    [InlineData("2001:db8:0:1::/64 2001:db8:0:2::/64", "2001:db8::/62")]
    // One customer's, and two customers'.
    [InlineData("2001:db8:0:1::/64 2001:db8:0:f0::/64", "2001:db8::/56")]
    [InlineData("2001:db8:0:1::/64 2001:db8:0:1f0::/64", "2001:db8:0:1::/64 2001:db8:0:1f0::/64")]
    public void Only_neighbours_below_one_cap_merge(string networks, string covers) =>
        Assert.Equal(covers, string.Join(' ', CarpetTargets.Covers(networks.Split(' ').Select(text => (IpPrefix.Parse(text), (byte)1)).ToArray())));
}
