namespace Suyuan.Telemetry.Metering;

/// <summary>How packets become flow records.</summary>
public sealed record MeterOptions
{
    /// <summary>
    /// A record covers at most this long. One second by default: rates over 1 and 10 s, by which short captures are judged, can then be taken from records.
    /// </summary>
    public TimeSpan ActiveTimeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>A flow without packets for this long has ended.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// TCP packets that open a connection (SYN alone) keep a record of their own: in a flood the forger's host resets what is answered, and one record
    /// of both would hide how many packets were the flood's. False = one record per five-tuple, as flow exporters do it.
    /// </summary>
    public bool SeparateOpenings { get; init; } = true;

    /// <summary>Open flows held; beyond it all are written out early, which splits records but loses nothing.</summary>
    public int MaxOpenFlows { get; init; } = 1 << 20;
}
