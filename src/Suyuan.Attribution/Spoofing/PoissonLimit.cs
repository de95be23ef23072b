namespace Suyuan.Attribution.Spoofing;

/// <summary>One-sided limits of a Poisson mean after a count was seen (Garwood 1936).</summary>
internal static class PoissonLimit
{
    /// <summary>From here on the limit by Wilson and Hilferty's cube root (1931) is within 0.1 % of the exact one.</summary>
    private const long ExactBelow = 100;

    /// <summary>e^-mean must not run under zero.</summary>
    private const double LargeMean = 500;

    /// <summary>Quantiles of the normal distribution.</summary>
    private static double Quantile(double tail) => tail switch
    {
        0.05 => 1.6448536269514722,
        0.025 => 1.9599639845400545,
        _ => throw new ArgumentOutOfRangeException(nameof(tail)),
    };

    /// <summary>The mean under which so few would be seen only once in twenty, or with that probability.</summary>
    public static double Upper(long count, double tail = 0.05)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (count >= ExactBelow)
        {
            double shape = count + 1;
            double root = 1 - (1 / (9 * shape)) + (Quantile(tail) / (3 * Math.Sqrt(shape)));
            return shape * root * root * root;
        }
        double low = count;
        double high = count + 6 + (5 * Math.Sqrt(count + 1));
        for (int step = 0; step < 60; step++)
        {
            double middle = (low + high) / 2;
            (low, high) = AtMost(count, middle) > tail ? (middle, high) : (low, middle);
        }
        return high;
    }

    /// <summary>The mean over which so many would be seen only once in twenty, or with that probability.</summary>
    public static double Lower(long count, double tail = 0.05)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (count == 0)
        {
            return 0;
        }
        if (count >= ExactBelow)
        {
            double root = 1 - (1.0 / (9 * count)) - (Quantile(tail) / (3 * Math.Sqrt(count)));
            return count * root * root * root;
        }
        double low = 0;
        double high = count;
        for (int step = 0; step < 60; step++)
        {
            double middle = (low + high) / 2;
            (low, high) = 1 - AtMost(count - 1, middle) < tail ? (middle, high) : (low, middle);
        }
        return low;
    }

    /// <summary>P(X ≤ count) for a Poisson variable; for large means by Wilson and Hilferty's approximation.</summary>
    public static double AtMost(long count, double mean)
    {
        if (count < 0)
        {
            return 0;
        }
        if (mean > LargeMean)
        {
            double shape = count + 1;
            double deviate = ((Math.Cbrt(mean / shape) - 1 + (1 / (9 * shape))) * 3 * Math.Sqrt(shape));
            return NormalTail(deviate);
        }
        double term = Math.Exp(-mean);
        double sum = term;
        for (long k = 1; k <= count && term > 0; k++)
        {
            term *= mean / k;
            sum += term;
        }
        return Math.Min(sum, 1);
    }

    /// <summary>P(Z ≥ z), to 1e-7 (Abramowitz and Stegun 26.2.17).</summary>
    private static double NormalTail(double z)
    {
        if (z < 0)
        {
            return 1 - NormalTail(-z);
        }
        double t = 1 / (1 + (0.2316419 * z));
        double sum = t * (0.319381530 + (t * (-0.356563782 + (t * (1.781477937 + (t * (-1.821255978 + (t * 1.330274429))))))));
        return Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI) * sum;
    }
}
