using System.Buffers.Binary;

namespace Suyuan.Simulation.Encoders;

/// <summary>RFC 1071.</summary>
internal static class Ipv4Checksum
{
    public static ushort Of(ReadOnlySpan<byte> header)
    {
        uint sum = 0;
        for (int at = 0; at + 1 < header.Length; at += 2)
        {
            sum += BinaryPrimitives.ReadUInt16BigEndian(header[at..]);
        }
        while (sum > 0xFFFF)
        {
            sum = (sum & 0xFFFF) + (sum >> 16);
        }
        return (ushort)(~sum & 0xFFFF);
    }
}
