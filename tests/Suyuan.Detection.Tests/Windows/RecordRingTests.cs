using Suyuan.Detection;
using Xunit;

namespace Suyuan.Tests.Windows;

public sealed class RecordRingTests
{
    private const uint Target = 0xCB007107;

    [Fact]
    public void What_leaves_a_full_buffer_is_not_the_attack_and_is_counted()
    {
        // 200,000 records of background need 10 MB, the buffer holds 2; the attack is a hundredth of them.
        Flow[] flows = Enumerable.Range(0, 200_000).Select(index => index % 100 == 0
            ? new Flow(0x0A000000 + ((uint)index / 100 % 500), Target, SyntheticRun.Noon + (index / 4)) { SourcePort = 123, Length = 468, Sampling = 1000 }
            : new Flow((uint)index, 0x0B000000 + ((uint)index * 256), SyntheticRun.Noon + (index / 4)) { Protocol = 6, TcpFlags = 16, Sampling = 1000 }).ToArray();
        SyntheticRun roomy = SyntheticRun.Of(flows, DetectionOptions.For(DetectionProfile.Network));
        SyntheticRun narrow = SyntheticRun.Of(flows, DetectionOptions.For(DetectionProfile.Network) with { BufferOctets = 2 << 20 });
        Assert.Equal(["203.0.113.7 ntp-reflection packets=2000000 hosts=1"], roomy.EventTexts);
        Assert.Equal(roomy.EventTexts, narrow.EventTexts);
        Assert.Equal(0, Assert.Single(roomy.Events).Trimmed);
        Assert.InRange(Assert.Single(narrow.Events).Trimmed, 100_000, 198_000);
        Assert.Equal(200_000, narrow.Counts.Used);
    }

    [Fact]
    public void A_block_that_is_still_being_filled_is_kept_whatever_its_age()
    {
        // One record an hour before the attack opens the block that the attack then fills.
        IEnumerable<Flow> attack = Enumerable.Range(0, 6000).Select(packet =>
            new Flow(0x0A000000 + ((uint)packet % 100), Target, SyntheticRun.Noon + (packet * 10L)) { SourcePort = 123, Length = 468 });
        SyntheticRun run = SyntheticRun.Of([new Flow(1, 2, SyntheticRun.Noon - 3_600_000), .. attack], DetectionProfile.Capture, batchSize: 1);
        Assert.Equal(["203.0.113.7 ntp-reflection packets=6000 hosts=1"], run.EventTexts);
    }
}
