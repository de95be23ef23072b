using System.Globalization;
using Suyuan.Simulation.Randomness;

namespace Suyuan.Simulation.WorldFiles;

/// <summary>
/// A number, or what to draw one from: <c>20k</c>; <c>1k..50k</c>, as likely in each decade; <c>300s~1.2</c>, log-normal with median and σ;
/// <c>1Gbps~1.5 in 50Mbps..20Gbps</c>, the same within bounds.
/// </summary>
internal readonly record struct Spread
{
    private static readonly (string Unit, double Factor, bool Bits)[] s_units =
    [
        ("Gbps", 1e9, true), ("Mbps", 1e6, true), ("Mpps", 1e6, false), ("kpps", 1e3, false), ("pps", 1, false),
        ("ms", 0.001, false), ("k", 1e3, false), ("M", 1e6, false), ("s", 1, false), ("m", 60, false), ("h", 3600, false), ("d", 86_400, false), ("", 1, false),
    ];

    public double Low { get; private init; }

    public double High { get; private init; }

    public double Median { get; private init; }

    /// <summary>0: not log-normal.</summary>
    public double Sigma { get; private init; }

    /// <summary>In bits a second, not packets.</summary>
    public bool IsBits { get; private init; }

    public static Spread Fixed(double value) => new() { Low = value, High = value, Median = value };

    public static Spread Parse(string text)
    {
        string[] bounded = text.Split(" in ");
        if (bounded.Length == 2 && bounded[0].Contains('~', StringComparison.Ordinal))
        {
            Spread bounds = Parse(bounded[1]);
            return Parse(bounded[0]) with { Low = bounds.Low, High = bounds.High };
        }
        string[] bell = text.Split('~');
        if (bell.Length == 2 && double.TryParse(bell[1], NumberStyles.Float, CultureInfo.InvariantCulture, out double sigma) && sigma is > 0 and < 5)
        {
            (double median, bool bits) = Number(bell[0]);
            return new Spread { Low = 0, High = double.MaxValue, Median = median, Sigma = sigma, IsBits = bits };
        }
        string[] range = text.Split("..");
        (double low, bool areBits) = Number(range[0]);
        double high = range.Length == 1 ? low : range.Length == 2 ? Number(range[1]).Value : throw NotOne(text);
        if (high < low || (high > low && low <= 0))
        {
            throw NotOne(text);
        }
        return new Spread { Low = low, High = high, Median = low, IsBits = areBits };
    }

    public double Draw(SeededGenerator random)
    {
        if (Sigma > 0)
        {
            return Math.Clamp(Median * random.LogNormal(Sigma), Low, High);
        }
        return High > Low ? Low * StableMath.Exp(random.Unit() * StableMath.Log(High / Low)) : Low;
    }

    /// <summary>A whole number that is not negative, such as 800, 20k or 1.5M.</summary>
    /// <exception cref="FormatException"></exception>
    public static uint Whole(string text)
    {
        foreach ((string unit, double factor) in ((string, double)[])[("k", 1e3), ("M", 1e6), ("", 1)])
        {
            if (text.EndsWith(unit, StringComparison.Ordinal)
                && double.TryParse(text.AsSpan(0, text.Length - unit.Length), NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
                && number * factor is >= 0 and <= int.MaxValue and double whole && Math.Abs(whole - Math.Round(whole)) < 1e-6)
            {
                return (uint)Math.Round(whole);
            }
        }
        throw new FormatException($"'{text}' is no whole number such as 800, 20k or 1.5M");
    }

    private static (double Value, bool Bits) Number(string text)
    {
        string trimmed = text.Trim();
        foreach ((string unit, double factor, bool bits) in s_units)
        {
            if (trimmed.EndsWith(unit, StringComparison.Ordinal)
                && double.TryParse(trimmed.AsSpan(0, trimmed.Length - unit.Length), NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
                && double.IsFinite(number))
            {
                return (number * factor, bits);
            }
        }
        throw NotOne(text);
    }

    private static FormatException NotOne(string text) =>
        new($"'{text}' is no number or spread such as 20kpps, 2Gbps, 60s..600s or 1Gbps~1.5 in 50Mbps..20Gbps");
}
