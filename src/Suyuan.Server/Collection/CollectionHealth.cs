using Suyuan.Ingest;
using Suyuan.Model;
using Suyuan.Server.Collection.Diagnosis;

namespace Suyuan.Server.Collection;

/// <summary>What a collector has counted since it began, at one moment.</summary>
/// <param name="Collecting">False: this process only answers questions.</param>
public sealed record CollectionHealth(bool Collecting, IReadOnlyList<ListenerHealth> Listeners, IReadOnlyList<ExporterHealth> Exporters, DetectionHealth? Detection)
{
    /// <summary>The moment.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Since it began.</summary>
    public double Seconds { get; init; }

    /// <summary>Datagrams of no known format, of senders that never sent an export.</summary>
    public long UnknownDatagrams { get; init; }

    /// <summary>What is right and wrong, hop by hop.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    internal CollectionHealth Examined() => this with { Findings = CollectionDoctor.Examine(this) };
}

/// <summary>The sockets of one address.</summary>
/// <param name="KernelDrops">Null: the system does not tell.</param>
/// <param name="Sockets">How many they are; octets of buffers are those of all.</param>
/// <param name="Problem">Why it cannot be listened on; null = it is.</param>
public sealed record ListenerHealth(
    string Address, long Datagrams, long Octets, long Refused, long? KernelDrops, long BufferGranted, long BufferAsked, int Sockets, string? Problem = null);

/// <param name="Sampling">1 in N of the newest record; 0 = unknown.</param>
/// <param name="SamplingOrigin">Where that was learned.</param>
/// <param name="LastHeard">When a record last came; null = never.</param>
/// <param name="ClockMs">How far its clock leads, less the delay of its export.</param>
/// <param name="Faults">What could not be decoded, by name.</param>
public sealed record ExporterHealth(
    string Exporter, long Datagrams, long Octets, long Records, uint Sampling, string SamplingOrigin, int Templates, long Gaps, long LostRecords, long LostDatagrams,
    DateTimeOffset? LastHeard, long ClockMs, IReadOnlyDictionary<string, long> Faults)
{
    /// <summary>Its datagrams by format.</summary>
    public IReadOnlyDictionary<string, long> Formats { get; init; } = new Dictionary<string, long>();

    /// <summary>Duration of the longest record: its active time-out, if a flow lasted.</summary>
    public long LongestMs { get; init; }

    /// <summary>Optional fields that a record told, by their names in the model.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];
}

/// <param name="Watermark">No record older than this is still to come, but for what the horizon allows; null = nothing came yet.</param>
/// <param name="RefusedByReason">Records that count nowhere, by name; with <paramref name="Used"/> they add up to all records.</param>
public sealed record DetectionHealth(DateTimeOffset? Watermark, DateTimeOffset? FinalUntil, long Used, IReadOnlyDictionary<string, long> RefusedByReason, long Commits, long Judgements)
{
    /// <param name="finalUntil">A minute; before the first watermark one before all time.</param>
    internal static DetectionHealth Of(long watermarkMs, long finalUntil, RecordFates fates, long commits, long judgements) => new(
        Moment(watermarkMs), finalUntil <= 0 ? null : Moment(Minute.Start(finalUntil)), fates.Used, fates.Refused.ToDictionary(fate => fate.Key, fate => fate.Value), commits, judgements);

    private static DateTimeOffset? Moment(long unixMilliseconds) => unixMilliseconds <= 0 ? null : DateTimeOffset.FromUnixTimeMilliseconds(unixMilliseconds);
}
