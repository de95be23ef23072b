using Suyuan.Model;

namespace Suyuan.Detection.Windows;

/// <summary>
/// The columns that the second look needs, of many records of one family. IPv4 records take 54 octets.
/// </summary>
internal sealed class RecordBlock(AddressFamily family)
{
    public const int Capacity = 16_384;

    /// <summary>Rows whose time is known together: of thin traffic a block holds hours, and a minute must not cost the reading of them all.</summary>
    private const int PieceRows = 256;

    /// <summary>Rows this far from those before them are known apart: inputs are read some way ahead of each other.</summary>
    private const long PieceGapMs = Minute.Milliseconds;

    private readonly List<Piece> _pieces = [];

    /// <summary>Rows from this one to the next piece, with their earliest start and latest end, Unix ms.</summary>
    private readonly record struct Piece(int From, long FirstMs, long LastMs);

    public AddressFamily Family { get; } = family;
    public int Count { get; private set; }
    public long FirstMs { get; private set; } = long.MaxValue;
    public long LastMs { get; private set; } = long.MinValue;

    public uint[] SourceV4 { get; } = family == AddressFamily.V4 ? new uint[Capacity] : [];
    public uint[] DestinationV4 { get; } = family == AddressFamily.V4 ? new uint[Capacity] : [];
    public UInt128[] SourceV6 { get; } = family == AddressFamily.V6 ? new UInt128[Capacity] : [];
    public UInt128[] DestinationV6 { get; } = family == AddressFamily.V6 ? new UInt128[Capacity] : [];
    public long[] Start { get; } = new long[Capacity];
    public uint[] Duration { get; } = new uint[Capacity];
    public long[] Packets { get; } = new long[Capacity];
    public long[] Octets { get; } = new long[Capacity];
    public ushort[] SourcePort { get; } = new ushort[Capacity];
    public ushort[] DestinationPort { get; } = new ushort[Capacity];
    public byte[] Code { get; } = new byte[Capacity];
    public byte[] Protocol { get; } = new byte[Capacity];
    public byte[] TcpFlags { get; } = new byte[Capacity];
    public byte[] MinTtl { get; } = new byte[Capacity];
    public byte[] MaxTtl { get; } = new byte[Capacity];

    /// <summary>Index into the detector's table of (exporter, interface, sampling, direction).</summary>
    public int[] Origin { get; } = new int[Capacity];

    /// <summary>Memory held.</summary>
    public long Size => (long)Capacity * (Family == AddressFamily.V4 ? 54 : 78);

    public bool IsFull => Count == Capacity;

    public int Room => Capacity - Count;

    /// <summary>Holds what was left of others: only what could matter.</summary>
    public bool IsThinned { get; set; }

    /// <summary>Is to be thinned soon.</summary>
    public bool IsLeaving { get; set; }

    public bool Overlaps(long minute) => Count > 0 && FirstMs < Minute.End(minute) && LastMs >= Minute.Start(minute);

    /// <summary>Pieces of the block in which records may have been under way in [from, until), Unix ms; rows of none other were.</summary>
    public IEnumerable<RecordSpan> Within(long fromMs, long untilMs)
    {
        if (FirstMs >= untilMs || LastMs < fromMs)
        {
            yield break;
        }
        for (int at = 0; at < _pieces.Count; at++)
        {
            if (_pieces[at].FirstMs < untilMs && _pieces[at].LastMs >= fromMs)
            {
                yield return new RecordSpan(this, _pieces[at].From, at + 1 < _pieces.Count ? _pieces[at + 1].From : Count);
            }
        }
    }

    public IpAddress Source(int row) => Family == AddressFamily.V4 ? IpAddress.FromV4(SourceV4[row]) : new IpAddress(SourceV6[row]);

    public IpAddress Destination(int row) =>
        Family == AddressFamily.V4 ? IpAddress.FromV4(DestinationV4[row]) : new IpAddress(DestinationV6[row]);

    public uint[] SourceOrDestinationV4(bool source) => source ? SourceV4 : DestinationV4;

    /// <summary>What a row stands for after thinning: 2^Shift records like it.</summary>
    public byte[] Shift { get; } = new byte[Capacity];

    /// <summary>Adds one row of another block of the family; there is room.</summary>
    public void Add(RecordBlock from, int row, byte shift)
    {
        int at = Count++;
        if (Family == AddressFamily.V4)
        {
            SourceV4[at] = from.SourceV4[row];
            DestinationV4[at] = from.DestinationV4[row];
        }
        else
        {
            SourceV6[at] = from.SourceV6[row];
            DestinationV6[at] = from.DestinationV6[row];
        }
        Start[at] = from.Start[row];
        Duration[at] = from.Duration[row];
        Packets[at] = from.Packets[row];
        Octets[at] = from.Octets[row];
        SourcePort[at] = from.SourcePort[row];
        DestinationPort[at] = from.DestinationPort[row];
        Code[at] = from.Code[row];
        Protocol[at] = from.Protocol[row];
        TcpFlags[at] = from.TcpFlags[row];
        MinTtl[at] = from.MinTtl[row];
        MaxTtl[at] = from.MaxTtl[row];
        Origin[at] = from.Origin[row];
        Shift[at] = shift;
        LearnTime(at, at + 1);
    }

    /// <summary>Empties the block for reuse.</summary>
    public void Clear()
    {
        Count = 0;
        _pieces.Clear();
        IsThinned = false;
        IsLeaving = false;
        FirstMs = long.MaxValue;
        LastMs = long.MinValue;
    }

    /// <param name="rows">Of the batch, ascending; as many as there is room for.</param>
    /// <param name="codes">By row of the batch.</param>
    /// <param name="origins">By row of the batch.</param>
    public void Add(FlowBatch batch, ReadOnlySpan<int> rows, byte[] codes, int[] origins)
    {
        if (Family == AddressFamily.V4)
        {
            Copy(batch.SourceV4, rows, SourceV4);
            Copy(batch.DestinationV4, rows, DestinationV4);
        }
        else
        {
            Copy(batch.SourceV6, rows, SourceV6);
            Copy(batch.DestinationV6, rows, DestinationV6);
        }
        Copy(batch.Start, rows, Start);
        Copy(batch.Duration, rows, Duration);
        Copy(batch.Packets, rows, Packets);
        Copy(batch.Octets, rows, Octets);
        Copy(batch.SourcePort, rows, SourcePort);
        Copy(batch.DestinationPort, rows, DestinationPort);
        Copy(codes, rows, Code);
        Copy(batch.Protocol, rows, Protocol);
        Copy(batch.TcpFlags, rows, TcpFlags);
        Copy(batch.MinTtl, rows, MinTtl);
        Copy(batch.MaxTtl, rows, MaxTtl);
        Copy(origins, rows, Origin);
        Shift.AsSpan(Count, rows.Length).Clear();
        LearnTime(Count, Count + rows.Length);
        Count += rows.Length;
    }

    /// <summary>Learns the time of new rows.</summary>
    private void LearnTime(int row, int end)
    {
        while (row < end)
        {
            Piece piece = PieceFor(row);
            (long first, long last) = (piece.FirstMs, piece.LastMs);
            int pieceEnd = Math.Min(piece.From + PieceRows, end);
            do
            {
                first = Math.Min(first, Start[row]);
                last = Math.Max(last, Start[row] + Duration[row]);
                row++;
            }
            while (row < pieceEnd && IsNear(row, first, last));
            _pieces[^1] = new Piece(piece.From, first, last);
            (FirstMs, LastMs) = (Math.Min(FirstMs, first), Math.Max(LastMs, last));
        }
    }

    /// <summary>The last piece, where the row belongs to it, or a new one.</summary>
    private Piece PieceFor(int row)
    {
        if (_pieces.Count > 0 && _pieces[^1] is Piece last && row - last.From < PieceRows && IsNear(row, last.FirstMs, last.LastMs))
        {
            return last;
        }
        Piece piece = new(row, Start[row], Start[row] + Duration[row]);
        _pieces.Add(piece);
        return piece;
    }

    private bool IsNear(int row, long firstMs, long lastMs) => Start[row] <= lastMs + PieceGapMs && Start[row] + Duration[row] >= firstMs - PieceGapMs;

    private void Copy<TValue>(TValue[] from, ReadOnlySpan<int> rows, TValue[] to)
    {
        // Ascending rows without a gap are one piece, which nearly every batch is.
        if (rows[^1] - rows[0] == rows.Length - 1)
        {
            from.AsSpan(rows[0], rows.Length).CopyTo(to.AsSpan(Count));
            return;
        }
        for (int at = 0; at < rows.Length; at++)
        {
            to[Count + at] = from[rows[at]];
        }
    }
}
