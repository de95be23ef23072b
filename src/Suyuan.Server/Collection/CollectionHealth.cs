namespace Suyuan.Server.Collection;

/// <summary>What a collector has counted since it began, at one moment.</summary>
/// <param name="Collecting">False: this process only answers questions.</param>
public sealed record CollectionHealth(bool Collecting, IReadOnlyList<ListenerHealth> Listeners, IReadOnlyList<ExporterHealth> Exporters, DetectionHealth? Detection);

/// <param name="KernelDrops">Null: the system does not tell.</param>
public sealed record ListenerHealth(string Address, long Datagrams, long Octets, long Refused, long? KernelDrops, long BufferGranted);

/// <param name="Sampling">1 in N of the newest record; 0 = unknown.</param>
/// <param name="SamplingOrigin">Where that was learned.</param>
/// <param name="LastHeard">When a record last came; null = never.</param>
/// <param name="ClockMs">How far its clock leads, less the delay of its export.</param>
/// <param name="Faults">What could not be decoded, by name.</param>
public sealed record ExporterHealth(
    string Exporter, long Datagrams, long Octets, long Records, uint Sampling, string SamplingOrigin, int Templates, long Gaps, long LostRecords, long LostDatagrams,
    DateTimeOffset? LastHeard, long ClockMs, IReadOnlyDictionary<string, long> Faults);

/// <param name="Watermark">No record older than this is still to come, but for what the horizon allows; null = nothing came yet.</param>
/// <param name="RefusedByReason">Records that count nowhere, by name; with <paramref name="Used"/> they add up to all records.</param>
public sealed record DetectionHealth(DateTimeOffset? Watermark, DateTimeOffset? FinalUntil, long Used, IReadOnlyDictionary<string, long> RefusedByReason, long Commits, long Judgements);
