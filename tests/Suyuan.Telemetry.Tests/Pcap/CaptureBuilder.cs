using System.Buffers.Binary;
using Suyuan.Telemetry;
using Suyuan.Telemetry.Files;
using Suyuan.Telemetry.Packets;
using Suyuan.Telemetry.Pcap;

namespace Suyuan.Tests.Pcap;

/// <summary>Writes captures of UDP over IPv4 without a link layer (LINKTYPE_RAW), whole or in fragments.</summary>
internal sealed class CaptureBuilder
{
    private readonly List<byte> _octets = [];
    private ushort _identification;

    public CaptureBuilder()
    {
        Span<byte> header = stackalloc byte[24];
        BinaryPrimitives.WriteUInt32LittleEndian(header, 0xA1B2C3D4);
        BinaryPrimitives.WriteUInt16LittleEndian(header[4..], 2);
        BinaryPrimitives.WriteUInt16LittleEndian(header[6..], 4);
        BinaryPrimitives.WriteUInt32LittleEndian(header[16..], 65_535);
        BinaryPrimitives.WriteUInt32LittleEndian(header[20..], 101);
        _octets.AddRange(header);
    }

    public byte[] ToArray() => _octets.ToArray();

    /// <summary>UDP payloads of a capture, with the times they were captured at, Unix ms.</summary>
    public static List<(long TimeMs, byte[] Payload)> Payloads(string path)
    {
        using PcapSource source = PcapSource.Open(new OctetReader(File.OpenRead(path)))!;
        List<(long, byte[])> payloads = [];
        while (source.TryNext(out CapturedFrame frame))
        {
            if (PacketParser.TryParse(frame.Octets, frame.LinkType, out PacketHeader header) == DecodeFault.None && header.PayloadOffset >= 0)
            {
                payloads.Add((frame.TimeMs, frame.Octets.Slice(header.PayloadOffset, header.PayloadLength).ToArray()));
            }
        }
        return payloads;
    }

    public CaptureBuilder Udp(long timeMs, ReadOnlySpan<byte> payload, ushort port, byte host = 9) => Fragments(timeMs, payload, port, [0], host);

    /// <param name="cuts">Where, in octets of the UDP datagram, its fragments begin, in the order they are captured; those behind its end are none.</param>
    public CaptureBuilder Fragments(long timeMs, ReadOnlySpan<byte> payload, ushort port, ReadOnlySpan<int> cuts, byte host = 9)
    {
        byte[] datagram = new byte[8 + payload.Length];
        BinaryPrimitives.WriteUInt16BigEndian(datagram, 50_000);
        BinaryPrimitives.WriteUInt16BigEndian(datagram.AsSpan(2), port);
        BinaryPrimitives.WriteUInt16BigEndian(datagram.AsSpan(4), (ushort)datagram.Length);
        payload.CopyTo(datagram.AsSpan(8));
        _identification++;
        foreach (int from in cuts)
        {
            if (from >= datagram.Length)
            {
                continue;
            }
            int to = datagram.Length;
            foreach (int other in cuts)
            {
                to = other > from ? Math.Min(to, other) : to;
            }
            Packet(timeMs, datagram.AsSpan(from..to), from, to < datagram.Length, host);
        }
        return this;
    }

    private void Packet(long timeMs, ReadOnlySpan<byte> part, int offset, bool more, byte host)
    {
        Span<byte> head = stackalloc byte[16 + 20];
        BinaryPrimitives.WriteUInt32LittleEndian(head, (uint)(timeMs / 1000));
        BinaryPrimitives.WriteUInt32LittleEndian(head[4..], (uint)(timeMs % 1000 * 1000));
        BinaryPrimitives.WriteUInt32LittleEndian(head[8..], (uint)(20 + part.Length));
        BinaryPrimitives.WriteUInt32LittleEndian(head[12..], (uint)(20 + part.Length));
        Span<byte> ip = head[16..];
        ip[0] = 0x45;
        BinaryPrimitives.WriteUInt16BigEndian(ip[2..], (ushort)(20 + part.Length));
        BinaryPrimitives.WriteUInt16BigEndian(ip[4..], _identification);
        BinaryPrimitives.WriteUInt16BigEndian(ip[6..], (ushort)((offset / 8) | (more ? 0x2000 : 0)));
        ip[8] = 64;
        ip[9] = 17;
        byte[] source = [192, 0, 2, 1];
        source.CopyTo(ip[12..]);
        byte[] destination = [198, 51, 100, host];
        destination.CopyTo(ip[16..]);
        _octets.AddRange(head);
        _octets.AddRange(part);
    }
}
