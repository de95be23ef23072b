using System.Globalization;
using Suyuan.Model;

namespace Suyuan.Fuzz.Oracles;

/// <summary>
/// Takes the rows of a decoder, checks each against what a row may be, and folds all columns into a fingerprint. Its pool lends batches whose columns
/// hold a pattern: a decoder that leaves a column unwritten is found by another sink with another pattern.
/// </summary>
internal sealed class RowSink(byte pattern) : IFlowSink
{
    /// <summary>What a calendar can show, Unix ms.</summary>
    private const long EarliestMs = -62_135_596_800_000;
    private const long LatestMs = 253_402_300_799_999;

    private readonly List<FlowBatch> _batches = [];
    private Fingerprint _v4 = new();
    private Fingerprint _v6 = new();

    public FlowBatchPool Pool { get; } = Spoilt(pattern);

    public long Rows { get; private set; }

    /// <summary>Σ packets and octets of the rows, observed.</summary>
    public Int128 Packets { get; private set; }

    public Int128 Octets { get; private set; }

    /// <summary>Of all rows so far, in their order within each family.</summary>
    public ulong Print => unchecked((_v4.Value * 31) + _v6.Value);

    /// <summary>Batches since the last <see cref="Recycle"/>.</summary>
    public IReadOnlyList<FlowBatch> Batches => _batches;

    public void Add(FlowBatch batch)
    {
        Must.Hold(batch.Count is > 0 and <= FlowBatch.Capacity, $"a batch of {batch.Count} rows");
        for (int row = 0; row < batch.Count; row++)
        {
            CheckRow(batch, row);
            Fold(batch, row, ref batch.Family == AddressFamily.V4 ? ref _v4 : ref _v6);
            Packets += batch.Packets[row];
            Octets += batch.Octets[row];
        }
        Rows += batch.Count;
        _batches.Add(batch);
    }

    /// <summary>Returns the batches, spoilt anew.</summary>
    public void Recycle()
    {
        foreach (FlowBatch batch in _batches)
        {
            Spoil(batch, pattern, batch.Count);
            Pool.Return(batch);
        }
        _batches.Clear();
    }

    public void Reset()
    {
        Recycle();
        (_v4, _v6) = (new(), new());
        (Rows, Packets, Octets) = (0, 0, 0);
    }

    /// <summary>Unknown is not zero, and what is not told is zero (FlowFields).</summary>
    private static void CheckRow(FlowBatch batch, int row)
    {
        FlowFields fields = batch.Fields[row];
        Must.Hold(batch.Packets[row] >= 0 && batch.Octets[row] >= 0, $"{batch.Packets[row]} packets, {batch.Octets[row]} octets");
        Must.Hold(batch.Packets[row] > 0 || batch.Octets[row] > 0, "neither packets nor octets");
        Must.Hold(batch.Start[row] is >= EarliestMs and <= LatestMs, string.Create(CultureInfo.InvariantCulture, $"start {batch.Start[row]} is no time"));
        Must.Hold(batch.SamplingInterval[row] > 0 || batch.SamplingOrigin[row] == SamplingOrigin.Assumed, "a sampling rate of 0 that somebody told");
        Must.Hold(Enum.IsDefined(batch.SamplingOrigin[row]), "a sampling origin that is none");
        Must.Hold((fields & (FlowFields.Ports | FlowFields.IcmpType)) != (FlowFields.Ports | FlowFields.IcmpType), "ports and an ICMP type");
        Blank(fields, FlowFields.Ports, batch.SourcePort[row]);
        Blank(fields, FlowFields.Ports | FlowFields.IcmpType, batch.DestinationPort[row]);
        Blank(fields, FlowFields.TcpFlags, batch.TcpFlags[row]);
        Blank(fields, FlowFields.Tos, batch.Tos[row]);
        Blank(fields, FlowFields.Ttl, batch.MinTtl[row] | batch.MaxTtl[row]);
        Blank(fields, FlowFields.Length, batch.MinLength[row] | batch.MaxLength[row]);
        Blank(fields, FlowFields.Fragment, (long)batch.Fragments[row]);
        Blank(fields, FlowFields.InputInterface, batch.InputInterface[row]);
        Blank(fields, FlowFields.OutputInterface, batch.OutputInterface[row]);
        Blank(fields, FlowFields.AutonomousSystems, batch.SourceAs[row] | batch.DestinationAs[row]);
        Blank(fields, FlowFields.PrefixLengths, batch.SourcePrefixLength[row] | batch.DestinationPrefixLength[row]);
        Blank(fields, FlowFields.Direction, (long)batch.Direction[row]);
        Blank(fields, FlowFields.NextHop, batch.Family == AddressFamily.V4 ? batch.NextHopV4[row] : batch.NextHopV6[row] != 0 ? 1 : 0);
        Must.Hold(Enum.IsDefined(batch.Direction[row]), "a direction that is none");
        Must.Hold((batch.Fragments[row] & ~(FragmentFlags.Fragment | FragmentFlags.NonInitial)) == 0, "fragment flags that are none");
    }

    private static void Blank(FlowFields fields, FlowFields bit, long value) =>
        Must.Hold((fields & bit) != 0 || value == 0, $"a column without its bit {bit} holds {value}");

    private static void Fold(FlowBatch batch, int row, ref Fingerprint print)
    {
        if (batch.Family == AddressFamily.V4)
        {
            print.Add(((ulong)batch.SourceV4[row] << 32) | batch.DestinationV4[row]);
            print.Add((long)batch.NextHopV4[row]);
        }
        else
        {
            print.Add(batch.SourceV6[row]);
            print.Add(batch.DestinationV6[row]);
            print.Add(batch.NextHopV6[row]);
        }
        print.Add(batch.Start[row]);
        print.Add((long)batch.Duration[row]);
        print.Add(batch.Packets[row]);
        print.Add(batch.Octets[row]);
        print.Add(((ulong)batch.SamplingInterval[row] << 32) | ((ulong)batch.SamplingOrigin[row] << 24) | ((ulong)batch.Protocol[row] << 16) | ((ulong)batch.TcpFlags[row] << 8) | batch.Tos[row]);
        print.Add(((ulong)batch.SourcePort[row] << 48) | ((ulong)batch.DestinationPort[row] << 32) | (uint)batch.Fields[row]);
        print.Add(((ulong)batch.MinTtl[row] << 56) | ((ulong)batch.MaxTtl[row] << 48) | ((ulong)batch.MinLength[row] << 32) | ((ulong)batch.MaxLength[row] << 16)
            | ((ulong)batch.Fragments[row] << 8) | (ulong)batch.Direction[row]);
        print.Add(((ulong)batch.InputInterface[row] << 32) | batch.OutputInterface[row]);
        print.Add(((ulong)batch.SourceAs[row] << 32) | batch.DestinationAs[row]);
        print.Add(((ulong)batch.Exporter[row] << 32) | ((ulong)batch.SourcePrefixLength[row] << 8) | batch.DestinationPrefixLength[row]);
    }

    private static FlowBatchPool Spoilt(byte pattern)
    {
        FlowBatchPool pool = new();
        FlowBatch[] batches = [pool.Rent(AddressFamily.V4), pool.Rent(AddressFamily.V6)];
        foreach (FlowBatch batch in batches)
        {
            Spoil(batch, pattern, FlowBatch.Capacity);
            pool.Return(batch);
        }
        return pool;
    }

    private static void Spoil(FlowBatch batch, byte pattern, int rows)
    {
        Fill(batch.SourceV4, pattern, rows);
        Fill(batch.DestinationV4, pattern, rows);
        Fill(batch.NextHopV4, pattern, rows);
        Fill(batch.SourceV6, pattern, rows);
        Fill(batch.DestinationV6, pattern, rows);
        Fill(batch.NextHopV6, pattern, rows);
        Fill(batch.Start, pattern, rows);
        Fill(batch.Duration, pattern, rows);
        Fill(batch.Packets, pattern, rows);
        Fill(batch.Octets, pattern, rows);
        Fill(batch.SamplingInterval, pattern, rows);
        Fill(batch.SamplingOrigin, pattern, rows);
        Fill(batch.Fields, pattern, rows);
        Fill(batch.SourcePort, pattern, rows);
        Fill(batch.DestinationPort, pattern, rows);
        Fill(batch.Protocol, pattern, rows);
        Fill(batch.TcpFlags, pattern, rows);
        Fill(batch.Tos, pattern, rows);
        Fill(batch.MinTtl, pattern, rows);
        Fill(batch.MaxTtl, pattern, rows);
        Fill(batch.MinLength, pattern, rows);
        Fill(batch.MaxLength, pattern, rows);
        Fill(batch.Fragments, pattern, rows);
        Fill(batch.Direction, pattern, rows);
        Fill(batch.Exporter, pattern, rows);
        Fill(batch.InputInterface, pattern, rows);
        Fill(batch.OutputInterface, pattern, rows);
        Fill(batch.SourceAs, pattern, rows);
        Fill(batch.DestinationAs, pattern, rows);
        Fill(batch.SourcePrefixLength, pattern, rows);
        Fill(batch.DestinationPrefixLength, pattern, rows);
    }

    private static void Fill<T>(T[] column, byte pattern, int rows)
        where T : unmanaged =>
        System.Runtime.InteropServices.MemoryMarshal.AsBytes(column.AsSpan(0, Math.Min(rows, column.Length))).Fill(pattern);
}
