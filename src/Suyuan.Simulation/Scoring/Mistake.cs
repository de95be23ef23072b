using Suyuan.Model;

namespace Suyuan.Simulation.Scoring;

/// <summary>One thing that truth and findings disagree about.</summary>
/// <param name="Side"><c>missed</c> (true, in scope, not found), <c>false</c> (found, not true) or <c>differs</c> (found, but told otherwise).</param>
/// <param name="What">event, start, vectors, component, bot, reflector, controller, spoofing_router.</param>
/// <param name="Subject">Target or address, with protocol or scope.</param>
/// <param name="Reason">A guess, from a small vocabulary: mistakes are counted by it.</param>
/// <param name="Facts">What is known of it, in a line.</param>
/// <param name="EventId">Of the truth for what is missed, of the store for what is false.</param>
public sealed record Mistake(string Side, string What, string Subject, string Reason, string Facts, string EventId)
{
    /// <summary>Exporter and interface, where there is one that matters.</summary>
    public string Where { get; init; } = "";

    internal const string Missed = "missed";
    internal const string False = "false";
    internal const string Differs = "differs";

    internal static string Time(long unixMs) =>
        DateTimeOffset.FromUnixTimeMilliseconds(unixMs).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>When, what, how much.</summary>
    internal static string Describe(EventFinding one)
    {
        string what = $"{Time(one.Start)} … {Time(one.End)}, {(one.Vectors.Count == 0 ? one.Basis.Token() : one.VectorText)}";
        return one.Basis != EventBasis.Flows
            ? what
            : FormattableString.Invariant(
                $"{what}, peak {one.PeakPackets:N0} packets/s {one.PeakBits / 1e6:N1} Mbit/s, {one.SampledPackets:N0} packets observed at 1 in {one.Sampling:N0}");
    }

    /// <summary>Components by interface, the largest first.</summary>
    internal static string Describe(IEnumerable<ComponentFinding> components)
    {
        const int Shown = 6;
        ComponentFinding[] rows = [.. components.OrderByDescending(row => row.SampledPackets).ThenBy(row => row.Exporter, StringComparer.Ordinal).ThenBy(row => row.Interface)];
        string text = string.Join("; ", rows.Take(Shown).Select(row => FormattableString.Invariant(
            $"{row.Class.Token()} {row.SampledPackets:N0} at {row.Exporter}/{row.Interface}{(row.Rule.Length == 0 ? "" : $" by {row.Rule}")}")));
        return rows.Length > Shown ? FormattableString.Invariant($"{text}; {rows.Length - Shown} more") : text.Length == 0 ? "no components" : text;
    }
}
