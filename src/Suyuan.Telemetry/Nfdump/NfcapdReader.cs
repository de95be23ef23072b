using System.Buffers.Binary;
using Suyuan.Model;
using Suyuan.Telemetry.Files;

namespace Suyuan.Telemetry.Nfdump;

/// <summary>
/// Reads files of nfdump's recorders, block by block: layout 1 (nfdump 1.6) and layout 2 (nfdump 1.7). A damaged block or record costs what it holds
/// and is counted; the next block is found by its header.
/// </summary>
internal sealed class NfcapdReader : IFlowReader
{
    private const ushort LargeBlock = 3;
    private const ushort ArrayBlock = 4;
    private const ushort ExtensionMap = 2;
    private const ushort ExporterRecord = 7;
    private const ushort SamplerRecord1 = 9;
    private const ushort FlowRecord10 = 10;
    private const ushort FlowRecord11 = 11;
    private const ushort SamplerRecord2 = 15;
    private const ushort UncompressedFlag = 1;

    private readonly OctetReader _octets;
    private readonly FlowWriter _writer;
    private readonly NfcapdExporters _exporters;
    private readonly NfcapdFlows _flows;
    private readonly NfcapdRecords1 _records1 = new();
    private readonly NfcapdBlock _block = new();
    private NfcapdHeader? _header;
    private uint _blocks;

    /// <param name="ident">The file's name for its source (<see cref="NfcapdSummary.Ident"/>): the exporter where neither file nor record names one.</param>
    public NfcapdReader(OctetReader octets, FlowWriter writer, ExporterTable exporters, ExportDecoderOptions options, string? ident = null)
    {
        _octets = octets;
        _writer = writer;
        _exporters = new NfcapdExporters(exporters, ident);
        _flows = new NfcapdFlows(writer, _exporters, Faults, options);
    }

    public long OctetsRead => _octets.Position;

    public long NewestMs => _flows.NewestMs;

    public long RecordsRead { get; private set; }

    public long Offered => RecordsRead + Faults.Total;

    public DecodeFaultCounts Faults { get; } = new();

    public BreakOff? BrokeOff { get; private set; }

    public static bool IsMagic(ReadOnlySpan<byte> octets) => NfcapdHeader.IsMagic(octets);

    public bool Read()
    {
        if (BrokeOff is not null || (_header is null && !TryReadHeader()))
        {
            return false;
        }
        if (!_octets.TryPeek(NfcapdBlockHeader.Length, out ReadOnlySpan<byte> start))
        {
            // A recorder writes how many blocks there are when it closes the file: 0 in a file that is still open.
            if (_octets.Corrupt)
            {
                Break(DecodeFault.CorruptCompression);
            }
            else if (_octets.Remainder > 0 || _blocks < _header!.Blocks)
            {
                Break(DecodeFault.LengthBeyondInput);
            }
            return false;
        }
        NfcapdBlockHeader head = NfcapdBlockHeader.Read(start);
        if (head.Octets > NfcapdBlock.MaxOctets)
        {
            Break(DecodeFault.CorruptBlock);
            return false;
        }
        long before = _writer.Written;
        bool more = ReadBlock(head);
        _flows.Commit();
        RecordsRead += _writer.Written - before;
        return more;
    }

    public void Dispose()
    {
        _block.Dispose();
        _octets.Dispose();
    }

    private bool TryReadHeader()
    {
        if (!_octets.TryPeek(NfcapdHeader.StartLength, out ReadOnlySpan<byte> start))
        {
            Break(DecodeFault.TruncatedHeader);
            return false;
        }
        int version = NfcapdHeader.IsMagic(start) ? NfcapdHeader.VersionOf(start) : 0;
        int length = version == 1 ? NfcapdHeader.Length1 : NfcapdHeader.Length2;
        if (version is not (1 or 2))
        {
            Break(version == 0 ? DecodeFault.UnknownFormat : DecodeFault.UnknownVersion);
            return false;
        }
        if (!_octets.TryTake(length, out ReadOnlySpan<byte> octets))
        {
            Break(DecodeFault.TruncatedHeader);
            return false;
        }
        _header = version == 1 ? NfcapdHeader.Read1(octets) : NfcapdHeader.Read2(octets);
        _exporters.SetIdent(_header.Ident);
        if (_header.Encrypted || _header.Compression > NfcapdCompression.Zstd)
        {
            Break(_header.Encrypted ? DecodeFault.Encrypted : DecodeFault.UnsupportedCompression);
            return false;
        }
        return true;
    }

    private bool ReadBlock(NfcapdBlockHeader head)
    {
        long offset = Faults.Position = _octets.Position;
        _octets.TryTake(NfcapdBlockHeader.Length, out _);
        NfcapdCompression compression = (head.Flags & UncompressedFlag) != 0 ? NfcapdCompression.None : _header!.Compression;
        if (!_octets.TryTake((int)head.Octets, out ReadOnlySpan<byte> packed))
        {
            if (compression == NfcapdCompression.None && !IsOther(head.Type) && _octets.TryTake(_octets.Remainder, out ReadOnlySpan<byte> part))
            {
                // What came before the cut is read, and the record that it cuts is part of the break.
                ReadRecords(part, head, isCut: true);
            }
            BreakAt(_octets.Corrupt ? DecodeFault.CorruptCompression : DecodeFault.LengthBeyondInput, offset);
            return false;
        }
        _blocks++;
        if (!_block.TryUnpack(packed, compression, out ReadOnlySpan<byte> records))
        {
            Faults.Add(DecodeFault.CorruptCompression);
        }
        else if (!IsOther(head.Type))
        {
            ReadRecords(records, head, isCut: false);
        }
        return true;
    }

    /// <summary>Histograms, name tables and catalogues hold no flows.</summary>
    private bool IsOther(ushort type) => _header!.Version == 1 ? type is LargeBlock or ArrayBlock : type == ArrayBlock;

    private void ReadRecords(ReadOnlySpan<byte> records, NfcapdBlockHeader head, bool isCut)
    {
        uint seen = 0;
        // Each turn takes a record's header at least.
        while (!records.IsEmpty)
        {
            int size = records.Length < 4 ? 0 : BinaryPrimitives.ReadUInt16LittleEndian(records[2..]);
            if (size < 4 || size > records.Length)
            {
                if (!isCut)
                {
                    // Where the next record would begin is lost with this one.
                    Faults.Add(size > records.Length ? DecodeFault.LengthBeyondInput : DecodeFault.LengthTooSmall, Math.Clamp((long)head.Records - seen, 1, (records.Length / 4) + 1));
                }
                return;
            }
            ReadRecord(records[..size]);
            records = records[size..];
            seen++;
        }
        if (!isCut && seen != head.Records)
        {
            Faults.Add(DecodeFault.CountMismatch);
        }
    }

    private void ReadRecord(ReadOnlySpan<byte> record)
    {
        ushort type = BinaryPrimitives.ReadUInt16LittleEndian(record);
        switch (type)
        {
            case FlowRecord11:
                NfcapdRecords2.Read(record, _flows, Faults);
                break;
            case 1 or FlowRecord10:
                _records1.Read(record, _flows, Faults);
                break;
            case ExtensionMap:
                _records1.AddMap(record, Faults);
                break;
            case ExporterRecord:
                _exporters.AddExporter(record);
                break;
            case SamplerRecord1:
                _exporters.AddSampler1(record);
                break;
            case SamplerRecord2:
                _exporters.AddSampler2(record);
                break;
            // Histograms, statistics of exporters, name tables; ident and statistics of the file.
            case 3 or 4 or 5 or 6 or 8 or 12 or 13 or 14 or 0x8001 or 0x8002:
                break;
            default:
                Faults.Add(DecodeFault.UnknownRecordType);
                break;
        }
    }

    private void Break(DecodeFault fault) => BreakAt(fault, _octets.Position);

    private void BreakAt(DecodeFault fault, long offset)
    {
        Faults.Add(fault);
        BrokeOff = new BreakOff(fault, offset);
    }
}
