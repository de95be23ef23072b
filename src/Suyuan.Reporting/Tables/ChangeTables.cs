using Suyuan.Model;

namespace Suyuan.Reporting;

/// <summary>Trends over periods with the vantage beside them, turnover, the year so far, and how long resources last.</summary>
internal static class ChangeTables
{
    private static readonly Column[] s_turnover =
    [
        new(ColumnSubject.Resource), new(ColumnSubject.Count), new(ColumnSubject.CountBefore), new(ColumnSubject.New), new(ColumnSubject.NewShare),
        new(ColumnSubject.Vanished), new(ColumnSubject.VanishedShare), new(ColumnSubject.SurvivingShare), new(ColumnSubject.Persistent),
    ];

    private static readonly Column[] s_year =
    [
        new(ColumnSubject.Resource), new(ColumnSubject.Count), new(ColumnSubject.YearSeen), new(ColumnSubject.YearPersistent), new(ColumnSubject.YearPersistentShare),
        new(ColumnSubject.TopProvinces),
    ];

    private static readonly Column[] s_life =
    [
        new(ColumnSubject.Resource), new(ColumnSubject.Count), new(ColumnSubject.MedianLife), new(ColumnSubject.LifeUnderDay), new(ColumnSubject.LifeUnderWeek),
        new(ColumnSubject.LifeUnderMonth), new(ColumnSubject.LifeUnderQuarter), new(ColumnSubject.LifeLonger),
    ];

    private static readonly Column[] s_vantage = [new(ColumnSubject.DaysCovered), new(ColumnSubject.Exporters), new(ColumnSubject.CommonExporters)];

    /// <summary>A row for each period; a column for each kind, then what was looked through.</summary>
    public static Table Trend(Statistic<IReadOnlyList<PeriodVantage>> vantage, IReadOnlyList<SectionHistory> histories, int number) => new(
        "table-trend", number, TableSubject.Trend, null,
        [new(ColumnSubject.Period), .. histories.Select(history => new Column(ColumnSubject.ResourceCount) { Selection = history.Selection }), .. s_vantage],
        vantage.Value.Count < 2 ? [] : [.. vantage.Value.Select((period, index) => (IReadOnlyList<Cell>)
        [
            new CategoriesCell([new Category(CategoryKind.Period, period.Period)]), .. histories.Select(history => new NumberCell(history.History.Value.Counts[index])),
            new ShareCell(period.Days, period.DaysInPeriod), new NumberCell(period.Exporters), new NumberCell(period.CommonExporters),
        ])],
        Ranking.None, vantage.Lineage);

    public static Table Turnover(Statistic<IReadOnlyList<PeriodVantage>> vantage, IReadOnlyList<SectionHistory> histories, int number) => Of(
        "table-turnover", number, TableSubject.Turnover, s_turnover, vantage.Value.Count < 2 ? [] : histories, vantage.Lineage,
        history =>
        [
            new NumberCell(history.Count), new NumberCell(history.Before), new NumberCell(history.New), Share(history.New, history.Count),
            new NumberCell(history.Vanished), Share(history.Vanished, history.Before), Share(history.Surviving, history.Before), new NumberCell(history.Persistent),
        ]);

    public static Table Year(Statistic<IReadOnlyList<PeriodVantage>> vantage, IReadOnlyList<SectionHistory> histories, int number) => Of(
        "table-year", number, TableSubject.YearToDate, s_year, histories.Where(history => history.History.Value.Year is not null), vantage.Lineage,
        history =>
        [
            new NumberCell(history.Count), new NumberCell(history.Year!.Seen), new NumberCell(history.Year.Persistent), Share(history.Year.Persistent, history.Count),
            new CategoriesCell([.. Ranking.Of(CategoryOrder.Sort(history.Year.Provinces, CategoryKind.Province)).Groups.SelectMany(group => group.Members).Take(3)]),
        ]);

    public static Table Life(Statistic<IReadOnlyList<PeriodVantage>> vantage, IReadOnlyList<SectionHistory> histories, int number) => Of(
        "table-life", number, TableSubject.Life, s_life, histories.Where(history => history.History.Value.Count > 0), vantage.Lineage,
        history =>
        [
            new NumberCell(history.Count), new DurationCell((long)Math.Round(history.Life.MedianDays * 86_400)), .. history.Life.Classes.Select(count => Share(count, history.Count)),
        ]);

    private static Table Of(
        string id, int number, TableSubject subject, IReadOnlyList<Column> columns, IEnumerable<SectionHistory> histories, Lineage none,
        Func<ResourceHistory, IReadOnlyList<Cell>> cells)
    {
        SectionHistory[] rows = [.. histories];
        return new Table(
            id, number, subject, null, columns,
            [.. rows.Select(row => (IReadOnlyList<Cell>)[new CategoriesCell([new Category(CategoryKind.Resource, Key(row.Selection))]), .. cells(row.History.Value)])],
            Ranking.None, rows.Length > 0 ? rows[0].History.Lineage : none);
    }

    /// <summary>A share of nothing is no share.</summary>
    private static Cell Share(long count, long total) => total == 0 ? new NoValueCell() : new ShareCell(count, total);

    /// <summary><c>controller</c>, <c>reflector/ntp</c>, <c>spoofing_router/local</c>.</summary>
    private static string Key(ResourceSelection selection) => selection.Kind.Token()
        + (selection.Protocol is null ? "" : "/" + selection.Protocol) + (selection.Scope == SpoofScope.None ? "" : "/" + selection.Scope.Token());

    public static ResourceSelection Selection(string key)
    {
        string[] parts = key.Split('/');
        ResourceKind kind = Enum.GetValues<ResourceKind>().First(kind => kind.Token() == parts[0]);
        return kind == ResourceKind.SpoofingRouter
            ? new ResourceSelection(kind, null, Enum.GetValues<SpoofScope>().First(scope => scope.Token() == parts[1]))
            : new ResourceSelection(kind, parts.Length > 1 ? parts[1] : null);
    }
}
