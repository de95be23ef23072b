namespace Suyuan.Model;

/// <summary>
/// What detection says of one final minute: roll-ups of attacked targets, their components, and their sources. Lists are owned by the receiver.
/// </summary>
public sealed record MinuteEvidence(
    long Minute, IReadOnlyList<AttackMinute> Minutes, IReadOnlyList<ComponentTotals> Components, IReadOnlyList<SourceEvidence> Sources,
    IReadOnlyList<MinuteCoverage> Coverage)
{
    /// <summary>By attacked target: what its sources were in contact with.</summary>
    public IReadOnlyDictionary<IpPrefix, IReadOnlyList<SharedContact>> Contacts { get; init; } = new Dictionary<IpPrefix, IReadOnlyList<SharedContact>>();
}

/// <summary>Receives minutes in ascending order, each once, when it is final.</summary>
public interface IEvidenceSink
{
    void Add(MinuteEvidence evidence);

    /// <summary>False for minutes whose evidence is of no use (an earlier run has settled them): it is not gathered.</summary>
    bool Wants(long minute) => true;
}

/// <summary>
/// Evidence of one target folded over neighbouring minutes of one commit. A segment never spans a pause over 300 s nor the 24-hour cut of a burst,
/// so it lies within one event; nor the end of an hour, so that <c>--rebuild</c> can withdraw hours.
/// </summary>
public sealed record Segment(
    IpPrefix Target, long FromMinute, long ToMinute, IReadOnlyList<ComponentTotals> Components, IReadOnlyList<SourceEvidence> Sources)
{
    /// <summary>What the sources were in contact with: of each endpoint the minute that says most, in the order of endpoints.</summary>
    public IReadOnlyList<SharedContact> Contacts { get; init; } = [];
}

/// <summary>What one exporter sent for a minute; a record counts in the minute of its end.</summary>
/// <param name="Sampling">Largest sampling interval.</param>
public readonly record struct MinuteCoverage(ushort Exporter, long Records, uint Sampling);
