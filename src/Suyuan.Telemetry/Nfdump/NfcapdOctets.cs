using System.Buffers.Binary;
using Suyuan.Model;

namespace Suyuan.Telemetry.Nfdump;

/// <summary>Values that both layouts store alike.</summary>
internal static class NfcapdOctets
{
    /// <summary>Two 64-bit words, the high one first, each little-endian.</summary>
    public static UInt128 V6(ReadOnlySpan<byte> octets) =>
        new(BinaryPrimitives.ReadUInt64LittleEndian(octets), BinaryPrimitives.ReadUInt64LittleEndian(octets[8..]));

    public static IpAddress Address6(ReadOnlySpan<byte> octets) => new(V6(octets));

    public static IpAddress Address4(ReadOnlySpan<byte> octets) => IpAddress.FromV4(BinaryPrimitives.ReadUInt32LittleEndian(octets));
}
