namespace Suyuan.Model;

/// <summary>
/// Many flow records, column by column, all of one address family. Decoders write the columns in place for rows
/// [<see cref="Count"/>, Count + n) and then raise <see cref="Count"/>; consumers read rows [0, Count) and return the batch to its pool.
/// Counts are as exported (observed); estimates are count × <see cref="SamplingInterval"/>. Octets are IP-layer octets.
/// </summary>
public sealed class FlowBatch
{
    /// <summary>Rows in a batch: small enough for the second-level cache, large enough to amortise hand-over.</summary>
    public const int Capacity = 4096;

    internal FlowBatch(AddressFamily family)
    {
        Family = family;
        if (family == AddressFamily.V4)
        {
            SourceV4 = new uint[Capacity];
            DestinationV4 = new uint[Capacity];
            NextHopV4 = new uint[Capacity];
            SourceV6 = DestinationV6 = NextHopV6 = [];
        }
        else
        {
            SourceV6 = new UInt128[Capacity];
            DestinationV6 = new UInt128[Capacity];
            NextHopV6 = new UInt128[Capacity];
            SourceV4 = DestinationV4 = NextHopV4 = [];
        }
    }

    public AddressFamily Family { get; }

    /// <summary>Valid rows.</summary>
    public int Count { get; set; }

    public int Room => Capacity - Count;

    /// <summary>Host byte order; filled when <see cref="Family"/> is V4, empty otherwise.</summary>
    public uint[] SourceV4 { get; }
    public uint[] DestinationV4 { get; }
    public uint[] NextHopV4 { get; }

    /// <summary>Filled when <see cref="Family"/> is V6, empty otherwise.</summary>
    public UInt128[] SourceV6 { get; }
    public UInt128[] DestinationV6 { get; }
    public UInt128[] NextHopV6 { get; }

    /// <summary>First packet, Unix milliseconds UTC.</summary>
    public long[] Start { get; } = new long[Capacity];

    /// <summary>Last packet − first packet, milliseconds.</summary>
    public uint[] Duration { get; } = new uint[Capacity];

    /// <summary>Observed packets (before sampling correction).</summary>
    public long[] Packets { get; } = new long[Capacity];

    /// <summary>Observed IP-layer octets (before sampling correction).</summary>
    public long[] Octets { get; } = new long[Capacity];

    /// <summary>1 in N; 0 = unknown, count as 1.</summary>
    public uint[] SamplingInterval { get; } = new uint[Capacity];

    public SamplingOrigin[] SamplingOrigin { get; } = new SamplingOrigin[Capacity];

    public FlowFields[] Fields { get; } = new FlowFields[Capacity];

    public ushort[] SourcePort { get; } = new ushort[Capacity];

    /// <summary>Destination port; ICMP type × 256 + code where <see cref="FlowFields.IcmpType"/> is set.</summary>
    public ushort[] DestinationPort { get; } = new ushort[Capacity];

    /// <summary>IANA protocol number.</summary>
    public byte[] Protocol { get; } = new byte[Capacity];

    /// <summary>Union of the flags seen (RFC 9293 §3.1: FIN 1, SYN 2, RST 4, PSH 8, ACK 16, URG 32, ECE 64, CWR 128).</summary>
    public byte[] TcpFlags { get; } = new byte[Capacity];

    public byte[] Tos { get; } = new byte[Capacity];
    public byte[] MinTtl { get; } = new byte[Capacity];
    public byte[] MaxTtl { get; } = new byte[Capacity];

    /// <summary>Smallest and largest IP packet length, octets (capped at 65,535).</summary>
    public ushort[] MinLength { get; } = new ushort[Capacity];
    public ushort[] MaxLength { get; } = new ushort[Capacity];

    public FragmentFlags[] Fragments { get; } = new FragmentFlags[Capacity];
    public FlowDirection[] Direction { get; } = new FlowDirection[Capacity];

    /// <summary>Index into the run's <see cref="ExporterTable"/>.</summary>
    public ushort[] Exporter { get; } = new ushort[Capacity];

    public uint[] InputInterface { get; } = new uint[Capacity];
    public uint[] OutputInterface { get; } = new uint[Capacity];
    public uint[] SourceAs { get; } = new uint[Capacity];
    public uint[] DestinationAs { get; } = new uint[Capacity];
    public byte[] SourcePrefixLength { get; } = new byte[Capacity];
    public byte[] DestinationPrefixLength { get; } = new byte[Capacity];

    public IpAddress Source(int row) => Family == AddressFamily.V4 ? IpAddress.FromV4(SourceV4[row]) : new IpAddress(SourceV6[row]);

    public IpAddress Destination(int row) =>
        Family == AddressFamily.V4 ? IpAddress.FromV4(DestinationV4[row]) : new IpAddress(DestinationV6[row]);

    /// <summary>Last packet, Unix milliseconds UTC.</summary>
    public long End(int row) => Start[row] + Duration[row];

    /// <summary>
    /// Zeroes the optional columns of rows [<paramref name="from"/>, from + <paramref name="count"/>): pooled columns hold old values.
    /// Decoders call it before they write a run of rows, so that a column without its <see cref="FlowFields"/> bit reads 0.
    /// </summary>
    public void Clear(int from, int count)
    {
        if (count == 1)
        {
            ClearRow(from);
            return;
        }
        if (Family == AddressFamily.V4)
        {
            NextHopV4.AsSpan(from, count).Clear();
        }
        else
        {
            NextHopV6.AsSpan(from, count).Clear();
        }
        Duration.AsSpan(from, count).Clear();
        SamplingInterval.AsSpan(from, count).Clear();
        SamplingOrigin.AsSpan(from, count).Clear();
        Fields.AsSpan(from, count).Clear();
        SourcePort.AsSpan(from, count).Clear();
        DestinationPort.AsSpan(from, count).Clear();
        Protocol.AsSpan(from, count).Clear();
        TcpFlags.AsSpan(from, count).Clear();
        Tos.AsSpan(from, count).Clear();
        MinTtl.AsSpan(from, count).Clear();
        MaxTtl.AsSpan(from, count).Clear();
        MinLength.AsSpan(from, count).Clear();
        MaxLength.AsSpan(from, count).Clear();
        Fragments.AsSpan(from, count).Clear();
        Direction.AsSpan(from, count).Clear();
        InputInterface.AsSpan(from, count).Clear();
        OutputInterface.AsSpan(from, count).Clear();
        SourceAs.AsSpan(from, count).Clear();
        DestinationAs.AsSpan(from, count).Clear();
        SourcePrefixLength.AsSpan(from, count).Clear();
        DestinationPrefixLength.AsSpan(from, count).Clear();
    }

    /// <summary>Packets come one by one: a store for each column is cheaper than a span of one to clear.</summary>
    private void ClearRow(int row)
    {
        if (Family == AddressFamily.V4)
        {
            NextHopV4[row] = 0;
        }
        else
        {
            NextHopV6[row] = 0;
        }
        Duration[row] = 0;
        SamplingInterval[row] = 0;
        SamplingOrigin[row] = 0;
        Fields[row] = 0;
        SourcePort[row] = 0;
        DestinationPort[row] = 0;
        Protocol[row] = 0;
        TcpFlags[row] = 0;
        Tos[row] = 0;
        MinTtl[row] = 0;
        MaxTtl[row] = 0;
        MinLength[row] = 0;
        MaxLength[row] = 0;
        Fragments[row] = 0;
        Direction[row] = 0;
        InputInterface[row] = 0;
        OutputInterface[row] = 0;
        SourceAs[row] = 0;
        DestinationAs[row] = 0;
        SourcePrefixLength[row] = 0;
        DestinationPrefixLength[row] = 0;
    }
}
