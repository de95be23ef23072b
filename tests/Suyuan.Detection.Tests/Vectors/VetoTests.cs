using Suyuan.Detection;
using Suyuan.Testing;
using Xunit;

namespace Suyuan.Tests.Vectors;

/// <summary>What must not become an event: scans, and the answers of those under attack.</summary>
public sealed class VetoTests
{
    private const uint Target = 0xCB007107;

    [Theory]
    [InlineData("attacks/ntop+nDPI__tests_cfgs_default_pcap_synscan.pcap")]
    [InlineData("attacks/esnet-security+curated-pcaps__attacks_scanners_masscan_tcp_0_1000_20190821.pcap")]
    public void A_captured_port_scan_is_no_event(string capture) => Assert.Empty(CaptureRun.Of(Fixtures.Shared(capture))!.Events);

    /// <summary>4,000 answers a minute of 468 octets, unsampled, for four minutes.</summary>
    private static IEnumerable<Flow> Responses(uint target, Func<int, uint> source) => Enumerable.Range(0, 16_000).Select(packet =>
        new Flow(0x0A000000 + source(packet), target, SyntheticRun.Noon + (packet * 15L)) { SourcePort = 123, Length = 468 });

    [Fact]
    public void Responders_that_are_others_in_every_minute_answer_a_scanner() =>
        Assert.Empty(SyntheticRun.Of(Responses(Target, packet => (uint)packet), DetectionProfile.Capture).Events);

    [Fact]
    public void Responders_that_stay_are_reflectors()
    {
        Assert.Equal(
            ["203.0.113.7 ntp-reflection packets=16000 hosts=1"],
            SyntheticRun.Of(Responses(Target, packet => (uint)packet % 2000), DetectionProfile.Capture).EventTexts);
        // Others in every minute, but each sends a lot: an attack that changes its reflectors.
        Assert.Equal(
            ["203.0.113.7 ntp-reflection packets=16000 hosts=1"],
            SyntheticRun.Of(Responses(Target, packet => (uint)(packet / 4000 * 1000) + ((uint)packet % 200)), DetectionProfile.Capture).EventTexts);
    }

    [Fact]
    public void Answers_of_an_address_under_attack_are_no_event_for_those_who_receive_them()
    {
        // A flood with one forged source, and the resets to that source, which the victim sends but the forged source never asked for on these ports.
        IEnumerable<Flow> flood = Enumerable.Range(0, 6000).Select(packet => new Flow(0x0A000001, Target, SyntheticRun.Noon + (packet * 5L))
        {
            Protocol = 6,
            TcpFlags = 2,
            SourcePort = (ushort)(1024 + (packet % 50)),
            DestinationPort = 80,
        });
        IEnumerable<Flow> resets = Enumerable.Range(0, 6000).Select(packet => new Flow(Target, 0x0A000001, SyntheticRun.Noon + 30_000 + (packet * 5L))
        {
            Protocol = 6,
            TcpFlags = 4,
            SourcePort = 81,
            DestinationPort = (ushort)(1024 + (packet % 50)),
        });
        Assert.Equal(
            ["203.0.113.7 syn-flood packets=6000 hosts=1"],
            SyntheticRun.Of(flood.Concat(resets).OrderBy(flow => flow.Start), DetectionProfile.Capture).EventTexts);
        Assert.Equal(["10.0.0.1 rst-flood packets=6000 hosts=1"], SyntheticRun.Of(resets, DetectionProfile.Capture).EventTexts);
    }
}
