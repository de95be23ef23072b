using System.Runtime.CompilerServices;
using Suyuan.Model;

namespace Suyuan.Detection.Windows;

/// <summary>One hash for both address types; the compiler keeps only the branch of the type at hand.</summary>
internal static class AddressHash
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Of<TAddress>(TAddress address, byte code)
        where TAddress : unmanaged, IEquatable<TAddress>
    {
        unchecked
        {
            ulong value;
            if (typeof(TAddress) == typeof(uint))
            {
                value = (uint)(object)address;
            }
            else
            {
                UInt128 wide = (UInt128)(object)address;
                value = (ulong)wide ^ ((ulong)(wide >> 64) * 0x9E3779B97F4A7C15);
            }
            return Mix(value + ((ulong)code << 56));
        }
    }

    /// <summary>Finaliser of splitmix64: every input bit reaches every output bit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Mix(ulong value)
    {
        unchecked
        {
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
            return value ^ (value >> 31);
        }
    }

    /// <summary>The /24 (IPv4) or /64 (IPv6) around an address, as <see cref="IpPrefix.Network"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TAddress Network<TAddress>(TAddress address)
        where TAddress : unmanaged, IEquatable<TAddress> =>
        typeof(TAddress) == typeof(uint)
            ? (TAddress)(object)((uint)(object)address & 0xFFFFFF00)
            : (TAddress)(object)((UInt128)(object)address & (UInt128.MaxValue << 64));

    /// <summary>The /16 (IPv4) or /48 (IPv6) around an address: the widest target.</summary>
    public static TAddress Region<TAddress>(TAddress address)
        where TAddress : unmanaged, IEquatable<TAddress> =>
        typeof(TAddress) == typeof(uint)
            ? (TAddress)(object)((uint)(object)address & 0xFFFF0000)
            : (TAddress)(object)((UInt128)(object)address & (UInt128.MaxValue << 80));

    /// <summary>The hash by which sources are sampled: the same on every machine and in every run.</summary>
    public static ulong OfSource(UInt128 address) => SourceHash.Of(new IpAddress(address));

    /// <summary>The source's hash falls in 1 / 2^<paramref name="shift"/>.</summary>
    public static bool IsInSample(IpAddress source, int shift) => SourceHash.IsKept(source, shift);
}
