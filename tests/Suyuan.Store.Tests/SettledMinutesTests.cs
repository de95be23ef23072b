using Suyuan.Store;
using Xunit;

namespace Suyuan.Tests;

public sealed class SettledMinutesTests
{
    [Fact]
    public void A_minute_is_final_once_any_exporter_made_it_so_and_settled_only_for_that_exporter()
    {
        SettledMinutes settled = new();
        settled.Add("192.0.2.1", 7, 100, 1000);
        Assert.True(settled.IsFinal(7));
        Assert.True(settled.IsSettled("192.0.2.1", 7));
        Assert.False(settled.IsSettled("192.0.2.2", 7));
        Assert.False(settled.IsFinal(8));
    }

    [Fact]
    public void A_capture_settles_its_own_minutes_and_makes_none_final()
    {
        SettledMinutes settled = new();
        settled.Add("capture:0123456789abcdef", 7, 100, 1);
        Assert.True(settled.IsSettled("capture:0123456789abcdef", 7));
        Assert.False(settled.IsFinal(7));
    }

    [Fact]
    public void Records_of_a_minute_add_up_and_the_largest_sampling_stays()
    {
        SettledMinutes settled = new();
        settled.Add("192.0.2.1", 7, 100, 1000);
        settled.Add("192.0.2.1", 7, 50, 500);
        Assert.Equal(new SettledMinute(150, 1000), settled.ByExporter["192.0.2.1"][7]);
    }

    [Fact]
    public void What_is_settled_before_a_minute_leaves_it_and_the_later_ones_open()
    {
        SettledMinutes settled = new();
        settled.Add("192.0.2.1", 7, 100, 1000);
        settled.Add("192.0.2.1", 8, 50, 1000);
        settled.Add("capture:0123456789abcdef", 9, 1, 1);

        SettledMinutes earlier = settled.Before(8);

        Assert.Equal(8, settled.LastFinal);
        Assert.Equal(7, earlier.LastFinal);
        Assert.True(earlier.IsSettled("192.0.2.1", 7));
        Assert.False(earlier.IsFinal(8));
        Assert.Equal(new SettledMinute(100, 1000), Assert.Single(earlier.ByExporter["192.0.2.1"]).Value);
        Assert.Null(new SettledMinutes().LastFinal);
    }
}
