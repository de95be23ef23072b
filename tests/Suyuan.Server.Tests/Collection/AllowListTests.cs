using Suyuan.Model;
using Suyuan.Server.Collection;
using Xunit;

namespace Suyuan.Tests.Collection;

public sealed class AllowListTests
{
    [Theory]
    [InlineData("192.0.2.1", true)]
    [InlineData("192.0.2.2", false)]
    [InlineData("198.51.100.77", true)]
    [InlineData("198.51.101.1", false)]
    [InlineData("2001:db8::5", true)]
    [InlineData("2001:db9::5", false)]
    public void Hosts_and_prefixes_of_both_families_are_heard_and_nobody_else(string sender, bool allowed)
    {
        AllowList list = new([IpPrefix.Parse("192.0.2.1"), IpPrefix.Parse("198.51.100.0/24"), IpPrefix.Parse("2001:db8::/32")]);

        Assert.Equal(allowed, list.Allows(IpAddress.Parse(sender)));
    }

    [Fact]
    public void An_empty_list_allows_all() => Assert.True(new AllowList([]).Allows(IpAddress.Parse("203.0.113.1")));
}
