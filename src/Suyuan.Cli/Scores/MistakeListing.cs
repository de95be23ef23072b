using System.Globalization;
using Suyuan.Simulation.Scoring;

namespace Suyuan.Cli.Scores;

/// <summary>Mistakes by kind and reason, the commonest reason first, with examples; JSON has all of them.</summary>
internal static class MistakeListing
{
    private const int Examples = 20;

    public static void Write(IReadOnlyList<Mistake> mistakes, TextWriter output)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        foreach (IGrouping<(string, string), Mistake> kind in mistakes.GroupBy(one => (one.Side, one.What)))
        {
            output.WriteLine(string.Create(culture, $"{kind.Key.Item1} {kind.Key.Item2}: {kind.Count():N0}"));
            foreach (IGrouping<string, Mistake> reason in kind.GroupBy(one => one.Reason).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal))
            {
                output.WriteLine(string.Create(culture, $"  {reason.Key}: {reason.Count():N0}"));
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
}
