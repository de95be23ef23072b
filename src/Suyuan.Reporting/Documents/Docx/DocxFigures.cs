namespace Suyuan.Reporting;

/// <summary>Figures: native charts, two pies side by side, and a caption that Word counts.</summary>
internal sealed class DocxFigures(WordWriter word, OfficePackage package, Manuscript manuscript)
{
    private const string ChartUri = "http://schemas.openxmlformats.org/drawingml/2006/chart";

    private readonly IReportTexts _texts = manuscript.Texts;
    private int _charts;

    public void Write(Figure figure)
    {
        Panel[] panels = [.. figure.Panels.Where(panel => panel.HasData)];
        bool pair = panels.Length > 1 && panels[0].Shape == ChartShape.Pie;
        int rows = panels.Max(panel => panel.Data.Slices.Count);
        if (pair)
        {
            int half = DocxFrame.TextWidth / 2;
            word.Open("tbl").Open("tblPr").Empty("tblW", ("w", WordWriter.Number(DocxFrame.TextWidth)), ("type", "dxa")).Empty("tblLayout", ("type", "fixed"))
                .Open("tblCellMar").Empty("left", ("w", "0"), ("type", "dxa")).Empty("right", ("w", "0"), ("type", "dxa")).Close().Close();
            word.Open("tblGrid").Empty("gridCol", ("w", WordWriter.Number(half))).Empty("gridCol", ("w", WordWriter.Number(half))).Close();
            word.Open("tr").Open("trPr").Empty("cantSplit").Close();
            foreach (Panel panel in panels)
            {
                word.Open("tc").Open("tcPr").Empty("tcW", ("w", WordWriter.Number(half)), ("type", "dxa")).Close();
                Chart(panel, figure, half - 60, rows);
                word.Close();
            }
            word.Close().Close();
        }
        else
        {
            foreach (Panel panel in panels)
            {
                Chart(panel, figure, panel.Shape == ChartShape.Pie ? Height(panel.Shape, rows) * 16 / 9 : DocxFrame.TextWidth, rows);
            }
        }
        Caption(word, _texts.FigureLabel(figure.Number), figure.Number, _texts.Caption(figure), "FigureCaption");
        foreach (Panel panel in panels.Where(panel => panel.Data.TiedBeyondCut > 0))
        {
            word.Paragraph("Source", _texts.TiedBeyondCut(panel));
        }
        string[] sources = [.. panels.Select(panel => _texts.Lineage(panel.Lineage)).Distinct()];
        word.Paragraph("Source", $"{_texts.Words.Source}{_texts.Colon}{string.Join("; ", sources)}");
    }

    /// <summary>The number is a field of the sequence, set to what the report prints: figures without data leave gaps.</summary>
    public static void Caption(WordWriter word, string label, int number, string caption, string style)
    {
        string digits = WordWriter.Number(number);
        int at = label.LastIndexOf(digits, StringComparison.Ordinal);
        string sequence = style == "FigureCaption" ? "Figure" : "Table";
        word.OpenParagraph(style).Run(label[..at]).Field($"SEQ {sequence} \\* ARABIC \\r {digits}", digits).Run(label[(at + digits.Length)..] + "\u2002" + caption).Close();
    }

    private void Chart(Panel panel, Figure figure, int width, int rows)
    {
        int number = ++_charts;
        string title = _texts.Title(panel, figure);
        string relation = DocxChart.Put(package, number, title, panel, _texts, OfficeFacts.Of(manuscript));
        word.OpenParagraph("Figure");
        DocxDrawing.Write(
            word, number, panel.Id, $"{title}: {PanelWords.Of(panel, _texts)}", width, Height(panel.Shape, rows), ChartUri,
            (xml, _, _) => xml.WriteRaw($"""<c:chart xmlns:c="{ChartUri}" r:id="{relation}"/>"""));
        word.Close();
    }

    /// <summary>Room for one line of the legend, or one bar, each. LibreOffice draws charts at 16 to 9 and stretches them: pies stay near that.</summary>
    private static int Height(ChartShape shape, int rows) => shape switch
    {
        ChartShape.Pie => Math.Max(2700, 500 + (rows * 250)),
        ChartShape.Bars => 800 + (rows * 380),
        _ => 3600,
    };
}
