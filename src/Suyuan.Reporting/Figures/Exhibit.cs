using Suyuan.Model;

namespace Suyuan.Reporting;

/// <summary>A figure or table laid open: its title, where its numbers come from, and the numbers.</summary>
public sealed record Exhibit(
    string Id, string Title, IReadOnlyList<Lineage> Lineage, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    internal static Exhibit? Find(Report report, string id, ReportLanguage language)
    {
        IReportTexts texts = ReportTexts.For(language, report);
        if (report.Figures.FirstOrDefault(figure => figure.Id == id) is { } figure)
        {
            return new Exhibit(
                id, $"{texts.FigureLabel(figure.Number)} {texts.Caption(figure)}", [.. figure.Panels.Select(panel => panel.Lineage).Distinct()],
                [texts.PanelColumn, texts.CategoryColumn, texts.CountColumn, texts.ShareColumn],
                [.. figure.Panels.SelectMany(panel => panel.Data.All.Select(slice => (IReadOnlyList<string>)
                [
                    texts.Title(panel, figure), texts.Name(slice.Category), texts.Number(slice.Count), Share.Text(slice.Count, panel.Data.Total) + "%",
                ]))]);
        }
        if (report.Tables.FirstOrDefault(table => table.Id == id) is { } table)
        {
            return new Exhibit(
                id, $"{texts.TableLabel(table.Number)} {texts.Caption(table)}", [table.Lineage],
                [.. table.Columns.Select(column => texts.Heading(column, table))],
                [.. table.Rows.Select(row => (IReadOnlyList<string>)[.. row.Select(cell => CellText.Of(cell, texts, ReportEdition.Internal))])]);
        }
        return null;
    }
}
