using Suyuan.Model;

namespace Suyuan.Simulation.Traffic;

/// <summary>Addresses that no public host can have (RFC 6890, multicast, reserved), as tools that avoid bogons know them.</summary>
internal static class Bogons
{
    private static readonly IpPrefix s_globalV6 = IpPrefix.Parse("2000::/3");

    // IETF protocol assignments with Teredo, 6to4, documentation (RFC 6890, RFC 3849, RFC 9637).
    private static readonly IpPrefix[] s_specialV6 = [.. new[] { "2001::/23", "2002::/16", "2001:db8::/32", "3fff::/20" }.Select(IpPrefix.Parse)];

    public static bool Contains(IpAddress address) => address.IsV4
        ? ContainsV4(address.V4)
        : !s_globalV6.Contains(address) || Array.Exists(s_specialV6, prefix => prefix.Contains(address));

    private static bool ContainsV4(uint address) => (address >> 24) switch
    {
        0 or 10 or 127 or >= 224 => true,
        100 => address >> 22 == 0x6440_0000 >> 22,
        169 => address >> 16 == 0xA9FE,
        172 => address >> 20 == 0xAC10_0000 >> 20,
        192 => address >> 16 == 0xC0A8 || address >> 8 is 0xC0_0000 or 0xC0_0002,
        198 => address >> 17 == 0xC612_0000 >> 17 || address >> 8 == 0xC6_3364,
        203 => address >> 8 == 0xCB_0071,
        _ => false,
    };
}
