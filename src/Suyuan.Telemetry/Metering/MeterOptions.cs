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

    /// <summary>Open flows held; beyond it all are written out early, which splits records but loses nothing.</summary>
    public int MaxOpenFlows { get; init; } = 1 << 20;
}
