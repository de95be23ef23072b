using CsCheck;
using Suyuan.Model;
using Xunit;

namespace Suyuan.Tests;

public sealed class IpPrefixTests
{
    [Theory]
    [InlineData("192.0.2.0/24", 120, 24)]
    [InlineData("0.0.0.0/0", 96, 0)]
    [InlineData("2001:db8::/32", 32, 32)]
    public void Lengths_are_kept_in_128_bits_and_printed_in_the_familys(string text, int length, int familyLength)
    {
        IpPrefix prefix = IpPrefix.Parse(text);
        Assert.Equal(length, prefix.Length);
        Assert.Equal(familyLength, prefix.FamilyLength);
        Assert.Equal(text, prefix.ToString());
    }

    [Theory]
    [InlineData("192.0.2.1/24")]
    [InlineData("192.0.2.0/33")]
    [InlineData("192.0.2.0/-1")]
    [InlineData("192.0.2.0/")]
    [InlineData("/24")]
    public void Host_bits_and_odd_lengths_are_refused(string text) => Assert.False(IpPrefix.TryParse(text, out _));

    [Fact]
    public void A_bare_address_is_a_host() => Assert.True(IpPrefix.Parse("192.0.2.1").IsHost);

    [Fact]
    public void Masked_prefixes_keep_their_length() => Assert.Equal("192.X.X.0/24", IpPrefix.Parse("192.0.2.0/24").ToMaskedString());

    [Fact]
    public void A_prefix_contains_exactly_its_range() =>
        Gen.Select(Gen.UInt, Gen.Int[0, 32], Gen.UInt).Sample((address, length, other) =>
        {
            IpPrefix prefix = new(IpAddress.FromV4(address), 96 + length);
            IpAddress probe = IpAddress.FromV4(other);
            return prefix.Contains(probe) == (probe >= prefix.Address && probe <= prefix.Last);
        });
}
