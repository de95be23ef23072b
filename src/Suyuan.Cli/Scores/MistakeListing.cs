using System.Globalization;
using Suyuan.Simulation.Scoring;

namespace Suyuan.Cli.Scores;

/// <summary>Mistakes by kind and reason, the commonest reason first, with examples; JSON has all of them.</summary>
internal static class MistakeListing
{
    private const int Examples = 20;
    private const int Interfaces = 10;

    public static void Write(IReadOnlyList<Mistake> mistakes, TextWriter output)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        foreach (IGrouping<(string, string), Mistake> kind in mistakes.GroupBy(one => (one.Side, one.What)))
        {
            output.WriteLine(string.Create(culture, $"{kind.Key.Item1} {kind.Key.Item2}: {kind.Count():N0}"));
            foreach (IGrouping<string, Mistake> reason in kind.GroupBy(one => one.Reason)
                .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal))
            {
                output.WriteLine(string.Create(culture, $"  {reason.Key}: {reason.Count():N0}"));
                WriteInterfaces(reason, output);
                foreach (Mistake one in reason.Take(Examples))
                {
                    output.WriteLine($"    {one.Subject}: {one.Facts}{(one.EventId.Length == 0 ? "" : $" [event {one.EventId}]")}");
                }
                if (reason.Count() > Examples)
                {
                    output.WriteLine(string.Create(culture, $"    … {reason.Count() - Examples:N0} more; --format json --details lists all"));
                }
            }
            output.WriteLine();
        }
        if (mistakes.Count == 0)
        {
            output.WriteLine("nothing missed, nothing false");
        }
    }

    /// <summary>Mistakes that share an interface often share a cause.</summary>
    private static void WriteInterfaces(IEnumerable<Mistake> mistakes, TextWriter output)
    {
        (string Where, int Count)[] places = [.. mistakes.Where(one => one.Where.Length > 0).GroupBy(one => one.Where)
            .Select(place => (place.Key, place.Count())).OrderByDescending(place => place.Item2).ThenBy(place => place.Key, StringComparer.Ordinal)];
        if (places.Length > 0)
        {
            IEnumerable<string> shown = places.Take(Interfaces).Select(place => string.Create(CultureInfo.InvariantCulture, $"{place.Where}: {place.Count:N0}"));
            output.WriteLine($"    at {string.Join(", ", shown)}{(places.Length > Interfaces ? ", …" : "")}");
        }
    }
}
