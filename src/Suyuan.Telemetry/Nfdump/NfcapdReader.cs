using Suyuan.Model;
using Suyuan.Telemetry.Files;

namespace Suyuan.Telemetry.Nfdump;

/// <summary>
/// Reads files of nfdump's recorders, block by block: layout 1 (nfdump 1.6) and layout 2 (nfdump 1.7). A damaged block or record costs what it holds
/// and is counted; the next block is found by its header. Blocks are unpacked and decoded ahead on other threads, as far as <see cref="BlocksAhead"/> allows,
/// and handed on in the order of the file: rows, counts and places of refusals do not depend on it.
/// </summary>
internal sealed class NfcapdReader : IFlowReader
{
    private const ushort LargeBlock = 3;
    private const ushort ArrayBlock = 4;
    private const ushort UncompressedFlag = 1;

    private readonly OctetReader _octets;
    private readonly FlowWriter _writer;
    private readonly NfcapdContext _context;
    private readonly ExportDecoderOptions _options;
    private readonly BlocksAhead _ahead;
    private readonly DigestingStream? _digesting;
    private readonly Queue<NfcapdBlockDecoder> _begun = new();
    private readonly Stack<NfcapdBlockDecoder> _idle = new();
    private NfcapdHeader? _header;
    private uint _blocks;
    private bool _begins = true;

    /// <summary>Set where no further block can be read; its break counts once the blocks before it are handed on.</summary>
    private (DecodeFault Fault, long Offset)? _end;

    /// <param name="ident">The file's name for its source (<see cref="NfcapdSummary.Ident"/>): the exporter where neither file nor record names one.</param>
    /// <param name="ahead">Shared by the readers of a run; null = decode on the reading thread only.</param>
    /// <param name="digesting">What <paramref name="octets"/> come through, where the file's digest is wanted.</param>
    public NfcapdReader(
        OctetReader octets, FlowWriter writer, ExporterTable exporters, ExportDecoderOptions options, string? ident = null, BlocksAhead? ahead = null,
        DigestingStream? digesting = null)
    {
        // A block's octets go straight to where they are decoded; only the headers between them pass through the reader's own room.
        octets.ReadAhead = NfcapdHeader.Length1;
        (_octets, _writer, _options, _ahead) = (octets, writer, options, ahead ?? new BlocksAhead(0));
        _digesting = digesting;
        _context = new NfcapdContext(exporters, ident);
    }

    public long OctetsRead => _octets.Position;

    public long NewestMs { get; private set; } = long.MinValue;

    public long RecordsRead { get; private set; }

    public long Offered => RecordsRead + Faults.Total;

    public DecodeFaultCounts Faults { get; } = new();

    public BreakOff? BrokeOff { get; private set; }

    public string? Sha256 { get; private set; }

    public static bool IsMagic(ReadOnlySpan<byte> octets) => NfcapdHeader.IsMagic(octets);

    public bool Read()
    {
        if (ReadBlock())
        {
            return true;
        }
        if (Sha256 is null && _digesting is not null)
        {
            Sha256 = Digest(_digesting);
        }
        return false;
    }

    public void Dispose()
    {
        foreach (NfcapdBlockDecoder block in _begun.Concat(_idle))
        {
            Release(block);
            block.Dispose();
        }
        _begun.Clear();
        _idle.Clear();
        _octets.Dispose();
    }

    /// <summary>Of the whole file, also where it breaks off; of what could be read, where the system stops reading it.</summary>
    private static string Digest(DigestingStream digesting)
    {
        try
        {
            return digesting.Finish();
        }
        catch (IOException)
        {
            return digesting.Digest();
        }
    }

    private bool ReadBlock()
    {
        if (BrokeOff is not null || (_header is null && !TryReadHeader()))
        {
            return false;
        }
        if (_begun.Count == 0 && TryBegin() is null)
        {
            if (_end is var (fault, offset) && fault != DecodeFault.None)
            {
                Faults.Position = offset;
                Break(fault, offset);
            }
            return false;
        }
        // The first block tells of exporters: what is decoded beside it would have to be decoded again.
        while (!_begins && _ahead.TryTake())
        {
            if (TryBegin() is not NfcapdBlockDecoder block)
            {
                _ahead.Return();
                break;
            }
            block.StartAhead();
        }
        _begins = false;
        Finish(_begun.Dequeue());
        return true;
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
        _context.Exporters.SetIdent(_header.Ident);
        if (_header.Encrypted || _header.Compression > NfcapdCompression.Zstd)
        {
            Break(_header.Encrypted ? DecodeFault.Encrypted : DecodeFault.UnsupportedCompression);
            return false;
        }
        return true;
    }

    /// <summary>Reads the octets of the next block; null where the input has no further, and <see cref="_end"/> then says why.</summary>
    private NfcapdBlockDecoder? TryBegin()
    {
        if (_end is not null)
        {
            return null;
        }
        long offset = _octets.Position;
        if (!_octets.TryPeek(NfcapdBlockHeader.Length, out ReadOnlySpan<byte> start))
        {
            // A recorder writes how many blocks there are when it closes the file: 0 in a file that is still open.
            _end = (_octets.Corrupt ? DecodeFault.CorruptCompression
                : _octets.Remainder > 0 || _blocks < _header!.Blocks ? DecodeFault.LengthBeyondInput : DecodeFault.None, offset);
            return null;
        }
        NfcapdBlockHeader head = NfcapdBlockHeader.Read(start);
        if (head.Octets > NfcapdBlock.MaxOctets)
        {
            _end = (DecodeFault.CorruptBlock, offset);
            return null;
        }
        _octets.TryTake(NfcapdBlockHeader.Length, out _);
        NfcapdCompression compression = (head.Flags & UncompressedFlag) != 0 ? NfcapdCompression.None : _header!.Compression;
        if (!_idle.TryPop(out NfcapdBlockDecoder? block))
        {
            block = new NfcapdBlockDecoder(_context, _writer.Pool, _options);
        }
        int length = _octets.Take(block.Room((int)head.Octets));
        if (length < head.Octets)
        {
            _end = (_octets.Corrupt ? DecodeFault.CorruptCompression : DecodeFault.LengthBeyondInput, offset);
            if (compression != NfcapdCompression.None || length == 0)
            {
                _idle.Push(block);
                return null;
            }
            // What came before the cut is read.
        }
        _blocks++;
        block.Begin(head, compression, length, offset, holdsRecords: _header!.Version == 1 ? head.Type is not (LargeBlock or ArrayBlock) : head.Type != ArrayBlock);
        _begun.Enqueue(block);
        return block;
    }

    /// <summary>Sees that the block, whose turn it is, is decoded, and hands it on.</summary>
    private void Finish(NfcapdBlockDecoder block)
    {
        Release(block);
        if (!block.IsDecoded)
        {
            // It may change what the blocks begun behind it read: they come to rest first.
            foreach (NfcapdBlockDecoder other in _begun)
            {
                other.Join();
            }
            block.DecodeInTurn();
        }
        long before = _writer.Written;
        NewestMs = Math.Max(NewestMs, block.Emit(_writer, Faults));
        RecordsRead += _writer.Written - before;
        _idle.Push(block);
    }

    /// <summary>Waits for the block, and gives its place among those decoded ahead to others.</summary>
    private void Release(NfcapdBlockDecoder block)
    {
        if (block.IsAhead)
        {
            block.Join();
            block.IsAhead = false;
            _ahead.Return();
        }
    }

    private void Break(DecodeFault fault) => Break(fault, _octets.Position);

    private void Break(DecodeFault fault, long offset)
    {
        Faults.Add(fault);
        BrokeOff = new BreakOff(fault, offset);
    }
}
