using Suyuan.Model;
using Suyuan.Simulation.Randomness;

namespace Suyuan.Simulation.Worlds;

/// <summary>Addresses of both families as numbers to draw and to mix.</summary>
internal static class AddressBits
{
    /// <summary>64 bits that stand for the address wherever something of it is fixed by mixing: the IPv4 number itself, or all of an IPv6 address folded.</summary>
    public static ulong Fold(this IpAddress address) =>
        address.IsV4 ? address.V4 : (ulong)(address.Value & ulong.MaxValue) ^ SeededGenerator.Mix((ulong)(address.Value >> 64));

    /// <summary>How many addresses the prefix holds.</summary>
    public static double Size(this IpPrefix prefix) => (double)(prefix.Last.Value - prefix.Address.Value) + 1;

    /// <summary>Every address of the prefix is as likely as any other.</summary>
    public static IpAddress Any(this IpPrefix prefix, SeededGenerator random)
    {
        if (prefix.IsHost)
        {
            return prefix.Address;
        }
        if (prefix.Address.IsV4 && prefix.FamilyLength == 0)
        {
            return IpAddress.FromV4(random.NextUInt());
        }
        return prefix.Address.IsV4
            ? IpAddress.FromV4(prefix.Address.V4 + random.Below(prefix.Last.V4 - prefix.Address.V4 + 1))
            : new IpAddress(prefix.Address.Value | (new UInt128(random.Next(), random.Next()) & (prefix.Last.Value - prefix.Address.Value)));
    }

    /// <summary>A network of the length, as its family counts it, around the address.</summary>
    public static IpPrefix Around(this IpAddress address, int length) => new(address, address.IsV4 ? 96 + length : length);
}
