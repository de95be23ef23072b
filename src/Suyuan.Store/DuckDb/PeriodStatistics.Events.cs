using System.Runtime.InteropServices;
using DuckDB.NET.Data;
using Suyuan.Model;

namespace Suyuan.Store.DuckDb;

internal sealed partial class PeriodStatistics
{
    /// <summary>Gaps at which the event count is printed, hours.</summary>
    private static readonly int[] s_gaps = [1, 6, 24, 48];

    public Statistic<EventTotals> Events()
    {
        IReadOnlyList<KeyValuePair<int, long>> gaps = GapSensitivity();
        return Answer(
            One("event-totals", row => new EventTotals(
                row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5), row.GetInt64(6), row.GetInt64(7),
                row.GetInt64(8), row.GetDouble(9), gaps)
            {
                Range = new TrafficRange(
                    Shifted(row.GetInt64(5), -row.GetDouble(10)), Shifted(row.GetInt64(5), row.GetDouble(11)), Shifted(row.GetInt64(6), -row.GetDouble(12)),
                    Shifted(row.GetInt64(6), row.GetDouble(13))),
            }),
            "event-totals", EventPopulation(), places: false);
    }

    public Statistic<IReadOnlyList<VectorCount>> Vectors() => Answer<IReadOnlyList<VectorCount>>(
        Rows("event-vectors", row => new VectorCount(row.GetString(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3))),
        "event-vectors", EventPopulation(), places: false);

    public Statistic<IReadOnlyList<DayCount>> EventsPerDay() => Answer<IReadOnlyList<DayCount>>(
        Rows("events-per-day", row => new DayCount(row.GetFieldValue<DateOnly>(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3))),
        "events-per-day", EventPopulation(), places: false);

    public Statistic<IReadOnlyList<TopTarget>> LargestEvents(int count) => Answer<IReadOnlyList<TopTarget>>(
        Rows("largest-events", Target, ("data", database.AddressData(addressData)), ("limit", count)),
        "largest-events", EventPopulation(), places: true, ("limit", count));

    public Statistic<IReadOnlyList<CategoryCount>> TargetCountries() => Answer<IReadOnlyList<CategoryCount>>(
        Rows("target-countries", Category, ("data", database.AddressData(addressData))), "target-countries", EventPopulation(), places: true);

    private static long Shifted(long count, double by) => (long)Math.Clamp(count + by, 0, long.MaxValue / 2);

    private static TopTarget Target(DuckDBDataReader row) => new(
        row.GetString(0), row.Prefix(1, 2), row.TextOrNull(3), row.TextOrNull(4), row.TextOrNull(5), row.GetInt64(6), row.GetInt64(7), row.GetString(8),
        row.GetInt64(9), row.GetInt64(10), row.GetInt64(11), row.GetInt64(12), row.GetInt32(13), row.GetFieldValue<uint>(14));

    private long EventPopulation() => One("event-population", row => row.GetInt64(0));

    /// <summary>How many events would start in the period with each gap, by the same rule over the same bursts.</summary>
    private IReadOnlyList<KeyValuePair<int, long>> GapSensitivity()
    {
        Dictionary<int, long> counts = s_gaps.ToDictionary(gap => gap, _ => 0L);
        List<Burst> bursts = [];
        foreach (DuckDBDataReader row in database.Stream("Statistics/event-bursts", ("from_ms", From), ("to_ms", To)))
        {
            Burst burst = new(row.Prefix(0, 1), row.GetInt64(2), row.GetInt64(3));
            if (bursts.Count > 0 && bursts[0].Target != burst.Target)
            {
                CountEvents(bursts, counts);
                bursts.Clear();
            }
            bursts.Add(burst);
        }
        CountEvents(bursts, counts);
        return [.. s_gaps.Select(gap => KeyValuePair.Create(gap, counts[gap]))];
    }

    private void CountEvents(List<Burst> burstsOfOneTarget, Dictionary<int, long> counts)
    {
        foreach (int gap in s_gaps)
        {
            CollectionsMarshal.GetValueRefOrNullRef(counts, gap) +=
                EventGrouping.Group(burstsOfOneTarget, TimeSpan.FromHours(gap)).Count(group => group[0].Start >= From && group[0].Start < To);
        }
    }
}
