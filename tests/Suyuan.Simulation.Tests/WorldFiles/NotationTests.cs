using Suyuan.Simulation.Randomness;
using Suyuan.Simulation.WorldFiles;
using Xunit;

namespace Suyuan.Simulation.Tests.WorldFiles;

public sealed class NotationTests
{
    [Theory]
    [InlineData("90s", 90_000)]
    [InlineData("90", 90_000)]
    [InlineData("5m", 300_000)]
    [InlineData("23.9h", 86_040_000)]
    [InlineData("7d", 604_800_000)]
    [InlineData("-250ms", -250)]
    public void A_length_of_time_is_read(string text, long milliseconds) => Assert.Equal(milliseconds, Span.Parse(text).Milliseconds);

    [Theory]
    [InlineData("20kpps", 20_000, false)]
    [InlineData("1.5Mpps", 1_500_000, false)]
    [InlineData("800Mbps", 800_000_000, true)]
    [InlineData("2Gbps", 2_000_000_000, true)]
    [InlineData("5m", 300, false)]
    public void A_number_is_read(string text, double value, bool bits)
    {
        Spread spread = Spread.Parse(text);
        Assert.Equal(value, spread.Draw(new SeededGenerator(1, "fixed")));
        Assert.Equal(bits, spread.IsBits);
    }

    [Theory]
    [InlineData("")]
    [InlineData("5 apples")]
    [InlineData("10..5")]
    [InlineData("0..5")]
    [InlineData("1..2..3")]
    [InlineData("5~9")]
    [InlineData("NaN")]
    public void Anything_else_is_refused(string text) => Assert.Throws<FormatException>(() => Spread.Parse(text));

    [Fact]
    public void A_range_has_as_many_draws_in_each_decade()
    {
        SeededGenerator random = new(1, "range");
        double[] draws = [.. Enumerable.Range(0, 20_000).Select(_ => Spread.Parse("1k..100k").Draw(random))];
        Assert.All(draws, draw => Assert.InRange(draw, 1_000, 100_000));
        // Half of 20,000, five standard deviations are 354.
        Assert.InRange(draws.Count(draw => draw < 10_000), 9_646, 10_354);
    }

    [Fact]
    public void A_bell_has_its_median_and_keeps_its_bounds()
    {
        SeededGenerator random = new(1, "bell");
        double[] draws = [.. Enumerable.Range(0, 20_000).Select(_ => Spread.Parse("300s~1.2 in 60s..2h").Draw(random))];
        Assert.All(draws, draw => Assert.InRange(draw, 60, 7_200));
        Assert.InRange(draws.Count(draw => draw < 300), 9_646, 10_354);
        // σ = 1.2: a share of 0.159 lies above e^1.2 times the median.
        Assert.InRange(draws.Count(draw => draw > 300 * 3.3201), 2_900, 3_460);
    }
}
