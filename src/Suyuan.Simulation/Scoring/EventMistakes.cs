using Suyuan.Model;

namespace Suyuan.Simulation.Scoring;

/// <summary>Events missed, false, found late, or found with other vectors.</summary>
internal static class EventMistakes
{
    /// <summary>Observed packets in a minute that detection asks for as a rule; fewer of them on average explain a miss.</summary>
    private const double PacketsPerMinute = 30;

    /// <summary>Peaks less than this many times the trigger are barely above it.</summary>
    private const double Barely = 1.25;

    public static IEnumerable<Mistake> Of(MatchedWorld world)
    {
        foreach (EventFinding truth in world.Truth.Events.Where(one => world.PartOf(one) != EventPart.OutOfScope && world.FoundOf(one) is null))
        {
            yield return new Mistake(
                Mistake.Missed, "event", truth.Target.ToString(), WhyMissed(truth, world),
                $"{Mistake.Describe(truth)}; truth: {Mistake.Describe(world.ComponentsOfTruth[truth.Id])}", truth.Id);
        }
        foreach (EventFinding found in EventScores.False(world))
        {
            yield return new Mistake(
                Mistake.False, "event", found.Target.ToString(), WhyFalse(found, world),
                $"{Mistake.Describe(found)}; found: {Mistake.Describe(world.ComponentsOfFound[found.Id])}; {Resources(world.ResourcesOfFound[found.Id])}", found.Id);
        }
        foreach ((EventFinding truth, EventFinding found) in EventScores.Matched(world))
        {
            double late = (found.Start - truth.Start) / 1000.0;
            if (Math.Abs(late) > 60)
            {
                yield return new Mistake(
                    Mistake.Differs, "start", truth.Target.ToString(), late > 0 ? "found late" : "found early",
                    FormattableString.Invariant($"by {Math.Abs(late):F0} s, at {Mistake.Time(found.Start)}; truth: {Mistake.Describe(truth)}"), truth.Id);
            }
            string[] lacking = [.. truth.Vectors.Except(found.Vectors)];
            string[] added = [.. found.Vectors.Except(truth.Vectors)];
            if (lacking.Length + added.Length > 0)
            {
                yield return new Mistake(
                    Mistake.Differs, "vectors", truth.Target.ToString(),
                    string.Join(' ', lacking.Select(vector => $"-{vector}").Concat(added.Select(vector => $"+{vector}"))),
                    $"found {found.VectorText}; truth: {Mistake.Describe(truth)}", truth.Id);
            }
        }
    }

    private static string WhyMissed(EventFinding truth, MatchedWorld world)
    {
        if (truth.Basis != EventBasis.Flows)
        {
            return "no entry found";
        }
        EventFinding[] near = [.. world.Found.Events.Where(found => found.Basis == EventBasis.Flows && InTime(truth, found) && Nested(truth, found))];
        if (near.Any(found => found.Target == truth.Target))
        {
            return "its event found is another's partner";
        }
        if (near.Length > 0)
        {
            return near.Any(found => found.Target.Contains(truth.Target)) ? "found as a wider prefix" : "found as hosts or narrower prefixes";
        }
        double minutes = Math.Max(1, (truth.End - truth.Start) / 60_000.0);
        if (world.SampledPackets(truth) is long sampled && sampled / minutes < PacketsPerMinute)
        {
            return "fewer than 30 packets observed a minute";
        }
        // Events are in scope by their total, detection judges each vector by itself.
        if (!world.Rules.IsAboveTriggerBy(truth, truth.Vectors.Count))
        {
            return "several vectors, each perhaps below the trigger";
        }
        return world.Rules.IsAboveTriggerBy(truth, Barely) ? "nothing found on the target then" : "barely above the trigger";
    }

    private static string WhyFalse(EventFinding found, MatchedWorld world)
    {
        EventFinding[] near = [.. world.TruthNear(found)];
        if (near.Length > 0)
        {
            return "a further fragment of a true event";
        }
        EventFinding[] nested = [.. world.Truth.Events.Where(truth => Nested(truth, found))];
        return nested.Any(truth => InTime(truth, found))
            ? nested.Any(truth => InTime(truth, found) && truth.Target.Contains(found.Target)) ? "part of an attacked prefix" : "a prefix around attacked hosts"
            : nested.Length > 0 ? "the target is attacked at other times" : "the target is never attacked";
    }

    private static bool InTime(EventFinding truth, EventFinding found) =>
        Math.Min(truth.End, found.End) - Math.Max(truth.Start, found.Start) >= -EventPairs.ToleranceMs;

    private static bool Nested(EventFinding truth, EventFinding found) => truth.Target.Contains(found.Target) || found.Target.Contains(truth.Target);

    private static string Resources(IEnumerable<ResourceFinding> rows)
    {
        string[] kinds = [.. rows.GroupBy(row => row.Resource.Kind).Select(kind => FormattableString.Invariant($"{kind.Count()} of kind {kind.Key.Token()}"))];
        return kinds.Length == 0 ? "no resources" : string.Join(", ", kinds);
    }
}
