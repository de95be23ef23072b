using Suyuan.Model;
using Xunit;

namespace Suyuan.Tests;

public sealed class IpAddressTests
{
    [Theory]
    [InlineData("192.0.2.1")]
    [InlineData("2001:db8::1f")]
    [InlineData("::")]
    [InlineData("255.255.255.255")]
    public void Text_is_read_and_written_alike(string text) => Assert.Equal(text, IpAddress.Parse(text).ToString());

    [Theory]
    [InlineData("1")]
    [InlineData("0x7f.1")]
    [InlineData("fe80::1%eth0")]
    [InlineData("192.0.2")]
    [InlineData("")]
    [InlineData(null)]
    public void What_is_no_address_is_refused(string? text) => Assert.False(IpAddress.TryParse(text, out _));

    [Fact]
    public void Masks_keep_the_first_and_last_part()
    {
        Assert.Equal("192.X.X.7", IpAddress.Parse("192.0.2.7").ToMaskedString());
        Assert.Equal("240e:X::X:1f", IpAddress.Parse("240e:1:2::1f").ToMaskedString());
    }

    [Fact]
    public void Ipv4_sorts_by_number_and_before_global_ipv6()
    {
        Assert.True(IpAddress.Parse("9.255.255.255") < IpAddress.Parse("10.0.0.0"));
        Assert.True(IpAddress.Parse("255.255.255.255") < IpAddress.Parse("2001:db8::1"));
    }
}
