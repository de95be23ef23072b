using System.Globalization;
using Suyuan.Model;

namespace Suyuan.Reporting;

/// <summary>The part on the events themselves, which the reference report lacks.</summary>
internal static class EventPartBuilder
{
    /// <summary>That it makes.</summary>
    public const int Figures = 3;
    public const int Tables = 2;

    private const int LargestCount = 20;

    /// <summary>Bars stay readable up to about this many.</summary>
    private const int NamedVectors = 15;

    public static EventPart Build(IPeriodStatistics statistics, int firstFigure, int firstTable)
    {
        Statistic<EventTotals> totals = statistics.Events();
        Statistic<IReadOnlyList<DayCount>> days = statistics.EventsPerDay();
        Statistic<IReadOnlyList<VectorCount>> vectorCounts = statistics.Vectors();
        Statistic<IReadOnlyList<CategoryCount>> countryCounts = statistics.TargetCountries();
        // An event can hold several vectors: shares are of events and sum to more than all of them.
        IReadOnlyList<Slice> vectors = CategoryOrder.Sort(
            vectorCounts.Value.Select(vector => new CategoryCount(vector.Vector, vector.Events)), CategoryKind.Vector);
        IReadOnlyList<Slice> countries = CategoryOrder.Sort(countryCounts.Value, CategoryKind.Country);
        return new EventPart(
            totals,
            new Figure("fig-events-daily", firstFigure, FigureSubject.EventsPerDay, null,
            [
                new Panel("fig-events-daily-count", PanelSubject.EventsPerDay, ChartShape.Series, Daily(days.Value, day => day.Events), days.Lineage),
                new Panel("fig-events-daily-octets", PanelSubject.OctetsPerDay, ChartShape.Series, Daily(days.Value, day => day.Octets), days.Lineage),
            ]),
            new Figure("fig-vectors", firstFigure + 1, FigureSubject.Vectors, null,
                [new Panel("fig-vectors-bars", PanelSubject.Vectors, ChartShape.Bars, Breakdown.Largest(vectors, NamedVectors) with { Total = totals.Value.Events }, vectorCounts.Lineage)]),
            new Figure("fig-target-countries", firstFigure + 2, FigureSubject.TargetCountries, null,
                [new Panel("fig-target-countries-pie", PanelSubject.TargetCountries, ChartShape.Pie, Breakdown.Largest(countries), countryCounts.Lineage)]),
            Ranking.Of(vectors) with { Total = totals.Value.Events }, Ranking.Of(countries),
            EventTables.Largest(statistics.LargestEvents(LargestCount), statistics.Home, firstTable),
            EventTables.GapSensitivity(totals, firstTable + 1));
    }

    private static Breakdown Daily(IReadOnlyList<DayCount> days, Func<DayCount, long> value)
    {
        Slice[] series = [.. days.OrderBy(day => day.Day).Select(day =>
            new Slice(new Category(CategoryKind.Day, day.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), value(day)))];
        return new Breakdown(series.Sum(slice => slice.Count), series, series, 0);
    }
}
