namespace Suyuan.Detection;

/// <summary>What became of the records given to a detector: added = used + late + implausible.</summary>
public sealed class DetectionCounts
{
    public long Added { get; internal set; }
    public long Used { get; internal set; }

    /// <summary>All of the record lies in minutes that are final.</summary>
    public long Late { get; internal set; }

    /// <summary>A record that claims to last longer than any active time-out.</summary>
    public long Implausible { get; internal set; }
}
