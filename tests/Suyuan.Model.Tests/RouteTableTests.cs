using Suyuan.Model;
using Xunit;

namespace Suyuan.Tests;

public sealed class RouteTableTests
{
    private static readonly IpPrefix s_prefix = IpPrefix.Parse("198.51.100.0/24");

    /// <summary>64500 has customer 64501; 64510 has 64511; 64520 has 64521. 64500 and 64510 are one organisation, 64501 and 64520 another.</summary>
    [Fact]
    public void A_cone_holds_the_neighbours_siblings_with_what_stands_behind_them_and_of_networks_behind_only_the_siblings_themselves()
    {
        RouteTableBuilder builder = new();
        builder.Add(s_prefix, [64_500, 64_501], [64_501]);
        builder.Add(s_prefix, [64_510, 64_511], [64_511]);
        builder.Add(s_prefix, [64_520, 64_521], [64_521]);
        RouteTable routes = builder.Build();
        Assert.Equal([64_500u, 64_501u], routes.Cone(64_500).Order());

        RouteTable related = routes.With(new SiblingTable(new Dictionary<uint, string> { [64_500] = "a", [64_510] = "a", [64_501] = "b", [64_520] = "b" }));

        Assert.Equal([64_500u, 64_501u, 64_510u, 64_511u, 64_520u], related.Cone(64_500).Order());
        Assert.Equal([64_521u], related.Cone(64_521));
    }
}
