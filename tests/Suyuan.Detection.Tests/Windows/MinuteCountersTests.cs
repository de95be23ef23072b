using Suyuan.Detection;
using Suyuan.Detection.Windows;
using Xunit;

namespace Suyuan.Tests.Windows;

public sealed class MinuteCountersTests
{
    private const byte Code = 1;
    private const uint Heavy = 0xCB007107;

    [Theory]
    [InlineData(100)]
    [InlineData(1000)]
    [InlineData(65_536)]
    public void However_many_targets_come_the_table_keeps_its_bound_and_those_with_many_packets(int most)
    {
        using MinuteCounters<uint> counters = new(most: most);
        long offered = 0;
        for (uint target = 1; target <= 40 * (uint)most; target++)
        {
            counters.Add(target, Code, packets: 1, octets: 40, sampled: 1);
            offered++;
            if (target % 50 == 0)
            {
                counters.Add(Heavy, Code, packets: 1, octets: 40, sampled: 1);
            }
            Assert.InRange(counters.Count, 1, most);
        }
        TargetCounter<uint> heavy = Assert.Single(counters.Slots.ToArray(), slot => slot.Code != 0 && slot.Target == Heavy);
        // A table that is thinned every most/2 targets or more lacks what it held the first time.
        Assert.InRange(heavy.Packets, (40 * most / 50) - (most / 25) - 1, 40 * most / 50);
        Assert.InRange(counters.Slots.Length, most, (most * 3 / 2) + 64);
        Assert.InRange(counters.Dropped, offered - most, offered);
    }

    [Fact]
    public void Below_the_bound_every_target_is_counted_in_full()
    {
        using MinuteCounters<uint> bounded = new(most: 5000);
        using MinuteCounters<uint> boundless = new();
        for (uint turn = 0; turn < 20_000; turn++)
        {
            bounded.Add(turn % 5000, Code, turn, 40, 1);
            boundless.Add(turn % 5000, Code, turn, 40, 1);
        }
        Assert.Equal((5000, 0), (bounded.Count, bounded.Dropped));
        Assert.Equal(Counts(boundless), Counts(bounded));
    }

    [Fact]
    public void Large_counters_never_go_even_where_they_are_too_many()
    {
        CounterLimits limits = CounterLimits.OfWhatMatters(DetectionThresholds.Network);
        using MinuteCounters<uint> counters = new(limits, most: 64);
        for (uint target = 1; target <= 500; target++)
        {
            counters.Add(target, SynFlood, packets: 100_000_000, octets: 4_000_000_000, sampled: 100_000);
        }
        Assert.Equal((500, 500, 0), (counters.Count, counters.Large.Length, counters.Dropped));
        Assert.All(counters.Large.ToArray(), slot => Assert.Equal(100_000_000, counters.Slots[slot].Packets));
    }

    /// <summary>A hundred thousand other targets a minute in a table of two thousand.</summary>
    [Fact]
    public void A_flood_is_found_among_more_targets_than_are_kept()
    {
        Flow[] flows = Enumerable.Range(0, 220_000).Select(index => index % 100 == 0
            ? new Flow(0x0A000000 + ((uint)index / 100 % 500), Heavy, SyntheticRun.Noon + (index / 2)) { SourcePort = 123, Length = 468, Sampling = 1000 }
            : new Flow((uint)index, 0x0B000000 + ((uint)index * 256), SyntheticRun.Noon + (index / 2)) { Protocol = 6, TcpFlags = 16, Sampling = 1000 }).ToArray();
        SyntheticRun roomy = SyntheticRun.Of(flows, DetectionOptions.For(DetectionProfile.Network));
        SyntheticRun narrow = SyntheticRun.Of(flows, DetectionOptions.For(DetectionProfile.Network) with { CountersKept = 2000 });
        Assert.Equal(["203.0.113.7 ntp-reflection packets=2200000 hosts=1"], roomy.EventTexts);
        Assert.Equal(roomy.EventTexts, narrow.EventTexts);
        Assert.Equal(0, roomy.Counts.CountersDropped);
        Assert.InRange(narrow.Counts.CountersDropped, 200_000, 220_000);
    }

    [Fact]
    public void Origins_beyond_those_kept_are_their_exporters_without_interface_at_a_power_of_two()
    {
        OriginTable origins = new();
        for (uint number = 0; number < OriginTable.Most; number++)
        {
            origins.Intern(new Origin(1, number, 1000, Model.FlowDirection.Ingress));
        }
        int known = origins.Intern(new Origin(1, 5, 1000, Model.FlowDirection.Ingress));
        int beyond = origins.Intern(new Origin(2, 7, 1000, Model.FlowDirection.Egress));
        Assert.Equal(5, known);
        Assert.Equal(new Origin(2, 0, 512, Model.FlowDirection.Egress), origins[beyond]);
        Assert.Equal(beyond, origins.Intern(new Origin(2, 8, 1000, Model.FlowDirection.Egress)));
        Assert.Equal(OriginTable.Most + 1, origins.Count);
    }

    private static byte SynFlood => Detection.Vectors.VectorClassifier.Classify(6, 40_000, 80, 0x02, Model.FragmentFlags.None, Model.FlowFields.Ports | Model.FlowFields.TcpFlags, 1, 40, true);

    private static (uint, long, long)[] Counts(MinuteCounters<uint> counters) =>
        [.. counters.Slots.ToArray().Where(slot => slot.Code != 0).OrderBy(slot => slot.Target).Select(slot => (slot.Target, slot.Packets, slot.Octets))];
}
