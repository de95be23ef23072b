using Suyuan.Model;

namespace Suyuan.Simulation.Scoring;

/// <summary>Of matched events in scope: |start found − true start| in seconds.</summary>
public sealed record StartError(long Events, double? WithinMinuteShare, double? MedianSeconds, double? P95Seconds);

/// <summary>Of matched events in scope: vectors in common over vectors in either.</summary>
public sealed record VectorSets(long Events, double? MeanJaccard, double? ExactShare);

/// <summary>Events: found or not, how many, when, and by which vectors.</summary>
internal static class EventScores
{
    public const string Events = "events";

    public static IEnumerable<ScoreRow> Rows(MatchedWorld world)
    {
        yield return Row(world, Events, "all", EventPart.InScope, _ => true);
        foreach (string vector in Distinct(world, one => one.Vectors).Order(StringComparer.Ordinal))
        {
            yield return OfVector(world, vector);
        }
        foreach (uint sampling in Distinct<uint>(world, one => one.Sampling is uint known ? [known] : []).Order())
        {
            yield return Row(world, Events, Sampling(sampling), EventPart.InScope, one => one.Sampling == sampling);
        }
        yield return Row(world, "events of http-flood", "all", EventPart.HttpFlood, _ => true);
        yield return Row(world, "events known from orders", "all", EventPart.Ordered, _ => true);
        yield return Row(world, "events known from sensors", "all", EventPart.Sensed, _ => true);
    }

    public static string Sampling(uint sampling) => FormattableString.Invariant($"1 in {sampling}");

    public static StartError StartErrors(MatchedWorld world)
    {
        double[] errors = [.. Matched(world).Select(pair => Math.Abs(pair.Found.Start - pair.Truth.Start) / 1000.0).Order()];
        return errors.Length == 0
            ? new StartError(0, null, null, null)
            : new StartError(errors.Length, (double)errors.Count(error => error <= 60) / errors.Length, Quantile(errors, 0.5), Quantile(errors, 0.95));
    }

    public static VectorSets VectorSets(MatchedWorld world)
    {
        double[] jaccards = [.. Matched(world).Select(pair => Jaccard(pair.Truth.Vectors, pair.Found.Vectors))];
        return jaccards.Length == 0
            ? new VectorSets(0, null, null)
            : new VectorSets(jaccards.Length, jaccards.Average(), (double)jaccards.Count(value => value == 1) / jaccards.Length);
    }

    public static IEnumerable<(EventFinding Truth, EventFinding Found)> Matched(MatchedWorld world) =>
        from truth in world.Truth.Events
        where world.PartOf(truth) == EventPart.InScope
        let found = world.FoundOf(truth)
        where found is not null
        select (truth, found);

    /// <summary>Found without being true: which row they make false.</summary>
    public static IEnumerable<EventFinding> False(MatchedWorld world) => world.Found.Events.Where(found => world.PartOfFound(found) is null);

    private static EventPart FalsePart(EventFinding found) => found.Basis switch
    {
        EventBasis.Command => EventPart.Ordered,
        EventBasis.Sensor => EventPart.Sensed,
        _ => found.IsHttpFlood ? EventPart.HttpFlood : EventPart.InScope,
    };

    private static ScoreRow Row(MatchedWorld world, string what, string part, EventPart scored, Func<EventFinding, bool> belongs)
    {
        EventFinding[] truth = [.. world.Truth.Events.Where(one => world.PartOf(one) == scored && belongs(one))];
        // Only the main row tells of what is out of scope: those events have no other.
        EventFinding[] outside = scored == EventPart.InScope
            ? [.. world.Truth.Events.Where(one => world.PartOf(one) == EventPart.OutOfScope && belongs(one))]
            : [];
        return new ScoreRow(
            what, part, 0, truth.Length, truth.Count(one => world.FoundOf(one) is not null),
            False(world).Count(one => FalsePart(one) == scored && belongs(one)), outside.Length, outside.Count(one => world.FoundOf(one) is not null));
    }

    /// <summary>An event has the vector and was found with it. A vector that a true event lacks is false even where the event is right.</summary>
    private static ScoreRow OfVector(MatchedWorld world, string vector)
    {
        EventFinding[] truth = [.. world.Truth.Events.Where(one => world.PartOf(one) == EventPart.InScope && one.Vectors.Contains(vector))];
        EventFinding[] outside = [.. world.Truth.Events.Where(one => world.PartOf(one) == EventPart.OutOfScope && one.Vectors.Contains(vector))];
        int wrong = False(world).Count(one => FalsePart(one) == EventPart.InScope && one.Vectors.Contains(vector))
            + Matched(world).Count(pair => pair.Found.Vectors.Contains(vector) && !pair.Truth.Vectors.Contains(vector));
        return new ScoreRow(Events, vector, 0, truth.Length, truth.Count(Has), wrong, outside.Length, outside.Count(Has));

        bool Has(EventFinding one) => world.FoundOf(one)?.Vectors.Contains(vector) == true;
    }

    private static IEnumerable<T> Distinct<T>(MatchedWorld world, Func<EventFinding, IEnumerable<T>> of) =>
        world.Truth.Events.Concat(world.Found.Events).Where(one => one.Basis == EventBasis.Flows && !one.IsHttpFlood).SelectMany(of).Distinct();

    private static double Jaccard(IReadOnlyList<string> left, IReadOnlyList<string> right)
    {
        int either = left.Union(right).Count();
        return either == 0 ? 1 : (double)left.Intersect(right).Count() / either;
    }

    /// <summary>Nearest rank; the values ascend.</summary>
    private static double Quantile(double[] values, double share) => values[Math.Max(0, (int)Math.Ceiling(share * values.Length) - 1)];
}
