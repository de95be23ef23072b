using System.Globalization;
using Suyuan.Model;

namespace Suyuan.Reporting;

/// <summary>The resources that a figure or table counts.</summary>
/// <param name="AtHome">Only those at home, or only those abroad; null = all.</param>
/// <param name="Limit">Rows of a Top 20; null = all of them.</param>
public sealed record Population(ResourceSelection Selection, bool? AtHome, int? Limit = null);

/// <summary>A figure or table laid open: its title, where its numbers come from, whom they count, and the numbers.</summary>
/// <param name="Populations">Empty where events are counted.</param>
public sealed record Exhibit(
    string Id, string Title, IReadOnlyList<Lineage> Lineage, IReadOnlyList<Population> Populations, IReadOnlyList<string> Columns,
    IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <param name="id">An id, or the number as printed: <c>fig-18</c>, <c>table-8</c>.</param>
    internal static Exhibit? Find(Report report, string id, ReportLanguage language)
    {
        IReportTexts texts = ReportTexts.For(language, report);
        if (report.Figures.FirstOrDefault(figure => Is(figure.Id, "fig", figure.Number, id)) is { } figure)
        {
            return new Exhibit(
                figure.Id, $"{texts.FigureLabel(figure.Number)} {texts.Caption(figure)}", [.. figure.Panels.Select(panel => panel.Lineage).Distinct()],
                [.. figure.Panels.Select(panel => Of(panel, figure)).OfType<Population>().Distinct()],
                [texts.PanelColumn, texts.CategoryColumn, texts.CountColumn, texts.ShareColumn],
                [.. figure.Panels.SelectMany(panel => panel.Data.All.Select(slice => (IReadOnlyList<string>)
                [
                    texts.Title(panel, figure), texts.Name(slice.Category), texts.Number(slice.Count), Share.Text(slice.Count, panel.Data.Total) + "%",
                ]))]);
        }
        if (report.Tables.FirstOrDefault(table => Is(table.Id, "table", table.Number, id)) is { } table)
        {
            return new Exhibit(
                table.Id, $"{texts.TableLabel(table.Number)} {texts.Caption(table)}", [table.Lineage], [.. Of(table, report)],
                [.. table.Columns.Select(column => texts.Heading(column, table))],
                [.. table.Rows.Select(row => (IReadOnlyList<string>)[.. row.Select(cell => CellText.Of(cell, texts, ReportEdition.Internal))])]);
        }
        return null;
    }

    private static bool Is(string id, string kind, int number, string asked) =>
        asked == id || asked == string.Create(CultureInfo.InvariantCulture, $"{kind}-{number}");

    private static Population? Of(Panel panel, Figure figure) => figure.Selection is not ResourceSelection selection ? null : panel.Subject switch
    {
        PanelSubject.Countries or PanelSubject.WorldMap => new Population(selection, AtHome: false),
        PanelSubject.Provinces or PanelSubject.Networks or PanelSubject.HomeMap => new Population(selection, AtHome: true),
        _ => new Population(selection, AtHome: null),
    };

    private static IEnumerable<Population> Of(Table table, Report report) => table.Subject switch
    {
        TableSubject.TopResources => [new Population(table.Selection!, AtHome: true, table.Rows.Count)],
        TableSubject.Protocols => report.Reflectors.Further.Select(further => new Population(new ResourceSelection(ResourceKind.Reflector, further.Protocol), AtHome: null)),
        TableSubject.Trend or TableSubject.Turnover or TableSubject.YearToDate or TableSubject.Life => report.Sections.Select(section => new Population(section.Selection, AtHome: null)),
        _ => [],
    };
}
