using System.Globalization;

namespace Suyuan.Simulation.WorldFiles;

/// <summary>A length of time as world files write it: <c>90s</c>, <c>5m</c>, <c>23.9h</c>, <c>7d</c>, <c>250ms</c>; without a unit, seconds.</summary>
internal readonly record struct Span(long Milliseconds)
{
    private static readonly (string Unit, double Milliseconds)[] s_units = [("ms", 1), ("s", 1000), ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000), ("", 1000)];

    public int Seconds => (int)(Milliseconds / 1000);

    public static Span Parse(string text)
    {
        foreach ((string unit, double milliseconds) in s_units)
        {
            if (text.EndsWith(unit, StringComparison.Ordinal)
                && double.TryParse(text.AsSpan(0, text.Length - unit.Length), NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
                && double.IsFinite(number) && Math.Abs(number) < 1e9)
            {
                return new Span((long)(number * milliseconds));
            }
        }
        throw new FormatException($"'{text}' is no length of time such as 90s, 5m, 24h or 7d");
    }
}
