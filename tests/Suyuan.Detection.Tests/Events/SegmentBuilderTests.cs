using Suyuan.Detection.Events;
using Suyuan.Model;
using Xunit;

namespace Suyuan.Tests.Events;

public sealed class SegmentBuilderTests
{
    private static readonly IpPrefix s_target = IpPrefix.Parse("203.0.113.9");

    [Fact]
    public void A_segment_ends_with_the_hour_and_at_a_pause_so_that_hours_and_events_hold_whole_segments()
    {
        SegmentBuilder builder = new(_ => []);
        foreach (long minute in (long[])[118, 119, 120, 121, 130, 131])
        {
            builder.Add(EvidenceOf(minute));
        }
        (IReadOnlyList<AttackMinute> minutes, IReadOnlyList<Segment> segments) = builder.TakeCommit();
        Assert.Equal(6, minutes.Count);
        Assert.Equal([(118L, 119L), (120L, 121L), (130L, 131L)], segments.Select(segment => (segment.FromMinute, segment.ToMinute)));
        Assert.All(segments, segment => Assert.Equal(20, Assert.Single(segment.Sources).Packets));
        Assert.All(segments, segment => Assert.Equal(20, Assert.Single(segment.Components).Packets));
    }

    private static MinuteEvidence EvidenceOf(long minute)
    {
        (long first, long last) = (Minute.Start(minute), Minute.End(minute) - 1);
        AttackVector vector = VectorCatalog.UdpFlood;
        return new MinuteEvidence(
            minute, [new AttackMinute(s_target, vector, minute, first, last, 10, 1_000, 10, 1, 1, 1, 60, true, 1, 1, 0, false)],
            [new ComponentTotals(s_target, vector, 1, 7, first, last, 10, 1_000, 10, 1, 0, 1, false)],
            [new SourceEvidence { Target = s_target, Vector = vector, Exporter = 1, Interface = 7, Source = IpAddress.Parse("192.0.2.44"), First = first, Last = last, Packets = 10, Minutes = 1 }],
            []);
    }
}
