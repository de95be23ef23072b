using System.Globalization;

namespace Suyuan.Reporting;

/// <summary>Shares of counts: exact in decimal arithmetic, one decimal, halves away from zero, so that 2 of 25 prints 8.0 everywhere.</summary>
public static class Share
{
    /// <summary>Percent with one decimal; 0 of 0 is 0.</summary>
    public static decimal Percent(long count, long total) =>
        total == 0 ? 0.0m : Math.Round(count * 100m / total, 1, MidpointRounding.AwayFromZero);

    /// <summary>As printed, without the sign: <c>8.0</c>. What is there never prints 0.0, what is not all never 100.0.</summary>
    public static string Text(long count, long total)
    {
        decimal percent = Percent(count, total);
        return count > 0 && percent == 0 ? "<0.1"
            : count < total && percent == 100 ? ">99.9"
            : percent.ToString("0.0", CultureInfo.InvariantCulture);
    }

    /// <summary>For machines: nine decimals of the fraction.</summary>
    public static decimal Fraction(long count, long total) => total == 0 ? 0 : Math.Round((decimal)count / total, 9, MidpointRounding.AwayFromZero);
}
