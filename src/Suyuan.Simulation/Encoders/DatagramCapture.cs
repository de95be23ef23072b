using System.Buffers.Binary;

namespace Suyuan.Simulation.Encoders;

/// <summary>A pcap file (microseconds, Ethernet) of UDP datagrams as they reach the collector: some lost, some late.</summary>
internal sealed class DatagramCapture : IDatagramPath
{
    /// <summary>What fits a 1,500-octet packet.</summary>
    public const int MaxPayload = 1472;

    private const int Headers = 14 + 20 + 8;
    private const uint Collector = 0x0AFF00FE;
    private readonly Stream _stream;
    private readonly uint _exporter;
    private readonly ushort _port;
    private readonly TransportFaults _faults;
    private readonly byte[] _frame = new byte[16 + Headers + MaxPayload];
    private readonly PriorityQueue<byte[], (long Arrival, long Order)> _underway = new();
    private ushort _identification;
    private long _sent;

    public DatagramCapture(string path, uint exporter, ushort collectorPort, TransportFaults? faults = null)
        : this(new BufferedStream(new FileStream(path, FileMode.Create, FileAccess.Write), 1 << 16), exporter, collectorPort, faults)
    {
    }

    public DatagramCapture(Stream stream, uint exporter, ushort collectorPort, TransportFaults? faults = null)
    {
        _faults = faults ?? TransportFaults.None;
        _stream = stream;
        _exporter = exporter;
        _port = collectorPort;
        Span<byte> header = stackalloc byte[24];
        header.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(header, 0xA1B2C3D4);
        BinaryPrimitives.WriteUInt16LittleEndian(header[4..], 2);
        BinaryPrimitives.WriteUInt16LittleEndian(header[6..], 4);
        BinaryPrimitives.WriteUInt32LittleEndian(header[16..], 65_535);
        BinaryPrimitives.WriteUInt32LittleEndian(header[20..], 1);
        _stream.Write(header);
    }

    public bool NextIsLost() => _faults.NextIsLost();

    public void Write(long sentMs, ReadOnlySpan<byte> payload)
    {
        long sent = sentMs - _faults.SkewMs;
        if (_faults.ReorderMs == 0)
        {
            WriteFrame(sent, payload);
            return;
        }
        _underway.Enqueue(payload.ToArray(), (sent + _faults.NextDelayMs(), _sent++));
        Deliver(sent);
    }

    public void Dispose()
    {
        Deliver(long.MaxValue);
        _stream.Dispose();
    }

    private void Deliver(long until)
    {
        while (_underway.TryPeek(out byte[]? payload, out (long Arrival, long Order) key) && key.Arrival < until)
        {
            _underway.Dequeue();
            WriteFrame(key.Arrival, payload);
        }
    }

    private void WriteFrame(long timeMs, ReadOnlySpan<byte> payload)
    {
        Span<byte> frame = _frame.AsSpan(0, 16 + Headers + payload.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(frame, (uint)(timeMs / 1000));
        BinaryPrimitives.WriteUInt32LittleEndian(frame[4..], (uint)(timeMs % 1000 * 1000));
        BinaryPrimitives.WriteInt32LittleEndian(frame[8..], Headers + payload.Length);
        BinaryPrimitives.WriteInt32LittleEndian(frame[12..], Headers + payload.Length);
        WriteEthernet(frame[16..]);
        Span<byte> ip = frame[30..];
        WriteIp(ip[..20], 28 + payload.Length);
        BinaryPrimitives.WriteUInt16BigEndian(ip[20..], (ushort)(49_152 + (_exporter & 0xFF)));
        BinaryPrimitives.WriteUInt16BigEndian(ip[22..], _port);
        BinaryPrimitives.WriteUInt16BigEndian(ip[24..], (ushort)(8 + payload.Length));
        // No UDP checksum: allowed over IPv4 (RFC 768), and common among line cards.
        BinaryPrimitives.WriteUInt16BigEndian(ip[26..], 0);
        payload.CopyTo(ip[28..]);
        _stream.Write(frame);
    }

    private void WriteEthernet(Span<byte> frame)
    {
        // Locally administered addresses made from the IP addresses.
        BinaryPrimitives.WriteUInt16BigEndian(frame, 0x0200);
        BinaryPrimitives.WriteUInt32BigEndian(frame[2..], Collector);
        BinaryPrimitives.WriteUInt16BigEndian(frame[6..], 0x0200);
        BinaryPrimitives.WriteUInt32BigEndian(frame[8..], _exporter);
        BinaryPrimitives.WriteUInt16BigEndian(frame[12..], 0x0800);
    }

    private void WriteIp(Span<byte> ip, int length)
    {
        ip.Clear();
        ip[0] = 0x45;
        BinaryPrimitives.WriteUInt16BigEndian(ip[2..], (ushort)length);
        BinaryPrimitives.WriteUInt16BigEndian(ip[4..], _identification);
        _identification = (ushort)((_identification + 1) & 0xFFFF);
        ip[8] = 255;
        ip[9] = 17;
        BinaryPrimitives.WriteUInt32BigEndian(ip[12..], _exporter);
        BinaryPrimitives.WriteUInt32BigEndian(ip[16..], Collector);
        BinaryPrimitives.WriteUInt16BigEndian(ip[10..], Ipv4Checksum.Of(ip));
    }
}
