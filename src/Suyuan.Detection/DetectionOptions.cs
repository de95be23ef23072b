namespace Suyuan.Detection;

/// <summary>How a detector works.</summary>
public sealed record DetectionOptions
{
    public required DetectionProfile Profile { get; init; }

    public required DetectionThresholds Thresholds { get; init; }

    /// <summary>Octets of records held for the second look.</summary>
    public int BufferOctets { get; init; } = 512 << 20;

    /// <summary>Counters by target and vector of a minute, of each address family; where more come, those of the fewest packets go. 32 octets each (IPv6: 48), and a third of room.</summary>
    public int CountersKept { get; init; } = 12_000_000;

    /// <summary>A minute is final this long after it, or after the longest active time-out seen, ms.</summary>
    public long HorizonMs { get; init; } = 5 * 60_000;

    /// <summary>No active time-out is longer, ms; what claims to be is late beyond it.</summary>
    public long LongestHorizonMs { get; init; } = 31 * 60_000;

    /// <summary>Sources kept exactly per minute, target, vector and interface; beyond it a hashed sample.</summary>
    public int SourcesKept { get; init; } = 1 << 18;

    /// <param name="thresholds">Null: the usual ones.</param>
    public static DetectionOptions For(DetectionProfile profile, ThresholdSets? thresholds = null) => new() { Profile = profile, Thresholds = (thresholds ?? ThresholdSets.Usual).For(profile) };
}
