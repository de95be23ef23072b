namespace Suyuan.Reporting;

/// <summary>The sheets of words: summary, definitions, basis of the numbers, appendices.</summary>
internal sealed class XlsxFront(WorkbookWriter workbook, Manuscript manuscript)
{
    private const double TextWidth = 110;

    private readonly IReportTexts _texts = manuscript.Texts;
    private readonly SheetWords _words = SheetWords.In(manuscript.Texts.Language);

    public void Summary() => workbook.Sheet(_words.Summary, [24, TextWidth], 0, sheet =>
    {
        sheet.Row(SheetCell.Text(_texts.ReportTitle, SheetStyle.Title));
        sheet.Row(SheetCell.Text(_texts.Subtitle, SheetStyle.Title));
        sheet.Row(SheetCell.Text(manuscript.EditionLine, SheetStyle.Note));
        if (manuscript.Report.Simulated)
        {
            sheet.Row(SheetCell.Text(Manuscript.SimulatedMark, SheetStyle.Strong), SheetCell.Text(_texts.Words.SimulatedNote, SheetStyle.Wrapped));
        }
        foreach ((string name, string value) in manuscript.TitleFacts)
        {
            sheet.Row(SheetCell.Text(name, SheetStyle.Strong), SheetCell.Text(value, SheetStyle.Wrapped));
        }
        sheet.Row(SheetCell.Text(_words.Zone, SheetStyle.Strong), SheetCell.Text(manuscript.Report.Home.Zone.Id, SheetStyle.Wrapped));
        foreach (ListBlock findings in manuscript.Blocks.OfType<ListBlock>().Where(list => list.Findings))
        {
            sheet.Row();
            sheet.Row(SheetCell.Text(_texts.Heading(HeadingSubject.KeyFindings), SheetStyle.Heading), SheetCell.Text("", SheetStyle.Heading));
            for (int index = 0; index < findings.Items.Count; index++)
            {
                sheet.Row(SheetCell.Number(index + 1), SheetCell.Text(findings.Items[index], SheetStyle.Wrapped));
            }
        }
        sheet.Row();
        sheet.Row(SheetCell.Text(_words.Sheet, SheetStyle.Heading), SheetCell.Text(_words.Contents, SheetStyle.Heading));
        foreach (Block block in manuscript.Blocks)
        {
            (string name, string caption) = block switch
            {
                FigureBlock figure => (_texts.FigureLabel(figure.Figure.Number), _texts.Caption(figure.Figure)),
                TableBlock table => (_texts.TableLabel(table.Table.Number), _texts.Caption(table.Table)),
                _ => ("", ""),
            };
            if (name.Length > 0)
            {
                sheet.LinkRow($"'{name}'!A1", SheetCell.Text(name, SheetStyle.Link), SheetCell.Text(caption));
            }
        }
        sheet.Row();
        sheet.Row(SheetCell.Text(manuscript.GeneratedBy, SheetStyle.Note));
    });

    public void Definitions() => workbook.Sheet(_words.Definitions, [TextWidth + 24], 0, sheet =>
    {
        sheet.Row(SheetCell.Text(_texts.Heading(HeadingSubject.Definitions), SheetStyle.Title));
        foreach (string text in (string[])[.. _texts.DefinitionIntroduction, .. _texts.Definitions, .. _texts.EventDefinition])
        {
            sheet.Row(SheetCell.Text(_texts.Sentence(text), SheetStyle.Wrapped));
        }
    });

    public void Basis() => workbook.Sheet(_texts.Heading(HeadingSubject.Basis), [24, TextWidth], 2, sheet =>
    {
        BasisBlock basis = manuscript.Blocks.OfType<BasisBlock>().Single();
        sheet.Row(SheetCell.Text(_texts.Heading(HeadingSubject.Basis), SheetStyle.Title));
        sheet.Row(SheetCell.Text(_words.Item, SheetStyle.Heading), SheetCell.Text(_words.Value, SheetStyle.Heading));
        if (basis.Warning is not null)
        {
            sheet.Row(SheetCell.Text(_texts.Words.Incomplete, SheetStyle.Strong), SheetCell.Text(basis.Warning, SheetStyle.Wrapped));
        }
        foreach ((string name, string value) in basis.Rows)
        {
            sheet.Row(SheetCell.Text(name, SheetStyle.Strong), SheetCell.Text(value, SheetStyle.Wrapped));
        }
    });

    /// <summary>The method as terms, and each table of an appendix.</summary>
    public void Appendices()
    {
        foreach (TermsBlock terms in manuscript.Blocks.OfType<TermsBlock>())
        {
            workbook.Sheet(_texts.Heading(terms.Subject), [28, TextWidth], 0, sheet =>
            {
                foreach ((string name, string text) in terms.Terms)
                {
                    sheet.Row(SheetCell.Text(name, SheetStyle.Strong), SheetCell.Text(text, SheetStyle.Wrapped));
                }
            });
        }
        foreach (GridBlock grid in manuscript.Blocks.OfType<GridBlock>())
        {
            string name = grid.Style switch
            {
                "sources" => _texts.Heading(HeadingSubject.AddressData),
                "exporters" => _texts.Words.Exporter,
                _ => _texts.Heading(HeadingSubject.Inputs),
            };
            workbook.Sheet(name, [.. grid.Columns.Select((_, index) => index == 0 ? 48.0 : 24.0)], 1, sheet => Write(sheet, grid));
        }
    }

    private static void Write(SheetWriter sheet, GridBlock grid)
    {
        sheet.Row([.. grid.Columns.Select((column, index) => SheetCell.Text(
            column, grid.Rows.Count > 0 && grid.Rows[0][index].Value is not null ? SheetStyle.NumberHeading : SheetStyle.Heading))]);
        foreach (IReadOnlyList<GridCell> row in grid.Rows)
        {
            sheet.Row([.. row.Select(cell => cell.Value is long value ? SheetCell.Whole(value) : SheetCell.Text(
                cell.Text + (cell.Note is { } note ? " – " + note.Text : "") + (cell.Simulated ? $" [{Manuscript.SimulatedMark}]" : ""), SheetStyle.Wrapped))]);
        }
    }
}
