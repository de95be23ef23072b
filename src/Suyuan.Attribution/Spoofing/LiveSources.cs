namespace Suyuan.Attribution.Spoofing;

/// <summary>Of the sources whose life could be measured, those that were also seen outside events. The default is "not measured".</summary>
internal readonly record struct LiveSources(int Seen, int Measured)
{
    public static LiveSources NotMeasured => default;

    public double Share => Measured == 0 ? double.NaN : Seen / (double)Measured;

    /// <summary>Significantly fewer than that share (95 %, normal approximation: <see cref="Measured"/> is never small).</summary>
    public bool IsBelow(double share) => Measured > 0 && Share + Margin(share) < share;

    public bool IsAbove(double share) => Measured > 0 && Share - Margin(share) > share;

    private double Margin(double share) => 1.645 * Math.Sqrt(share * (1 - share) / Measured);
}
