using Suyuan.Model;

namespace Suyuan.Detection.Windows;

/// <summary>
/// The columns that the second look needs, of many records of one family. IPv4 records take 53 octets.
/// </summary>
internal sealed class RecordBlock(AddressFamily family, int capacity = RecordBlock.Capacity)
{
    public const int Capacity = 16_384;

    public AddressFamily Family { get; } = family;
    public int Count { get; private set; }
    public long FirstMs { get; private set; } = long.MaxValue;
    public long LastMs { get; private set; } = long.MinValue;

    public uint[] SourceV4 { get; } = family == AddressFamily.V4 ? new uint[capacity] : [];
    public uint[] DestinationV4 { get; } = family == AddressFamily.V4 ? new uint[capacity] : [];
    public UInt128[] SourceV6 { get; } = family == AddressFamily.V6 ? new UInt128[capacity] : [];
    public UInt128[] DestinationV6 { get; } = family == AddressFamily.V6 ? new UInt128[capacity] : [];
    public long[] Start { get; } = new long[capacity];
    public uint[] Duration { get; } = new uint[capacity];
    public long[] Packets { get; } = new long[capacity];
    public long[] Octets { get; } = new long[capacity];
    public ushort[] SourcePort { get; } = new ushort[capacity];
    public ushort[] DestinationPort { get; } = new ushort[capacity];
    public byte[] Code { get; } = new byte[capacity];
    public byte[] Protocol { get; } = new byte[capacity];
    public byte[] TcpFlags { get; } = new byte[capacity];
    public byte[] MinTtl { get; } = new byte[capacity];
    public byte[] MaxTtl { get; } = new byte[capacity];

    /// <summary>Index into the detector's table of (exporter, interface, sampling, direction).</summary>
    public int[] Origin { get; } = new int[capacity];

    /// <summary>Memory held.</summary>
    public long Size => (long)capacity * (Family == AddressFamily.V4 ? 53 : 77);

    public bool IsFull => Count == capacity;

    public int Room => capacity - Count;

    /// <summary>Already reduced to what could matter.</summary>
    public bool IsThinned { get; private set; }

    public bool Overlaps(long minute) => Count > 0 && FirstMs < Minute.End(minute) && LastMs >= Minute.Start(minute);

    public IpAddress Source(int row) => Family == AddressFamily.V4 ? IpAddress.FromV4(SourceV4[row]) : new IpAddress(SourceV6[row]);

    public IpAddress Destination(int row) =>
        Family == AddressFamily.V4 ? IpAddress.FromV4(DestinationV4[row]) : new IpAddress(DestinationV6[row]);

    public uint[] SourceOrDestinationV4(bool source) => source ? SourceV4 : DestinationV4;

    /// <summary>A block of just the rows whose destination or source is wanted.</summary>
    public RecordBlock Thin(HashSet<IpAddress> wanted, AddressFilter filter)
    {
        List<int> kept = [];
        for (int row = 0; row < Count; row++)
        {
            if ((filter.MayHold(this, row, source: false) && wanted.Contains(Destination(row)))
                || (filter.MayHold(this, row, source: true) && wanted.Contains(Source(row))))
            {
                kept.Add(row);
            }
        }
        int[] rows = kept.ToArray();
        RecordBlock thin = new(Family, rows.Length) { IsThinned = true, Count = rows.Length };
        for (int at = 0; at < rows.Length; at++)
        {
            int row = rows[at];
            if (Family == AddressFamily.V4)
            {
                thin.SourceV4[at] = SourceV4[row];
                thin.DestinationV4[at] = DestinationV4[row];
            }
            else
            {
                thin.SourceV6[at] = SourceV6[row];
                thin.DestinationV6[at] = DestinationV6[row];
            }
            thin.Start[at] = Start[row];
            thin.Duration[at] = Duration[row];
            thin.Packets[at] = Packets[row];
            thin.Octets[at] = Octets[row];
            thin.SourcePort[at] = SourcePort[row];
            thin.DestinationPort[at] = DestinationPort[row];
            thin.Code[at] = Code[row];
            thin.Protocol[at] = Protocol[row];
            thin.TcpFlags[at] = TcpFlags[row];
            thin.MinTtl[at] = MinTtl[row];
            thin.MaxTtl[at] = MaxTtl[row];
            thin.Origin[at] = Origin[row];
            thin.FirstMs = Math.Min(thin.FirstMs, Start[row]);
            thin.LastMs = Math.Max(thin.LastMs, Start[row] + Duration[row]);
        }
        return thin;
    }

    /// <summary>Empties the block for reuse.</summary>
    public void Clear()
    {
        Count = 0;
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
        for (int at = Count; at < Count + rows.Length; at++)
        {
            FirstMs = Math.Min(FirstMs, Start[at]);
            LastMs = Math.Max(LastMs, Start[at] + Duration[at]);
        }
        Count += rows.Length;
    }

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
