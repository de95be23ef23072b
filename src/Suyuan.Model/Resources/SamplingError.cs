namespace Suyuan.Model;

/// <summary>Between which counts the true ones lie with 95 %, given that packets were sampled; equal to the estimate where all were seen.</summary>
public readonly record struct TrafficRange(long PacketsLow, long PacketsHigh, long OctetsLow, long OctetsHigh);

/// <summary>
/// How many resources of a kind the sampled packets show, with those shown once and twice: they tell how many sampling hides (Chao 1984, 1987). Counted before
/// any floor of confidence or packets, and for this vantage only.
/// </summary>
/// <param name="Protocol">Of reflectors.</param>
public sealed record SeenResources(ResourceKind Kind, string Protocol, long Seen, long Once, long Twice)
{
    /// <summary>Chao's lower bound of the number that sent packets, bias-corrected: f₁ (f₁ − 1) / 2 (f₂ + 1) more than were seen.</summary>
    public double Estimate => Seen + (Once * (Once - 1.0) / (2 * (Twice + 1.0)));

    /// <summary>Lower 95 % limit of the estimate (Chao 1987, log-normal).</summary>
    public double Low
    {
        get
        {
            double hidden = Estimate - Seen;
            if (hidden <= 0)
            {
                return Seen;
            }
            double once = Once;
            double twice = Twice + 1.0;
            double variance = (once * (once - 1) / (2 * twice)) + (once * (2 * once - 1) * (2 * once - 1) / (4 * twice * twice)) + (once * once * Twice * (once - 1) * (once - 1) / (4 * twice * twice * twice * twice));
            return Seen + (hidden / Math.Exp(1.96 * Math.Sqrt(Math.Log(1 + (variance / (hidden * hidden))))));
        }
    }
}
