using Suyuan.Detection;
using Xunit;

namespace Suyuan.Tests;

public sealed class FirstLookTests
{
    public static TheoryData<long, uint, long, long, uint> Lies => new()
    {
        { long.MaxValue - 10, 0, 1, 100, 1 },
        { long.MinValue, 0, 1, 100, 1 },
        { SyntheticRun.Noon, uint.MaxValue, 1, 100, 1 },
        { SyntheticRun.Noon, 0, long.MaxValue, 0, 1 },
        { SyntheticRun.Noon, 0, -1, 100, 1 },
        { SyntheticRun.Noon, 0, 1_000_000_000_000_000, 64, 1000 },
        { SyntheticRun.Noon, 0, 1, 100_000_000_000, uint.MaxValue },
    };

    [Theory]
    [MemberData(nameof(Lies))]
    public void A_record_that_cannot_be_true_is_refused_and_counted(long start, uint duration, long packets, long length, uint sampling)
    {
        SyntheticRun run = SyntheticRun.Of(
            [new Flow(1, 2, start) { Duration = duration, Packets = packets, Length = length, Sampling = sampling }], DetectionProfile.Network, advance: false);
        Assert.Equal((1, 0, 1), (run.Counts.Added, run.Counts.Used, run.Counts.Implausible));
    }

    [Fact]
    public void The_largest_counts_that_could_be_true_do_not_overflow()
    {
        IEnumerable<Flow> flows = Enumerable.Range(0, 5000).Select(index => new Flow((uint)index, 2, SyntheticRun.Noon) { Packets = 990_000_000, Length = 1000 });
        SyntheticRun run = SyntheticRun.Of(flows, DetectionProfile.Network);
        Assert.Equal(5000, run.Counts.Used);
        Assert.Equal(5000 * 990_000_000L, Assert.Single(run.Events).Packets);
    }

    [Fact]
    public void A_record_that_began_in_a_final_minute_is_used_from_there_on_and_counted_as_cut()
    {
        SyntheticRun run = SyntheticRun.Of(
            [
                new Flow(1, 2, SyntheticRun.Noon + 600_000),
                new Flow(1, 2, SyntheticRun.Noon + 250_000) { Duration = 200_000 },
                new Flow(1, 2, SyntheticRun.Noon),
            ],
            DetectionProfile.Network,
            batchSize: 1);
        Assert.Equal((3, 2, 1, 1), (run.Counts.Added, run.Counts.Used, run.Counts.Late, run.Counts.Cut));
    }
}
