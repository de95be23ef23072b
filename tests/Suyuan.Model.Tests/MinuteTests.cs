using Suyuan.Model;
using Xunit;

namespace Suyuan.Tests;

public sealed class MinuteTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(59_999, 0)]
    [InlineData(60_000, 1)]
    [InlineData(-1, -1)]
    [InlineData(-60_000, -1)]
    [InlineData(-60_001, -2)]
    public void Minutes_are_floors_also_before_1970(long milliseconds, long minute) => Assert.Equal(minute, Minute.Of(milliseconds));

    [Fact]
    public void A_minute_ends_where_the_next_starts() => Assert.Equal(Minute.Start(8), Minute.End(7));
}
