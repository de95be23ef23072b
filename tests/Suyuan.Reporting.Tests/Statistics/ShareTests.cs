using CsCheck;
using Xunit;

namespace Suyuan.Reporting.Tests;

public sealed class ShareTests
{
    [Theory]
    [InlineData(5, 25, "20.0")]
    [InlineData(3, 25, "12.0")]
    [InlineData(2, 25, "8.0")]
    [InlineData(10, 25, "40.0")]
    [InlineData(13, 25, "52.0")]
    [InlineData(26, 66, "39.4")]
    [InlineData(17, 66, "25.8")]
    [InlineData(23, 66, "34.8")]
    [InlineData(12, 66, "18.2")]
    [InlineData(263, 505, "52.1")]
    [InlineData(132, 505, "26.1")]
    [InlineData(110, 505, "21.8")]
    [InlineData(77, 505, "15.2")]
    [InlineData(54, 505, "10.7")]
    [InlineData(25, 741, "3.4")]
    [InlineData(69_635, 1_988_041, "3.5")]
    [InlineData(471_247, 1_988_041, "23.7")]
    [InlineData(1_447_159, 1_988_041, "72.8")]
    public void Shares_are_those_of_the_reference_report(long count, long total, string printed) => Assert.Equal(printed, Share.Text(count, total));

    [Theory]
    [InlineData(1, 2000, "0.1")]
    [InlineData(1, 2001, "<0.1")]
    [InlineData(1999, 2000, ">99.9")]
    [InlineData(0, 2000, "0.0")]
    [InlineData(0, 0, "0.0")]
    [InlineData(7, 7, "100.0")]
    public void What_is_there_never_prints_as_nothing_and_what_is_not_all_never_as_all(long count, long total, string printed) =>
        Assert.Equal(printed, Share.Text(count, total));

    [Fact]
    public void Halves_round_away_from_zero_also_where_a_double_would_not() =>
        // 1.05 % is 1.0499… as a double.
        Assert.Equal("1.1", Share.Text(21, 2000));

    [Fact]
    public void A_share_is_within_half_a_tenth_of_the_exact_one_for_any_counts() =>
        Gen.Select(Gen.Long[0, long.MaxValue / 2], Gen.Long[1, long.MaxValue / 2]).Sample((left, right) =>
        {
            (long count, long total) = left < right ? (left, right) : (right, left);
            return total == 0 || Math.Abs(Share.Percent(count, total) - ((decimal)count / total * 100)) <= 0.0500000001m;
        });
}
