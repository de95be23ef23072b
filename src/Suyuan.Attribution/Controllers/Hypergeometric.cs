namespace Suyuan.Attribution.Controllers;

/// <summary>Drawing without putting back: how likely so many marked ones are among those drawn, if the draw does not look at the mark.</summary>
internal static class Hypergeometric
{
    /// <summary>
    /// Decimal logarithm of P(X ≥ <paramref name="least"/>), X the marked ones among <paramref name="drawn"/> of <paramref name="all"/>, of which
    /// <paramref name="marked"/> are marked. 0 where it is sure, −∞ where it cannot be. The terms of the tail are summed from its first by their ratio
    /// (Feller, An Introduction to Probability Theory, vol. 1, II.6), in O(min(marked, drawn)).
    /// </summary>
    public static double TailLog10(long all, long marked, long drawn, long least)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(marked);
        ArgumentOutOfRangeException.ThrowIfNegative(drawn);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(marked, all);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(drawn, all);
        long first = Math.Max(least, drawn + marked - all);
        long last = Math.Min(marked, drawn);
        if (least <= Math.Max(0, drawn + marked - all))
        {
            return 0;
        }
        if (first > last)
        {
            return double.NegativeInfinity;
        }
        // Relative to the first term; where the tail begins before the peak, terms grow, but no further than the doubles reach: the whole is at most 1.
        double logFirst = LogChoose(marked, first) + LogChoose(all - marked, drawn - first) - LogChoose(all, drawn);
        double sum = 1;
        double scale = 0;
        double term = 1;
        for (long value = first; value < last; value++)
        {
            term *= (double)(marked - value) / (value + 1) * ((double)(drawn - value) / (all - marked - drawn + value + 1));
            sum += term;
            if (term < sum * 1e-17)
            {
                break;
            }
            if (sum > 1e200)
            {
                (sum, term, scale) = (sum * 1e-200, term * 1e-200, scale + 200);
            }
        }
        return Math.Min(0, (logFirst / Math.Log(10)) + Math.Log10(sum) + scale);
    }

    private static double LogChoose(long of, long count) => LogFactorial(of) - LogFactorial(count) - LogFactorial(of - count);

    /// <summary>Stirling's series (DLMF 5.11.1), exact to 1e-14 from ten on; below, the product itself.</summary>
    private static double LogFactorial(long number)
    {
        double log = 0;
        while (number < 10)
        {
            if (number < 2)
            {
                return log;
            }
            log += Math.Log(number--);
        }
        double z = number + 1;
        double inverse = 1 / (z * z);
        return ((z - 0.5) * Math.Log(z)) - z + (0.5 * Math.Log(2 * Math.PI))
            + ((1.0 / 12 - (inverse * (1.0 / 360 - (inverse * (1.0 / 1260 - (inverse / 1680)))))) / z);
    }
}
