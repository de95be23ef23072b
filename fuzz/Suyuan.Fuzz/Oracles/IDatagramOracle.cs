using Suyuan.Model;
using Suyuan.Telemetry;

namespace Suyuan.Fuzz.Oracles;

/// <summary>A second, plain reading of a format's datagrams, which the decoder's rows are held against. Where it does not know, it holds nothing.</summary>
internal interface IDatagramOracle
{
    /// <param name="batches">Rows that the datagram gave.</param>
    /// <param name="faults">Refusals that it gave.</param>
    void Check(ReadOnlySpan<byte> datagram, IReadOnlyList<FlowBatch> batches, FaultDifference faults, long rows);
}

/// <summary>Refusals between two looks.</summary>
internal readonly struct FaultDifference(DecodeFaultCounts before, DecodeFaultCounts after)
{
    public long this[DecodeFault fault] => after[fault] - before[fault];

    public long Total => after.Total - before.Total;
}
