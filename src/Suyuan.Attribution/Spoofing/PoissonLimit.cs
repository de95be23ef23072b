namespace Suyuan.Attribution.Spoofing;

/// <summary>One-sided limits of a Poisson mean after a count was seen (Garwood 1936).</summary>
internal static class PoissonLimit
{
    /// <summary>From here on the limit by Wilson and Hilferty's cube root (1931) is within 0.1 % of the exact one.</summary>
    private const long ExactBelow = 100;

    /// <summary>95 % quantile of the normal distribution.</summary>
    private const double Quantile = 1.6448536269514722;

    /// <summary>The mean under which so few would be seen only once in twenty.</summary>
    public static double Upper(long count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (count >= ExactBelow)
        {
            double shape = count + 1;
            double root = 1 - (1 / (9 * shape)) + (Quantile / (3 * Math.Sqrt(shape)));
            return shape * root * root * root;
        }
        double low = count;
        double high = count + 5 + (4 * Math.Sqrt(count + 1));
        for (int step = 0; step < 60; step++)
        {
            double middle = (low + high) / 2;
            (low, high) = AtMost(count, middle) > 0.05 ? (middle, high) : (low, middle);
        }
        return high;
    }

    /// <summary>P(X ≤ count) for a Poisson variable.</summary>
    public static double AtMost(long count, double mean)
    {
        double term = Math.Exp(-mean);
        double sum = term;
        for (long k = 1; k <= count; k++)
        {
            term *= mean / k;
            sum += term;
        }
        return Math.Min(sum, 1);
    }
}
