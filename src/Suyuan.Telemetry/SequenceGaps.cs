namespace Suyuan.Telemetry;

/// <summary>What exporters numbered but the input does not hold: lost on the way to the collector, or never captured.</summary>
/// <param name="Gaps">Places where numbers are missing.</param>
/// <param name="LostRecords">Records missing there, of formats that number records (NetFlow v5, v7, IPFIX).</param>
/// <param name="LostDatagrams">Datagrams missing there, of formats that number datagrams (NetFlow v9, sFlow).</param>
public readonly record struct SequenceGaps(long Gaps, long LostRecords, long LostDatagrams)
{
    public static SequenceGaps operator +(SequenceGaps left, SequenceGaps right) => Add(left, right);

    /// <summary>What came between two looks at the same count; what arrived late may make it negative.</summary>
    public static SequenceGaps operator -(SequenceGaps left, SequenceGaps right) => Subtract(left, right);

    public static SequenceGaps Subtract(SequenceGaps left, SequenceGaps right) =>
        new(left.Gaps - right.Gaps, left.LostRecords - right.LostRecords, left.LostDatagrams - right.LostDatagrams);

    public static SequenceGaps Add(SequenceGaps left, SequenceGaps right) =>
        new(left.Gaps + right.Gaps, left.LostRecords + right.LostRecords, left.LostDatagrams + right.LostDatagrams);
}
