using Suyuan.Model;

namespace Suyuan.Reporting;

/// <summary>The largest events, and how the count of events moves with the rule that cuts them.</summary>
internal static class EventTables
{
    private static readonly Column[] s_largest =
    [
        new(ColumnSubject.EventNumber), new(ColumnSubject.EventId, InternalOnly: true), new(ColumnSubject.Target), new(ColumnSubject.TargetPlace),
        new(ColumnSubject.Start), new(ColumnSubject.Duration), new(ColumnSubject.Vectors), new(ColumnSubject.PeakBits),
        new(ColumnSubject.PeakPackets), new(ColumnSubject.Octets),
    ];

    public static Table Largest(Statistic<IReadOnlyList<TopTarget>> events, HomeRegion home, int number) => new(
        "table-events", number, TableSubject.LargestEvents, null, s_largest,
        [.. events.Value.Select((row, index) => Row(row, home, index + 1))], Ranking.None, events.Lineage);

    public static Table GapSensitivity(Statistic<EventTotals> events, int number) => new(
        "table-gaps", number, TableSubject.EventCounts, null, [new(ColumnSubject.GapHours), new(ColumnSubject.Events)],
        [.. events.Value.GapSensitivity.Select(gap => (IReadOnlyList<Cell>)[new NumberCell(gap.Key), new NumberCell(gap.Value)])],
        Ranking.None, events.Lineage);

    private static IReadOnlyList<Cell> Row(TopTarget row, HomeRegion home, int number) =>
    [
        new EventNumberCell(number), new EventIdCell(row.EventId), new TargetCell(row.Target), new CategoriesCell([.. Place(row, home)]),
        new TimeCell(row.Start), new DurationCell(Math.Max(0, (row.End - row.Start + 999) / 1000)),
        new CategoriesCell([.. row.Vectors.Split('+', StringSplitOptions.RemoveEmptyEntries).Select(token => new Category(CategoryKind.Vector, token))]),
        new RateCell(row.PeakBits, row.PeakSeconds, Bits: true), new RateCell(row.PeakPackets, row.PeakSeconds, Bits: false),
        new OctetsCell(row.Octets),
    ];

    /// <summary>At home the province says enough, abroad the country: names of regions abroad are in no reader's language.</summary>
    private static IEnumerable<Category> Place(TopTarget row, HomeRegion home)
    {
        yield return row switch
        {
            { Country: null } => Category.Unknown,
            { Province: string province } when row.Country == home.Country => new Category(CategoryKind.Province, province),
            _ => new Category(CategoryKind.Country, row.Country),
        };
        if (row.Network is not null)
        {
            yield return new Category(CategoryKind.Network, row.Network);
        }
    }
}
