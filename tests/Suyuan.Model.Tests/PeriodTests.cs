using Suyuan.Model;
using Xunit;

namespace Suyuan.Tests;

public sealed class PeriodTests
{
    [Theory]
    [InlineData("2021Q2", "2021-03-31T16:00:00Z", "2021-06-30T16:00:00Z", PeriodUnit.Quarter)]
    [InlineData("2021q4", "2021-09-30T16:00:00Z", "2021-12-31T16:00:00Z", PeriodUnit.Quarter)]
    [InlineData("2021", "2020-12-31T16:00:00Z", "2021-12-31T16:00:00Z", PeriodUnit.Year)]
    [InlineData("2024-02", "2024-01-31T16:00:00Z", "2024-02-29T16:00:00Z", PeriodUnit.Month)]
    [InlineData("2021-04-01", "2021-03-31T16:00:00Z", "2021-04-01T16:00:00Z", PeriodUnit.Day)]
    [InlineData("2021-04-01..2021-04-15", "2021-03-31T16:00:00Z", "2021-04-15T16:00:00Z", PeriodUnit.Range)]
    public void Periods_are_half_open_and_cut_in_the_homes_zone(string text, string from, string to, PeriodUnit unit)
    {
        Period period = Period.Parse(text, HomeRegion.China);
        Assert.Equal(DateTimeOffset.Parse(from, null), period.From);
        Assert.Equal(DateTimeOffset.Parse(to, null), period.To);
        Assert.Equal(unit, period.Unit);
        Assert.True(period.Contains(period.From));
        Assert.False(period.Contains(period.To));
    }

    [Theory]
    [InlineData("2021Q5")]
    [InlineData("2021-13")]
    [InlineData("2021-04-15..2021-04-01")]
    [InlineData("Q2")]
    [InlineData("")]
    [InlineData(null)]
    public void What_is_no_period_is_refused(string? text) => Assert.False(Period.TryParse(text, HomeRegion.China, out _));

    [Fact]
    public void The_quarter_of_a_time_is_that_of_the_homes_calendar()
    {
        DateTimeOffset newYearInChina = new(2020, 12, 31, 16, 0, 0, TimeSpan.Zero);
        Assert.Equal("2021Q1", Period.QuarterOf(newYearInChina, HomeRegion.China).Name);
        Assert.Equal("2020Q4", Period.QuarterOf(newYearInChina.AddMilliseconds(-1), HomeRegion.China).Name);
    }
}
