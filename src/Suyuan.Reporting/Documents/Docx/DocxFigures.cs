namespace Suyuan.Reporting;

/// <summary>Figures: native charts, two pies side by side, and a caption that Word counts.</summary>
internal sealed class DocxFigures(WordWriter word, OfficePackage package, Manuscript manuscript)
{
    /// <summary>Pixels across the text: a chapter's head and both maps stand on one page, two of the home's alone too.</summary>
    private const int MapScale = 790;

    private const string ChartUri = "http://schemas.openxmlformats.org/drawingml/2006/chart";

    private readonly IReportTexts _texts = manuscript.Texts;
    private readonly List<string> _missing = [];
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
                if (panel.Shape == ChartShape.Map)
                {
                    Map(panel, figure);
                }
                else
                {
                    Chart(panel, figure, panel.Shape == ChartShape.Pie ? Height(panel.Shape, rows) * 16 / 9 : DocxFrame.TextWidth, rows);
                }
            }
        }
        List<string> notes = [.. panels.Where(panel => panel.Data.TiedBeyondCut > 0).Select(_texts.TiedBeyondCut), .. _missing];
        _missing.Clear();
        if (figure.Subject == FigureSubject.Maps)
        {
            notes.Add(_texts.MapSource(figure));
        }
        Caption(word, _texts.FigureLabel(figure.Number), figure.Number, _texts.Caption(figure), "FigureCaption");
        foreach (string note in notes)
        {
            word.Paragraph("Source", note);
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

    private void Map(Panel panel, Figure figure)
    {
        MapPicture map = MapDrawing.Of(panel, _texts);
        if (map.Missing.Count > 0)
        {
            _missing.Add(_texts.NotOnMap(map.Missing));
        }
        string title = _texts.Title(panel, figure);
        word.Paragraph("Figure", title);
        int number = ++_charts;
        string file = $"media/map{WordWriter.Number(number)}.emf";
        package.Put("word/" + file, "image/x-emf", MapEmf.Write(map));
        // Maps are shrunk together.
        int width = DocxFrame.TextWidth * map.Width / MapScale;
        word.OpenParagraph("Figure");
        DocxDrawing.WritePicture(
            word, number, panel.Id, $"{title}: {PanelWords.Of(panel, _texts)}", width, width * map.Height / map.Width, package.Relate(DocxReport.Part, "image", file));
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
