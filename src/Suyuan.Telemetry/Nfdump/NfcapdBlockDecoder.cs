using System.Buffers.Binary;
using Suyuan.Model;

namespace Suyuan.Telemetry.Nfdump;

/// <summary>
/// One block on its way from its octets to batches. Ahead of its turn, on a thread of its own, it only reads the file's context; where the block itself changes
/// that, or an earlier one does meanwhile, it is decoded again in its turn. So the outcome is that of blocks read one by one.
/// </summary>
internal sealed class NfcapdBlockDecoder : IFlowSink, IDisposable
{
    private readonly NfcapdContext _context;
    private readonly FlowBatchPool _pool;
    private readonly FlowWriter _rows;
    private readonly NfcapdFlows _flows;
    private readonly NfcapdRecords1 _records1;
    private readonly NfcapdBlock _block = new();
    private readonly DecodeFaultCounts _faults = new();
    private readonly List<FlowBatch> _batches = [];
    private byte[] _octets = [];
    private NfcapdBlockHeader _head;
    private NfcapdCompression _compression;
    private bool _holdsRecords;
    private int _length;
    private int _version;
    private bool _decoded;
    private Task? _ahead;

    public NfcapdBlockDecoder(NfcapdContext context, FlowBatchPool pool, ExportDecoderOptions options)
    {
        _context = context;
        _pool = pool;
        _rows = new FlowWriter(pool, this);
        _flows = new NfcapdFlows(_rows, context.Exporters, _faults, options);
        _records1 = new NfcapdRecords1(context.Maps);
    }

    /// <summary>Begun ahead of its turn, and not handed on yet.</summary>
    public bool IsAhead { get; set; }

    /// <summary>The block was decoded ahead, and by all that the blocks before it told. To be asked in its turn, once joined.</summary>
    public bool IsDecoded => _decoded && _version == _context.Version;

    /// <summary>Ends before its header says so: the record that is cut is part of the input's break.</summary>
    private bool IsCut => _length < _head.Octets;

    /// <summary>Room for the block's packed octets, for the caller to fill and tell by <see cref="Begin"/>.</summary>
    public Span<byte> Room(int octets)
    {
        if (_octets.Length < octets)
        {
            _octets = GC.AllocateUninitializedArray<byte>(octets);
        }
        return _octets.AsSpan(0, octets);
    }

    /// <param name="length">Octets of it that the input holds.</param>
    /// <param name="offset">Where it begins in the input.</param>
    /// <param name="holdsRecords">False for histograms, name tables and catalogues: they are unpacked, which shows damage, and passed over.</param>
    public void Begin(NfcapdBlockHeader head, NfcapdCompression compression, int length, long offset, bool holdsRecords)
    {
        (_head, _compression, _length, _holdsRecords, _decoded) = (head, compression, length, holdsRecords, false);
        _faults.Clear();
        _faults.Position = offset;
    }

    /// <summary>Decodes on another thread, ahead of the block's turn.</summary>
    public void StartAhead()
    {
        _version = _context.Version;
        IsAhead = true;
        _ahead = Task.Run(() => _decoded = TryDecode(inTurn: false));
    }

    /// <summary>Waits for what <see cref="StartAhead"/> began, or does it where no thread has come to it yet.</summary>
    public void Join()
    {
        _ahead?.GetAwaiter().GetResult();
        _ahead = null;
    }

    /// <summary>Decodes in the block's turn: all before it are done, and no other is at work.</summary>
    public void DecodeInTurn() => TryDecode(inTurn: true);

    /// <summary>Hands on the block's rows and counts its refusals.</summary>
    /// <returns>The latest flow end, Unix ms; <see cref="long.MinValue"/> where there is none.</returns>
    public long Emit(FlowWriter to, DecodeFaultCounts faults)
    {
        _batches.ForEach(to.Add);
        _batches.Clear();
        faults.Add(_faults);
        return _flows.NewestMs;
    }

    public void Dispose()
    {
        Join();
        _block.Dispose();
    }

    void IFlowSink.Add(FlowBatch batch) => _batches.Add(batch);

    private bool TryDecode(bool inTurn)
    {
        _batches.ForEach(_pool.Return);
        _batches.Clear();
        _faults.Clear();
        bool unpacked = _block.TryUnpack(_octets.AsSpan(0, _length), _compression, out ReadOnlySpan<byte> records);
        _flows.Begin((records.Length / NfcapdRecords1.MinLength) + 1, inTurn);
        if (!unpacked)
        {
            _faults.Add(DecodeFault.CorruptCompression);
        }
        else if (_holdsRecords)
        {
            ReadRecords(records, inTurn);
        }
        _flows.Commit();
        _rows.Flush();
        return !_flows.NeedsTurn;
    }

    private void ReadRecords(ReadOnlySpan<byte> records, bool inTurn)
    {
        uint seen = 0;
        // Each turn takes a record's header at least.
        while (!records.IsEmpty)
        {
            int size = records.Length < 4 ? 0 : BinaryPrimitives.ReadUInt16LittleEndian(records[2..]);
            if (size < 4 || size > records.Length)
            {
                if (!IsCut)
                {
                    // Where the next record would begin is lost with this one.
                    _faults.Add(size > records.Length ? DecodeFault.LengthBeyondInput : DecodeFault.LengthTooSmall, Math.Clamp((long)_head.Records - seen, 1, (records.Length / 4) + 1));
                }
                return;
            }
            ReadRecord(records[..size], inTurn);
            if (_flows.NeedsTurn)
            {
                return;
            }
            records = records[size..];
            seen++;
        }
        if (!IsCut && seen != _head.Records)
        {
            _faults.Add(DecodeFault.CountMismatch);
        }
    }

    private void ReadRecord(ReadOnlySpan<byte> record, bool inTurn)
    {
        ushort type = BinaryPrimitives.ReadUInt16LittleEndian(record);
        switch (type)
        {
            case NfcapdRecordType.Flow11:
                NfcapdRecords2.Read(record, _flows, _faults);
                break;
            case NfcapdRecordType.Flow1 or NfcapdRecordType.Flow10:
                _records1.Read(record, _flows, _faults);
                break;
            case NfcapdRecordType.ExtensionMap or NfcapdRecordType.Exporter or NfcapdRecordType.Sampler1 or NfcapdRecordType.Sampler2:
                if (!inTurn)
                {
                    _flows.NeedsTurn = true;
                    break;
                }
                _context.Change(type, record, _faults);
                _flows.ForgetExporter();
                break;
            // Histograms, statistics of exporters, name tables; ident and statistics of the file.
            case 3 or 4 or 5 or 6 or 8 or 12 or 13 or 14 or 0x8001 or 0x8002:
                break;
            default:
                _faults.Add(DecodeFault.UnknownRecordType);
                break;
        }
    }
}
