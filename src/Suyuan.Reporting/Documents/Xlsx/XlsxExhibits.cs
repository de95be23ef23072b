using System.Globalization;

namespace Suyuan.Reporting;

/// <summary>A sheet for a figure or a table: its caption, a head that stays in sight, the numbers, and where they come from.</summary>
internal sealed class XlsxExhibits(WorkbookWriter workbook, Manuscript manuscript)
{
    private const int Head = 2;

    private readonly IReportTexts _texts = manuscript.Texts;
    private readonly SheetWords _words = SheetWords.In(manuscript.Texts.Language);

    public void Write(Figure figure)
    {
        string label = _texts.FigureLabel(figure.Number);
        workbook.Sheet(label, [34, 34, 20, 12], Head, sheet =>
        {
            Caption(sheet, $"{label}  {_texts.Caption(figure)}");
            sheet.Row(
                SheetCell.Text(_texts.PanelColumn, SheetStyle.Heading), SheetCell.Text(_texts.CategoryColumn, SheetStyle.Heading),
                SheetCell.Text(_texts.CountColumn, SheetStyle.NumberHeading), SheetCell.Text(_texts.ShareColumn, SheetStyle.NumberHeading));
            foreach (Panel panel in figure.Panels.Where(panel => panel.HasData))
            {
                Slices(sheet, panel, _texts.Title(panel, figure), panel.Data.Slices);
            }
            foreach (Panel panel in figure.Panels.Where(panel => panel.HasData && panel.Data.All.Count > panel.Data.Slices.Count))
            {
                Slices(sheet, panel, $"{_texts.Title(panel, figure)} – {_words.AllCategories}", panel.Data.All);
            }
            sheet.Row();
            foreach (Panel panel in figure.Panels.Where(panel => panel.HasData))
            {
                if (panel.Data.TiedBeyondCut > 0)
                {
                    Note(sheet, _texts.TiedBeyondCut(panel));
                }
                Note(sheet, $"{_texts.Title(panel, figure)} – {_texts.Words.Source}{_texts.Colon}{_texts.Lineage(panel.Lineage)}");
            }
        });
    }

    public void Write(Table table)
    {
        int[] shown = [.. table.Shown(manuscript.Edition)];
        string label = _texts.TableLabel(table.Number);
        workbook.Sheet(label, [.. shown.Select(index => Width(table, index))], Head, sheet =>
        {
            Caption(sheet, $"{label}  {_texts.Caption(table)}");
            sheet.Row([.. shown.Select(index => SheetCell.Text(
                _texts.Heading(table.Columns[index], table) + Unit(table, index),
                table.HasData && Value(table.Rows[0][index]).Kind != SheetCellKind.Text ? SheetStyle.NumberHeading : SheetStyle.Heading))]);
            foreach (IReadOnlyList<Cell> row in table.Rows)
            {
                sheet.Row([.. shown.Select(index => Value(row[index]))]);
            }
            sheet.Row();
            Note(sheet, $"{_texts.Words.Source}{_texts.Colon}{_texts.Lineage(table.Lineage)}");
        });
    }

    private static void Note(SheetWriter sheet, string text) => sheet.Row(SheetCell.Text(text, SheetStyle.Note));

    private void Caption(SheetWriter sheet, string text) =>
        sheet.Row(SheetCell.Text(manuscript.Report.Simulated ? $"{text}  [{Manuscript.SimulatedMark}]" : text, SheetStyle.Title));

    private void Slices(SheetWriter sheet, Panel panel, string title, IEnumerable<Slice> slices)
    {
        foreach (Slice slice in slices)
        {
            sheet.Row(
                SheetCell.Text(title),
                slice.Category.Kind == CategoryKind.Day
                    ? SheetCell.Day(DateOnly.ParseExact(slice.Category.Key, "yyyy-MM-dd", CultureInfo.InvariantCulture)) : SheetCell.Text(_texts.Name(slice.Category)),
                SheetCell.Whole(slice.Count), SheetCell.Share(slice.Count, panel.Data.Total));
        }
    }

    /// <summary>What a document writes with its unit is a bare number here.</summary>
    private SheetCell Value(Cell cell) => cell switch
    {
        NumberCell number => SheetCell.Whole(number.Value),
        ShareCell share => SheetCell.Share(share.Count, share.Total),
        TimeCell time => SheetCell.Time(time.UnixMilliseconds, manuscript.Report.Home.Zone),
        DurationCell duration => SheetCell.Span(duration.Seconds),
        RateCell { Seconds: 0 } or NoValueCell => SheetCell.Empty,
        RateCell rate => SheetCell.Whole(rate.PerSecond),
        OctetsCell octets => SheetCell.Whole(octets.Octets),
        ConfidenceCell confidence => SheetCell.Hundredths(confidence.Value),
        _ => SheetCell.Text(CellText.Of(cell, _texts, manuscript.Edition)),
    };

    private string Unit(Table table, int index)
    {
        string unit = table.Columns[index].Subject switch
        {
            ColumnSubject.PeakBits => "bit/s",
            ColumnSubject.PeakPackets => "pps",
            ColumnSubject.Octets => "B",
            _ => "",
        };
        return unit.Length == 0 ? "" : _texts.Language == ReportLanguage.Chinese ? $"（{unit}）" : $" ({unit})";
    }

    private static double Width(Table table, int index) => table.Columns[index].Subject switch
    {
        ColumnSubject.Rank or ColumnSubject.EventNumber or ColumnSubject.Events or ColumnSubject.Confidence or ColumnSubject.HomeShare or ColumnSubject.CloudShare => 12,
        > ColumnSubject.Resource => 15,
        ColumnSubject.TopCountries or ColumnSubject.TopProvinces or ColumnSubject.Vectors or ColumnSubject.TargetPlace => 34,
        _ => 22,
    };
}
