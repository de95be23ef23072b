using Suyuan.Model;

namespace Suyuan.Simulation.Scoring;

/// <summary>What became of the traffic of one true class.</summary>
/// <param name="Truth">Class of the truth; <c>none</c> where it tells of no such traffic at that interface.</param>
/// <param name="Found">Class found; <c>unseen</c> where no evidence of it was kept.</param>
/// <param name="SampledPackets">Observed packets.</param>
/// <param name="Components">Components of the truth (event, exporter, interface, class) whose packets went here for the most part.</param>
public sealed record ConfusionCell(string Truth, string Found, double SampledPackets, long Components);

/// <summary>
/// Classes found against <c>components.csv</c>, of matched events in scope. Where an interface carried several classes, packets of a class are
/// first set against the same class found; what is left over on both sides is spread in proportion.
/// </summary>
internal static class SpoofConfusion
{
    public const string None = "none";
    public const string Unseen = "unseen";

    public static IReadOnlyList<ConfusionCell> Of(MatchedWorld world)
    {
        Dictionary<(string Truth, string Found), (double Packets, long Components)> cells = [];
        foreach (IReadOnlyList<ConfusionCell> unit in EventScores.Matched(world).SelectMany(pair => Units(world, pair.Truth, pair.Found)).Select(unit => unit.Cells))
        {
            foreach (IGrouping<string, ConfusionCell> truth in unit.GroupBy(cell => cell.Truth))
            {
                ConfusionCell most = truth.MaxBy(cell => cell.SampledPackets)!;
                foreach (ConfusionCell cell in truth)
                {
                    (double packets, long components) = cells.GetValueOrDefault((cell.Truth, cell.Found));
                    cells[(cell.Truth, cell.Found)] = (packets + cell.SampledPackets, components + (ReferenceEquals(cell, most) ? 1 : 0));
                }
            }
        }
        return [.. cells.Select(cell => new ConfusionCell(cell.Key.Truth, cell.Key.Found, cell.Value.Packets, cell.Value.Components))
            .OrderBy(cell => cell.Truth, StringComparer.Ordinal).ThenBy(cell => cell.Found, StringComparer.Ordinal)];
    }

    /// <summary>The cells of each interface that an event's traffic entered by.</summary>
    public static IEnumerable<(string Exporter, uint Interface, IReadOnlyList<ConfusionCell> Cells)> Units(MatchedWorld world, EventFinding truth, EventFinding found)
    {
        ILookup<(string, uint), ComponentFinding> told = world.ComponentsOfTruth[truth.Id].ToLookup(row => (row.Exporter, row.Interface));
        ILookup<(string, uint), ComponentFinding> judged = world.ComponentsOfFound[found.Id].ToLookup(row => (row.Exporter, row.Interface));
        return told.Select(rows => rows.Key).Union(judged.Select(rows => rows.Key)).Order()
            .Select(key => (key.Item1, key.Item2, (IReadOnlyList<ConfusionCell>)Cells(Sums(told[key]), Sums(judged[key]))));
    }

    private static SortedDictionary<ComponentClass, double> Sums(IEnumerable<ComponentFinding> rows)
    {
        SortedDictionary<ComponentClass, double> sums = [];
        foreach (ComponentFinding row in rows)
        {
            sums[row.Class] = sums.GetValueOrDefault(row.Class) + (row.SampledPackets ?? 0);
        }
        return sums;
    }

    private static List<ConfusionCell> Cells(SortedDictionary<ComponentClass, double> truth, SortedDictionary<ComponentClass, double> found)
    {
        List<ConfusionCell> cells = [];
        foreach (ComponentClass same in truth.Keys.Intersect(found.Keys).ToArray())
        {
            double packets = Math.Min(truth[same], found[same]);
            truth[same] -= packets;
            found[same] -= packets;
            Add(same.Token(), same.Token(), packets);
        }
        double leftTruth = truth.Values.Sum();
        double leftFound = found.Values.Sum();
        double larger = Math.Max(leftTruth, leftFound);
        if (larger > 0)
        {
            foreach ((ComponentClass told, double packets) in truth)
            {
                foreach ((ComponentClass judged, double judgedPackets) in found)
                {
                    Add(told.Token(), judged.Token(), packets * judgedPackets / larger);
                }
                Add(told.Token(), Unseen, packets * (larger - leftFound) / larger);
            }
            foreach ((ComponentClass judged, double packets) in found)
            {
                Add(None, judged.Token(), packets * (larger - leftTruth) / larger);
            }
        }
        return cells;

        void Add(string told, string judged, double packets)
        {
            if (packets > 0)
            {
                cells.Add(new ConfusionCell(told, judged, packets, 0));
            }
        }
    }
}
