using Suyuan.Model;

namespace Suyuan.Reporting;

/// <summary>Top 20 of home resources: the reference's tables 1–7.</summary>
internal static class TopTable
{
    private static readonly Column[] s_columns =
    [
        new(ColumnSubject.Rank), new(ColumnSubject.Address), new(ColumnSubject.Province), new(ColumnSubject.Network),
        new(ColumnSubject.Events), new(ColumnSubject.Packets), new(ColumnSubject.Confidence, InternalOnly: true),
    ];

    public static Table Build(Statistic<IReadOnlyList<TopResource>> top, ResourceSelection selection, int number)
    {
        Ranking leaders = Ranking.Of(
            CategoryOrder.Sort(top.Value.GroupBy(row => row.Province).Select(group => new CategoryCount(group.Key, group.Count())), CategoryKind.Province),
            places: 1);
        return new Table(
            FormattableString.Invariant($"table-{number}"), number, TableSubject.TopResources, selection, s_columns,
            [.. top.Value.Select((row, index) => Row(row, selection.Kind, index + 1))], leaders, top.Lineage);
    }

    private static IReadOnlyList<Cell> Row(TopResource row, ResourceKind kind, int rank) =>
    [
        new NumberCell(rank), new AddressCell(row.Address), Place(CategoryKind.Province, row.Province), Place(CategoryKind.Network, row.Network),
        new NumberCell(row.Events),
        // A controller sends orders, no attack traffic of its own: that is no traffic of zero packets.
        kind == ResourceKind.Controller ? new NoValueCell() : new NumberCell(row.Packets),
        new ConfidenceCell(row.Confidence),
    ];

    private static CategoriesCell Place(CategoryKind kind, string? name) => new([name is null ? Category.Unknown : new Category(kind, name)]);
}
