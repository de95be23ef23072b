using CsCheck;
using Suyuan.Detection.Windows;
using Suyuan.Model;
using Xunit;

namespace Suyuan.Tests.Windows;

public sealed class SpreadingTests
{
    [Fact]
    public void Shares_over_the_minutes_sum_to_the_count_exactly() =>
        Gen.Select(Gen.Long[0, 1L << 50], Gen.Long[-10_000_000, 10_000_000], Gen.UInt[0, 1_860_000]).Sample((count, start, duration) =>
        {
            long sum = 0;
            for (long minute = Minute.Of(start); minute <= Minute.Of(start + duration); minute++)
            {
                long share = Spreading.Share(count, start, duration, minute);
                Assert.True(share >= 0);
                sum += share;
            }
            return sum == count && Spreading.Share(count, start, duration, Minute.Of(start) - 1) == 0;
        });

    [Fact]
    public void Half_the_time_is_half_the_packets() => Assert.Equal(50, Spreading.Share(100, 30_000, 59_999, 0));
}
