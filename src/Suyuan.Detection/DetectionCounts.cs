namespace Suyuan.Detection;

/// <summary>What became of the records given to a detector: added = used + late + implausible.</summary>
public sealed class DetectionCounts
{
    public long Added { get; internal set; }
    public long Used { get; internal set; }

    /// <summary>All of the record lies in minutes that are final.</summary>
    public long Late { get; internal set; }

    /// <summary>A record that claims to last longer than any active time-out, to carry more than any interface does, or to come from another age.</summary>
    public long Implausible { get; internal set; }

    /// <summary>Of the used ones: began in a minute that was final already, where its share is missing.</summary>
    public long Cut { get; internal set; }

    /// <summary>Counters of few packets that left a minute's table for want of room; what came for such a target before is not in its count.</summary>
    public long CountersDropped { get; internal set; }
}
