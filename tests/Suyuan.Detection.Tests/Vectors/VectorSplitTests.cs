using Suyuan.Detection;
using Suyuan.Model;
using Xunit;

namespace Suyuan.Tests.Vectors;

public sealed class VectorSplitTests
{
    private const uint Target = 0xCB007107;

    private static Flow Dns(uint source, long second, bool fragment) => new(0x0A000000 + source, Target, SyntheticRun.Noon + (second * 1000))
    {
        SourcePort = fragment ? (ushort)0 : (ushort)53,
        DestinationPort = fragment ? (ushort)0 : (ushort)40_000,
        Length = 1500,
        Sampling = 1000,
    };

    [Theory]
    [InlineData(0, 60, true)]
    [InlineData(0, 180, true)]
    [InlineData(60, 0, true)]
    [InlineData(180, 0, false)]
    public void Fragments_belong_to_a_reflector_whose_ports_are_seen_earlier_in_the_burst_or_in_the_next_minute(int portsAt, int fragmentsAt, bool joins)
    {
        // Sources 0–19 keep the reflection going in every minute; sources 100–119 show their ports in one minute and only fragments in the other.
        Flow[] flows =
        [
            .. Enumerable.Range(0, 240).SelectMany(second => Enumerable.Range(0, 20).Select(source => Dns((uint)source, second, false))),
            .. Enumerable.Range(100, 20).Select(source => Dns((uint)source, portsAt, false)),
            .. Enumerable.Range(100, 20).Select(source => Dns((uint)source, fragmentsAt, true)),
        ];
        SyntheticRun run = SyntheticRun.Of(flows.OrderBy(flow => flow.Start), DetectionProfile.Network);
        AttackEvent attack = Assert.Single(run.Events);
        Assert.Equal("dns-reflection", attack.VectorText);
        Assert.Equal(4820 + (joins ? 20 : 0), attack.SampledPackets);
    }

    [Fact]
    public void Fragments_of_strangers_are_not_a_reflectors()
    {
        Flow[] flows =
        [
            .. Enumerable.Range(0, 60).SelectMany(second => Enumerable.Range(0, 20).Select(source => Dns((uint)source, second, false))),
            .. Enumerable.Range(100, 20).Select(source => Dns((uint)source, 30, true)),
        ];
        Assert.Equal(1200, Assert.Single(SyntheticRun.Of(flows.OrderBy(flow => flow.Start), DetectionProfile.Network).Events).SampledPackets);
    }

    [Fact]
    public void Chance_hits_of_service_ports_belong_to_a_flood_with_random_source_ports()
    {
        IEnumerable<Flow> flood = Enumerable.Range(0, 65_536).Select(port => new Flow(0x0A000001, Target, SyntheticRun.Noon + (port / 5)) { SourcePort = (ushort)port });
        SyntheticRun run = SyntheticRun.Of(flood, DetectionProfile.Capture);
        Assert.Equal(["203.0.113.7 udp-flood packets=65536 hosts=1"], run.EventTexts);
    }

    [Fact]
    public void A_reflection_beside_a_flood_with_random_source_ports_stays_one()
    {
        IEnumerable<Flow> flood = Enumerable.Range(1024, 20_000).Select(port => new Flow(0x0A000001, Target, SyntheticRun.Noon + port) { SourcePort = (ushort)port });
        IEnumerable<Flow> answers = Enumerable.Range(0, 1000).Select(packet => new Flow(0x0B000000 + ((uint)packet % 50), Target, SyntheticRun.Noon + (packet * 20))
        {
            SourcePort = 53,
            Length = 1400,
        });
        AttackEvent attack = Assert.Single(SyntheticRun.Of(flood.Concat(answers).OrderBy(flow => flow.Start), DetectionProfile.Capture).Events);
        Assert.Equal("dns-reflection+udp-flood", attack.VectorText);
        Assert.Equal(21_000, attack.Packets);
    }
}
