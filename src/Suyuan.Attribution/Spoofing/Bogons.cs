using Suyuan.Model;

namespace Suyuan.Attribution.Spoofing;

/// <summary>
/// Addresses that no host on the Internet has (IANA special-purpose registries, RFC 6890), but for those that leak from behind address translators:
/// RFC 1918, 100.64.0.0/10 and 169.254.0.0/16 say nothing of forgery.
/// </summary>
internal static class Bogons
{
    private static readonly IpPrefix[] s_v4 =
    [
        .. new[] { "0.0.0.0/8", "127.0.0.0/8", "192.0.0.0/24", "192.0.2.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3" }.Select(IpPrefix.Parse),
    ];

    private static readonly IpPrefix[] s_leaking =
        [.. new[] { "10.0.0.0/8", "100.64.0.0/10", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16" }.Select(IpPrefix.Parse)];

    /// <summary>Global unicast (RFC 4291 §2.5.4) is all that is assigned of IPv6.</summary>
    private static readonly IpPrefix s_globalV6 = IpPrefix.Parse("2000::/3");

    private static readonly IpPrefix s_documentationV6 = IpPrefix.Parse("2001:db8::/32");

    /// <summary>Multicast and reserved space: no misconfiguration of a customer's network leaks it.</summary>
    private static readonly IpPrefix s_upper = IpPrefix.Parse("224.0.0.0/3");

    public static bool Contains(IpAddress address) => address.IsV4
        ? Array.Exists(s_v4, prefix => prefix.Contains(address))
        : !IsLocalV6(address) && (!s_globalV6.Contains(address) || s_documentationV6.Contains(address));

    /// <summary>Private addresses, which networks leak.</summary>
    public static bool Leaks(IpAddress address) => address.IsV4 ? Array.Exists(s_leaking, prefix => prefix.Contains(address)) : IsLocalV6(address);

    public static bool IsUpper(IpAddress address) => address.IsV4 ? s_upper.Contains(address) : !IsLocalV6(address) && !s_globalV6.Contains(address);

    /// <summary>Link-local and unique-local addresses leak as RFC 1918 ones do.</summary>
    private static bool IsLocalV6(IpAddress address) => (ushort)(address.Value >> 112) is (>= 0xFE80 and <= 0xFEBF) or (>= 0xFC00 and <= 0xFDFF);
}
