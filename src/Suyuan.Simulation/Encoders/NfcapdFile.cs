using System.Buffers.Binary;
using K4os.Compression.LZ4;
using Suyuan.Simulation.Metering;

namespace Suyuan.Simulation.Encoders;

internal enum NfcapdCompression : byte
{
    None = 0,
    Lz4 = 3,
}

/// <summary>
/// nfdump's file layout version 2 (nfdump 1.7): header, blocks of version-3 records, an appendix with the file's totals; little-endian throughout.
/// As nfcapd does, counts of a sampled exporter are stored multiplied and the record is flagged; the exporter and its sampler stand in records of their own.
/// </summary>
internal sealed class NfcapdFile : IFlowEncoder
{
    private const int BlockOctets = 1 << 20;
    private const int HeaderOctets = 40;
    private const int RecordsPerDatagram = 30;
    private const ushort FlowRecord = 11;
    private const ushort ExporterRecord = 7;
    private const ushort StatisticsRecord = 8;
    private const ushort SamplerRecord = 15;
    private readonly Stream _stream;
    private readonly NfcapdCompression _compression;
    private readonly uint _sampling;
    private readonly byte[] _block = new byte[BlockOctets];
    private readonly byte[] _packed = new byte[LZ4Codec.MaximumOutputSize(BlockOctets) + 12];
    private readonly FileTotals _totals = new();
    private readonly long _created;
    private readonly TransportFaults _faults;
    private int _inDatagram;
    private bool _isLost;
    private int _used;
    private uint _records;
    private uint _blocks;

    public NfcapdFile(string path, NfcapdCompression compression, uint exporter, uint sampling, long created, TransportFaults? faults = null)
        : this(new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, 1 << 16), compression, exporter, sampling, created, faults)
    {
    }

    /// <param name="stream">Seekable: the header is written last.</param>
    public NfcapdFile(Stream stream, NfcapdCompression compression, uint exporter, uint sampling, long created, TransportFaults? faults = null)
    {
        _faults = faults ?? TransportFaults.None;
        _stream = stream;
        _compression = compression;
        _sampling = sampling;
        _created = created / 1000;
        _stream.Write(stackalloc byte[HeaderOctets]);
        WriteExporter(exporter);
        if (sampling > 1)
        {
            WriteSampler();
        }
    }

    public bool Add(in MeteredFlow flow, long now)
    {
        // Records reach nfcapd by the datagram and are lost by the datagram.
        if (_inDatagram++ % RecordsPerDatagram == 0)
        {
            _isLost = _faults.NextIsLost();
        }
        if (_isLost)
        {
            return false;
        }
        int addressOctets = flow.Source.IsV4 ? 12 : 36;
        int flowOctets = 12 + 52 + addressOctets + 20;
        Span<byte> to = Take(flowOctets);
        long packets = (long)flow.Packets * _sampling;
        long octets = (long)flow.Octets * _sampling;
        BinaryPrimitives.WriteUInt16LittleEndian(to, FlowRecord);
        BinaryPrimitives.WriteUInt16LittleEndian(to[2..], (ushort)flowOctets);
        BinaryPrimitives.WriteUInt16LittleEndian(to[4..], 3);
        to[6] = 0;
        to[7] = 0;
        BinaryPrimitives.WriteUInt16LittleEndian(to[8..], 1);
        to[10] = (byte)(_sampling > 1 ? 2 : 0);
        to[11] = 9;
        Span<byte> generic = to[12..];
        BinaryPrimitives.WriteUInt16LittleEndian(generic, 1);
        BinaryPrimitives.WriteUInt16LittleEndian(generic[2..], 52);
        BinaryPrimitives.WriteInt64LittleEndian(generic[4..], flow.First);
        BinaryPrimitives.WriteInt64LittleEndian(generic[12..], flow.Last);
        BinaryPrimitives.WriteInt64LittleEndian(generic[20..], now - _faults.SkewMs);
        BinaryPrimitives.WriteInt64LittleEndian(generic[28..], packets);
        BinaryPrimitives.WriteInt64LittleEndian(generic[36..], octets);
        BinaryPrimitives.WriteUInt16LittleEndian(generic[44..], flow.SourcePort);
        BinaryPrimitives.WriteUInt16LittleEndian(generic[46..], flow.DestinationPort);
        generic[48] = flow.Protocol;
        generic[49] = flow.TcpFlags;
        generic[50] = 0;
        generic[51] = 0;
        Span<byte> addresses = generic[52..];
        WriteAddresses(addresses, (ushort)addressOctets, flow);
        Span<byte> interfaces = addresses[addressOctets..];
        interfaces[..20].Clear();
        BinaryPrimitives.WriteUInt16LittleEndian(interfaces, 4);
        BinaryPrimitives.WriteUInt16LittleEndian(interfaces[2..], 20);
        BinaryPrimitives.WriteUInt32LittleEndian(interfaces[4..], flow.Input);
        BinaryPrimitives.WriteUInt32LittleEndian(interfaces[8..], flow.Output);
        _totals.Add(flow.Protocol, packets, octets, flow.First, flow.Last);
        return true;
    }

    public void Restart(long now)
    {
        // The file belongs to the collector: an exporter's restart leaves no trace in it.
    }

    public void Tick(long now)
    {
        // nfcapd files are cut by the recorder, not by waiting.
    }

    public void Finish(long now)
    {
        WriteExporterStatistics();
        Flush();
        long appendix = _stream.Position;
        WriteAppendix();
        WriteHeader(appendix);
    }

    public void Dispose() => _stream.Dispose();

    /// <summary>Extension 2 of IPv4, 3 of IPv6: there the upper half of an address comes first, each half little-endian.</summary>
    private static void WriteAddresses(Span<byte> to, ushort octets, in MeteredFlow flow)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(to, (ushort)(flow.Source.IsV4 ? 2 : 3));
        BinaryPrimitives.WriteUInt16LittleEndian(to[2..], octets);
        if (flow.Source.IsV4)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(to[4..], flow.Source.V4);
            BinaryPrimitives.WriteUInt32LittleEndian(to[8..], flow.Destination.V4);
            return;
        }
        BinaryPrimitives.WriteUInt64LittleEndian(to[4..], (ulong)(flow.Source.Value >> 64));
        BinaryPrimitives.WriteUInt64LittleEndian(to[12..], (ulong)(flow.Source.Value & ulong.MaxValue));
        BinaryPrimitives.WriteUInt64LittleEndian(to[20..], (ulong)(flow.Destination.Value >> 64));
        BinaryPrimitives.WriteUInt64LittleEndian(to[28..], (ulong)(flow.Destination.Value & ulong.MaxValue));
    }

    private void WriteExporter(uint address)
    {
        Span<byte> to = Take(32);
        to.Clear();
        BinaryPrimitives.WriteUInt16LittleEndian(to, ExporterRecord);
        BinaryPrimitives.WriteUInt16LittleEndian(to[2..], 32);
        BinaryPrimitives.WriteUInt32LittleEndian(to[4..], 9);
        // An IPv4 address fills the third 32-bit word of the 16 octets.
        BinaryPrimitives.WriteUInt32LittleEndian(to[16..], address);
        BinaryPrimitives.WriteUInt16LittleEndian(to[24..], 2);
        BinaryPrimitives.WriteUInt16LittleEndian(to[26..], 1);
        BinaryPrimitives.WriteUInt32LittleEndian(to[28..], 1);
    }

    private void WriteSampler()
    {
        Span<byte> to = Take(24);
        BinaryPrimitives.WriteUInt16LittleEndian(to, SamplerRecord);
        BinaryPrimitives.WriteUInt16LittleEndian(to[2..], 24);
        BinaryPrimitives.WriteUInt16LittleEndian(to[4..], 1);
        BinaryPrimitives.WriteUInt16LittleEndian(to[6..], 2);
        // −1: one sampler for all of the exporter's records.
        BinaryPrimitives.WriteInt64LittleEndian(to[8..], -1);
        BinaryPrimitives.WriteUInt32LittleEndian(to[16..], 1);
        BinaryPrimitives.WriteUInt32LittleEndian(to[20..], _sampling - 1);
    }

    private void WriteExporterStatistics()
    {
        Span<byte> to = Take(32);
        BinaryPrimitives.WriteUInt16LittleEndian(to, StatisticsRecord);
        BinaryPrimitives.WriteUInt16LittleEndian(to[2..], 32);
        BinaryPrimitives.WriteUInt32LittleEndian(to[4..], 1);
        BinaryPrimitives.WriteUInt32LittleEndian(to[8..], 1);
        BinaryPrimitives.WriteUInt32LittleEndian(to[12..], 0);
        // Datagrams are not known here: as many as flows of 30 a datagram need.
        BinaryPrimitives.WriteInt64LittleEndian(to[16..], (_totals.Flows + 29) / 30);
        BinaryPrimitives.WriteInt64LittleEndian(to[24..], _totals.Flows);
    }

    private Span<byte> Take(int octets)
    {
        if (BlockOctets - _used < octets)
        {
            Flush();
        }
        Span<byte> span = _block.AsSpan(_used, octets);
        _used += octets;
        _records++;
        return span;
    }

    private void Flush()
    {
        if (_records == 0)
        {
            return;
        }
        _blocks++;
        WriteBlock(_records, _block.AsSpan(0, _used));
        _used = 0;
        _records = 0;
    }

    private void WriteBlock(uint records, ReadOnlySpan<byte> octets)
    {
        if (_compression == NfcapdCompression.Lz4)
        {
            int packed = LZ4Codec.Encode(octets, _packed.AsSpan(12));
            WriteBlockHeader(_packed, records, packed);
            _stream.Write(_packed.AsSpan(0, 12 + packed));
            return;
        }
        Span<byte> header = stackalloc byte[12];
        WriteBlockHeader(header, records, octets.Length);
        _stream.Write(header);
        _stream.Write(octets);
    }

    private static void WriteBlockHeader(Span<byte> to, uint records, int octets)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(to, records);
        BinaryPrimitives.WriteInt32LittleEndian(to[4..], octets);
        BinaryPrimitives.WriteUInt16LittleEndian(to[8..], 3);
        BinaryPrimitives.WriteUInt16LittleEndian(to[10..], 0);
    }

    private void WriteAppendix()
    {
        Span<byte> appendix = stackalloc byte[9 + 148];
        appendix.Clear();
        BinaryPrimitives.WriteUInt16LittleEndian(appendix, 0x8001);
        BinaryPrimitives.WriteUInt16LittleEndian(appendix[2..], 9);
        "none"u8.CopyTo(appendix[4..]);
        BinaryPrimitives.WriteUInt16LittleEndian(appendix[9..], 0x8002);
        BinaryPrimitives.WriteUInt16LittleEndian(appendix[11..], 148);
        _totals.Write(appendix[13..]);
        WriteBlock(2, appendix);
    }

    private void WriteHeader(long appendix)
    {
        Span<byte> header = stackalloc byte[HeaderOctets];
        header.Clear();
        BinaryPrimitives.WriteUInt16LittleEndian(header, 0xA50C);
        BinaryPrimitives.WriteUInt16LittleEndian(header[2..], 2);
        BinaryPrimitives.WriteUInt32LittleEndian(header[4..], 0x0107_0100);
        BinaryPrimitives.WriteInt64LittleEndian(header[8..], _created);
        header[16] = (byte)_compression;
        BinaryPrimitives.WriteUInt16LittleEndian(header[18..], 1);
        BinaryPrimitives.WriteInt64LittleEndian(header[24..], appendix);
        BinaryPrimitives.WriteUInt32LittleEndian(header[36..], _blocks);
        _stream.Position = 0;
        _stream.Write(header);
    }

    /// <summary>The statistics record: flows, octets, packets, in all and of TCP, UDP, ICMP and the rest; first and last.</summary>
    private sealed class FileTotals
    {
        private readonly long[] _flows = new long[4];
        private readonly long[] _octets = new long[4];
        private readonly long[] _packets = new long[4];
        private long _first = long.MaxValue;
        private long _last;

        public long Flows => _flows.Sum();

        public void Add(byte protocol, long packets, long octets, long first, long last)
        {
            int slot = protocol switch
            {
                6 => 0,
                17 => 1,
                1 or 58 => 2,
                _ => 3,
            };
            _flows[slot]++;
            _octets[slot] += octets;
            _packets[slot] += packets;
            _first = Math.Min(_first, first);
            _last = Math.Max(_last, last);
        }

        public void Write(Span<byte> to)
        {
            long first = _first == long.MaxValue ? 0 : _first;
            long[] values = [_flows.Sum(), _octets.Sum(), _packets.Sum(), .. _flows, .. _octets, .. _packets, first, _last, 0];
            for (int index = 0; index < values.Length; index++)
            {
                BinaryPrimitives.WriteInt64LittleEndian(to[(index * 8)..], values[index]);
            }
        }
    }
}
