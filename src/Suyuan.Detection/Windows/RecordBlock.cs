using Suyuan.Model;

namespace Suyuan.Detection.Windows;

/// <summary>
/// The columns that the second look needs, of many records of one family. IPv4 records take 40 octets.
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
    public uint[] Packets { get; } = new uint[capacity];
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
    public long Size => (long)capacity * (Family == AddressFamily.V4 ? 49 : 73);

    public bool IsFull => Count == capacity;

    /// <summary>Already reduced to what could matter.</summary>
    public bool IsThinned { get; private set; }

    public bool Overlaps(long minute) => Count > 0 && FirstMs < Minute.End(minute) && LastMs >= Minute.Start(minute);

    public IpAddress Source(int row) => Family == AddressFamily.V4 ? IpAddress.FromV4(SourceV4[row]) : new IpAddress(SourceV6[row]);

    public IpAddress Destination(int row) =>
        Family == AddressFamily.V4 ? IpAddress.FromV4(DestinationV4[row]) : new IpAddress(DestinationV6[row]);

    /// <summary>A block of just the rows whose destination or source is wanted.</summary>
    public RecordBlock Thin(HashSet<IpAddress> wanted)
    {
        int[] rows = Enumerable.Range(0, Count).Where(row => wanted.Contains(Destination(row)) || wanted.Contains(Source(row))).ToArray();
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

    public void Add(FlowBatch batch, int row, byte code, int origin)
    {
        int at = Count++;
        if (Family == AddressFamily.V4)
        {
            SourceV4[at] = batch.SourceV4[row];
            DestinationV4[at] = batch.DestinationV4[row];
        }
        else
        {
            SourceV6[at] = batch.SourceV6[row];
            DestinationV6[at] = batch.DestinationV6[row];
        }
        Start[at] = batch.Start[row];
        Duration[at] = batch.Duration[row];
        Packets[at] = (uint)Math.Min(batch.Packets[row], uint.MaxValue);
        Octets[at] = batch.Octets[row];
        SourcePort[at] = batch.SourcePort[row];
        DestinationPort[at] = batch.DestinationPort[row];
        Code[at] = code;
        Protocol[at] = batch.Protocol[row];
        TcpFlags[at] = batch.TcpFlags[row];
        MinTtl[at] = batch.MinTtl[row];
        MaxTtl[at] = batch.MaxTtl[row];
        Origin[at] = origin;
        FirstMs = Math.Min(FirstMs, batch.Start[row]);
        LastMs = Math.Max(LastMs, batch.End(row));
    }
}
