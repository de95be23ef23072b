using Suyuan.Detection;
using Suyuan.Detection.Events;
using Suyuan.Detection.Windows;
using Suyuan.Model;
using Xunit;

namespace Suyuan.Tests.Events;

public sealed class SegmentSampleTests
{
    [Fact]
    public void A_segment_keeps_the_sources_that_every_one_of_its_minutes_would_have_kept()
    {
        // 150 sources in the first minute, 3,000 in the second; 200 are kept exactly.
        IEnumerable<Flow> flows = Enumerable.Range(0, 12_000).Select(packet => new Flow(
            0x0A000000 + ((uint)packet % (packet < 6000 ? 150U : 3000U)), 0xCB007107, SyntheticRun.Noon + (packet * 10L))
        { SourcePort = 123, Length = 468 });
        SyntheticRun run = SyntheticRun.Of(flows, DetectionOptions.For(DetectionProfile.Capture) with { SourcesKept = 200 });
        Assert.Equal([0, 4], run.Minutes.Select(minute => Assert.Single(minute.Components).SampleShift));
        SegmentBuilder builder = new(_ => []);
        run.Minutes.ForEach(builder.Add);
        Segment segment = Assert.Single(builder.TakeCommit().Segments);
        ComponentTotals component = Assert.Single(segment.Components);
        Assert.Equal((12_000, 4, segment.Sources.Count), (component.SampledPackets, component.SampleShift, (int)component.SourcesKept));
        Assert.Equal(Enumerable.Range(0, 3000).Select(index => IpAddress.FromV4(0x0A000000 + (uint)index)).Where(source => AddressHash.IsInSample(source, 4)),
            segment.Sources.Select(source => source.Source));
    }
}
