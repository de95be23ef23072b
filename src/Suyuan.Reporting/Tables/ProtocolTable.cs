using Suyuan.Model;

namespace Suyuan.Reporting;

/// <summary>Further reflection protocols, one row each.</summary>
internal static class ProtocolTable
{
    private static readonly Column[] s_columns =
    [
        new(ColumnSubject.Protocol), new(ColumnSubject.Reflectors), new(ColumnSubject.HomeShare), new(ColumnSubject.CloudShare),
        new(ColumnSubject.TopCountries), new(ColumnSubject.TopProvinces), new(ColumnSubject.TopNetwork),
    ];

    public static Table Build(IReadOnlyList<ProtocolSummary> protocols, Lineage lineage, int number) => new(
        "table-protocols", number, TableSubject.Protocols, new ResourceSelection(ResourceKind.Reflector), s_columns,
        [.. protocols.Select(Row)], Ranking.None, lineage);

    private static IReadOnlyList<Cell> Row(ProtocolSummary summary) =>
    [
        new CategoriesCell([new Category(CategoryKind.Protocol, summary.Protocol)]),
        new NumberCell(summary.Totals.Count),
        new ShareCell(summary.Totals.Home, summary.Totals.Count),
        new ShareCell(summary.Totals.Cloud, summary.Totals.Count),
        Leaders(summary.Countries), Leaders(summary.Provinces), Leaders(summary.Networks),
    ];

    /// <summary>A table cell has room for three; ties beyond are in the JSON.</summary>
    private static CategoriesCell Leaders(Ranking ranking) => new([.. ranking.Groups.SelectMany(group => group.Members).Take(3)]);
}
