using System.Buffers.Binary;

namespace Suyuan.Testing;

/// <summary>The UDP payloads of a plain capture (pcap, little-endian, microseconds, Ethernet, IPv4 without options), as tests send them again.</summary>
public sealed record CapturedDatagram(long TimeMs, byte[] Octets)
{
    private const int FileHeader = 24;
    private const int PacketHeader = 16;

    /// <summary>Ethernet 14, IPv4 20, UDP 8.</summary>
    private const int Headers = 42;

    public static IReadOnlyList<CapturedDatagram> Read(string path)
    {
        byte[] file = File.ReadAllBytes(path);
        List<CapturedDatagram> datagrams = [];
        for (int at = FileHeader; at + PacketHeader <= file.Length;)
        {
            ReadOnlySpan<byte> header = file.AsSpan(at, PacketHeader);
            long timeMs = (BinaryPrimitives.ReadUInt32LittleEndian(header) * 1000L) + (BinaryPrimitives.ReadUInt32LittleEndian(header[4..]) / 1000);
            int length = BinaryPrimitives.ReadInt32LittleEndian(header[8..]);
            datagrams.Add(new CapturedDatagram(timeMs, file.AsSpan(at + PacketHeader + Headers, length - Headers).ToArray()));
            at += PacketHeader + length;
        }
        return datagrams;
    }
}
