using Suyuan.Model;

namespace Suyuan.Enrichment;

/// <summary>A block of addresses that belongs to nobody in particular.</summary>
/// <param name="Rfc">The document that set it aside.</param>
public sealed record SpecialBlock(IpPrefix Prefix, string NameZh, string NameEn, string Rfc);

/// <summary>
/// Addresses that have no place (IANA special-purpose registries, RFC 6890; multicast RFC 5771 and RFC 4291 §2.7; class E RFC 1112 §4),
/// and addresses that carry another one inside.
/// </summary>
public static class SpecialAddresses
{
    private const string Table = """
        0.0.0.0/8|本网络|this network|RFC 791
        10.0.0.0/8|私有地址|private use|RFC 1918
        100.64.0.0/10|运营商级NAT|carrier-grade NAT|RFC 6598
        127.0.0.0/8|环回地址|loopback|RFC 1122
        169.254.0.0/16|链路本地|link-local|RFC 3927
        172.16.0.0/12|私有地址|private use|RFC 1918
        192.0.0.0/24|协议专用|protocol assignments|RFC 6890
        192.0.2.0/24|文档示例|documentation|RFC 5737
        192.88.99.0/24|6to4中继任播|6to4 relay anycast|RFC 7526
        192.168.0.0/16|私有地址|private use|RFC 1918
        198.18.0.0/15|基准测试|benchmarking|RFC 2544
        198.51.100.0/24|文档示例|documentation|RFC 5737
        203.0.113.0/24|文档示例|documentation|RFC 5737
        224.0.0.0/4|组播|multicast|RFC 5771
        240.0.0.0/4|保留地址|reserved|RFC 1112
        255.255.255.255/32|受限广播|limited broadcast|RFC 919
        ::/128|未指定|unspecified|RFC 4291
        ::1/128|环回地址|loopback|RFC 4291
        ::/96|IPv4兼容地址（废止）|IPv4-compatible (deprecated)|RFC 4291
        64:ff9b:1::/48|本地IPv4转换|local IPv4/IPv6 translation|RFC 8215
        100::/64|丢弃专用|discard only|RFC 6666
        2001:2::/48|基准测试|benchmarking|RFC 5180
        2001:10::/28|ORCHID（废止）|ORCHID (deprecated)|RFC 4843
        2001:20::/28|ORCHIDv2|ORCHIDv2|RFC 7343
        2001:db8::/32|文档示例|documentation|RFC 3849
        3fff::/20|文档示例|documentation|RFC 9637
        5f00::/16|SRv6段标识|SRv6 segment identifiers|RFC 9602
        fc00::/7|唯一本地地址|unique local|RFC 4193
        fe80::/10|链路本地|link-local|RFC 4291
        fec0::/10|站点本地（废止）|site-local (deprecated)|RFC 3879
        ff00::/8|组播|multicast|RFC 4291
        """;

    private static readonly UInt128 SixToFour = (UInt128)0x2002 << 112;
    private static readonly UInt128 Teredo = (UInt128)0x2001_0000 << 96;
    private static readonly UInt128 Nat64 = (UInt128)0x0064_FF9B << 96;

    public static IReadOnlyList<SpecialBlock> Blocks { get; } = [.. Table.Split('\n').Select(line => line.Split('|'))
        .Select(f => new SpecialBlock(IpPrefix.Parse(f[0]), f[1], f[2], f[3]))];

    /// <summary>The smallest special block that holds an address, or the IPv4 address inside it; null for ordinary addresses.</summary>
    public static SpecialBlock? Find(IpAddress address)
    {
        UInt128 value = Unwrap(address).Value;
        SpecialBlock? best = null;
        foreach (SpecialBlock block in Blocks)
        {
            if (block.Prefix.Address.Value <= value && value <= block.Prefix.Last.Value
                && (best is null || block.Prefix.Length > best.Prefix.Length))
            {
                best = block;
            }
        }
        return best;
    }

    /// <summary>
    /// The IPv4 address inside 6to4 (RFC 3056 §2), Teredo (RFC 4380 §4: the client's address, inverted) and NAT64 (RFC 6052 §2.1)
    /// addresses; any other address as it is. Mapped addresses are IPv4 already.
    /// </summary>
    public static IpAddress Unwrap(IpAddress address)
    {
        UInt128 value = address.Value;
        ulong high = (ulong)(value >> 64);
        if (high >> 48 == (ulong)(SixToFour >> 112))
        {
            return IpAddress.FromV4((uint)((high >> 16) & uint.MaxValue));
        }
        if (high >> 32 == (ulong)(Teredo >> 96))
        {
            return IpAddress.FromV4(~(uint)(ulong)(value & uint.MaxValue));
        }
        if (value >> 32 == Nat64 >> 32)
        {
            return IpAddress.FromV4((uint)(ulong)(value & uint.MaxValue));
        }
        return address;
    }

    internal static Track<uint> V4Track()
    {
        TrackBuilder<uint> builder = new();
        foreach (IpPrefix prefix in Blocks.Select(b => b.Prefix).Where(p => p.Address.IsV4))
        {
            builder.Add(prefix.Address.V4, prefix.Last.V4, 0);
        }
        return builder.Build();
    }

    /// <summary>By /64: the blocks at :: are shorter than that but nothing else is there.</summary>
    internal static Track<ulong> V6Track()
    {
        TrackBuilder<ulong> builder = new();
        foreach (IpPrefix prefix in Blocks.Select(b => b.Prefix).Where(p => !p.Address.IsV4))
        {
            builder.Add((ulong)(prefix.Address.Value >> 64), (ulong)(prefix.Last.Value >> 64), 0);
        }
        return builder.Build();
    }
}
