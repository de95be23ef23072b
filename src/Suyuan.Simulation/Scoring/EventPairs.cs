using Suyuan.Model;

namespace Suyuan.Simulation.Scoring;

/// <summary>A true event and one found that may be the same.</summary>
/// <param name="Overlap">Time in common, ms; negative where they miss each other by less than the tolerance.</param>
internal sealed record EventPair(EventFinding Truth, EventFinding Found, long Overlap);

/// <summary>
/// Which events may be the same: those that overlap in time, ± 60 s, on equal targets, or where one target contains the other and the smaller covers at
/// least half of the larger's attacked hosts. A true prefix has all its addresses attacked (the contract names no hosts); of a prefix found, those
/// hosts were attacked that the truth names inside it at that time.
/// </summary>
internal static class EventPairs
{
    public const long ToleranceMs = 60_000;

    private const double HostShare = 0.5;

    public static IReadOnlyList<EventPair> Of(IReadOnlyList<EventFinding> truth, IReadOnlyList<EventFinding> found)
    {
        TargetIndex true_ = new(truth);
        TargetIndex finds = new(found);
        List<EventPair> pairs = [];
        foreach (EventFinding find in found)
        {
            pairs.AddRange(true_.Containing(find.Target).Where(one => Overlap(one, find) >= -ToleranceMs)
                .Where(one => Hosts(find.Target) >= HostShare * Hosts(one.Target)).Select(one => new EventPair(one, find, Overlap(one, find))));
        }
        foreach (IGrouping<EventFinding, EventFinding> larger in truth
            .SelectMany(one => finds.Containing(one.Target).Where(find => find.Target != one.Target && Overlap(one, find) >= -ToleranceMs).Select(find => (find, one)))
            .GroupBy(pair => pair.find, pair => pair.one))
        {
            IpPrefix[] attacked = [.. larger.Select(one => one.Target).Distinct()];
            double hosts = attacked.Where(one => !attacked.Any(other => other != one && other.Contains(one))).Sum(Hosts);
            pairs.AddRange(larger.Where(one => Hosts(one.Target) >= HostShare * hosts).Select(one => new EventPair(one, larger.Key, Overlap(one, larger.Key))));
        }
        return pairs;
    }

    /// <summary>One to one, with the longest time in common in total; of equal times the pair on one target.</summary>
    public static IReadOnlyList<EventPair> Match(IReadOnlyList<EventPair> pairs)
    {
        List<EventPair> matched = [];
        foreach (IReadOnlyList<EventPair> group in Connected(pairs))
        {
            EventFinding[] truth = [.. group.Select(pair => pair.Truth).Distinct(ReferenceEqualityComparer.Instance).Cast<EventFinding>().OrderBy(Order)];
            EventFinding[] found = [.. group.Select(pair => pair.Found).Distinct(ReferenceEqualityComparer.Instance).Cast<EventFinding>().OrderBy(Order)];
            Dictionary<(EventFinding, EventFinding), EventPair> byEnds = group.ToDictionary(pair => (pair.Truth, pair.Found));
            (EventFinding[] rows, EventFinding[] columns, bool turned) = truth.Length <= found.Length ? (truth, found, false) : (found, truth, true);
            long[,] weights = new long[rows.Length, columns.Length];
            for (int row = 0; row < rows.Length; row++)
            {
                for (int column = 0; column < columns.Length; column++)
                {
                    weights[row, column] = Pair(row, column) is EventPair pair ? Weight(pair) : 0;
                }
            }
            int[] partners = Assignment.Solve(weights);
            matched.AddRange(Enumerable.Range(0, rows.Length).Where(row => partners[row] >= 0).Select(row => Pair(row, partners[row])!));

            EventPair? Pair(int row, int column) =>
                byEnds.GetValueOrDefault(turned ? (columns[column], rows[row]) : (rows[row], columns[column]));
        }
        return matched;
    }

    private static long Overlap(EventFinding truth, EventFinding found) => Math.Min(truth.End, found.End) - Math.Max(truth.Start, found.Start);

    private static long Weight(EventPair pair) => ((pair.Overlap + ToleranceMs + 1) * 2) + (pair.Truth.Target == pair.Found.Target ? 1 : 0);

    private static (long, IpPrefix, string) Order(EventFinding one) => (one.Start, one.Target, one.Id);

    private static double Hosts(IpPrefix target) => Math.Pow(2, 128 - target.Length);

    /// <summary>Groups of pairs that share no event with another group.</summary>
    private static IEnumerable<IReadOnlyList<EventPair>> Connected(IReadOnlyList<EventPair> pairs)
    {
        Dictionary<EventFinding, List<EventPair>> of = new(ReferenceEqualityComparer.Instance);
        foreach (EventPair pair in pairs)
        {
            foreach (EventFinding end in new[] { pair.Truth, pair.Found })
            {
                if (!of.TryGetValue(end, out List<EventPair>? list))
                {
                    of.Add(end, list = []);
                }
                list.Add(pair);
            }
        }
        HashSet<EventPair> seen = new(ReferenceEqualityComparer.Instance);
        foreach (EventPair first in pairs)
        {
            if (!seen.Add(first))
            {
                continue;
            }
            List<EventPair> group = [first];
            for (int index = 0; index < group.Count; index++)
            {
                group.AddRange(of[group[index].Truth].Concat(of[group[index].Found]).Where(seen.Add));
            }
            yield return group;
        }
    }

    /// <summary>Events by target, to ask for those whose target contains another.</summary>
    private sealed class TargetIndex(IReadOnlyList<EventFinding> events)
    {
        private readonly ILookup<IpPrefix, EventFinding> _byTarget = events.ToLookup(one => one.Target);
        private readonly byte[] _lengths = [.. events.Select(one => one.Target.Length).Distinct().Order()];

        public IEnumerable<EventFinding> Containing(IpPrefix target) =>
            _lengths.Where(length => length <= target.Length).SelectMany(length => _byTarget[new IpPrefix(target.Address, length)]);
    }
}
