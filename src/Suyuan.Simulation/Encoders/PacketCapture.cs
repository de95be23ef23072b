using System.Buffers.Binary;
using Suyuan.Simulation.Traffic;

namespace Suyuan.Simulation.Encoders;

/// <summary>
/// Every packet itself, in a pcap file (microseconds, Ethernet), cut behind its transport header as captures for analysis are: what follows
/// would be invented.
/// </summary>
internal sealed class PacketCapture : IDisposable
{
    private readonly Stream _stream;
    private readonly PacketHeader _header = new();

    public PacketCapture(string path)
        : this(new BufferedStream(new FileStream(path, FileMode.Create, FileAccess.Write), 1 << 16))
    {
    }

    public PacketCapture(Stream stream)
    {
        _stream = stream;
        Span<byte> header = stackalloc byte[24];
        header.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(header, 0xA1B2C3D4);
        BinaryPrimitives.WriteUInt16LittleEndian(header[4..], 2);
        BinaryPrimitives.WriteUInt16LittleEndian(header[6..], 4);
        BinaryPrimitives.WriteUInt32LittleEndian(header[16..], 96);
        BinaryPrimitives.WriteUInt32LittleEndian(header[20..], 1);
        _stream.Write(header);
    }

    public void Add(in SampledPacket packet)
    {
        ReadOnlySpan<byte> octets = _header.Write(packet);
        Span<byte> record = stackalloc byte[16];
        BinaryPrimitives.WriteUInt32LittleEndian(record, (uint)(packet.Time / 1000));
        BinaryPrimitives.WriteUInt32LittleEndian(record[4..], (uint)(packet.Time % 1000 * 1000));
        BinaryPrimitives.WriteInt32LittleEndian(record[8..], octets.Length);
        BinaryPrimitives.WriteInt32LittleEndian(record[12..], Math.Max(14 + packet.Length, octets.Length));
        _stream.Write(record);
        _stream.Write(octets);
    }

    public void Dispose() => _stream.Dispose();
}
