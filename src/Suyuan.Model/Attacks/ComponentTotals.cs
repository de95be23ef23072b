namespace Suyuan.Model;

/// <summary>
/// Totals of one vector on one target through one exporter interface in a segment, sources that were not kept included.
/// </summary>
/// <param name="SourcesKept">Rows of <see cref="SourceEvidence"/> kept.</param>
/// <param name="SampleShift">Sources are kept whose hash falls in 1 / 2^shift: 0 = every source is kept.</param>
/// <param name="Duplicate">Traffic that another exporter on the path already counted: kept for the spoof test, not part of the event's totals.</param>
public sealed record ComponentTotals(
    IpPrefix Target, AttackVector Vector, ushort Exporter, uint Interface, long First, long Last, long Packets, long Octets, long SampledPackets,
    long SourcesKept, int SampleShift, uint Sampling, bool Duplicate);
