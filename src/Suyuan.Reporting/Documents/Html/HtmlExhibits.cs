namespace Suyuan.Reporting;

/// <summary>Figures with their numbers in a table that folds out, and tables; both say where they come from.</summary>
internal sealed class HtmlExhibits(IReportTexts texts, ReportEdition edition, ChartRenderer renderer)
{
    public void Write(HtmlWriter html, Figure figure)
    {
        Panel[] panels = [.. figure.Panels.Where(panel => panel.HasData)];
        bool pair = panels.Length > 1 && panels[0].Shape == ChartShape.Pie;
        bool tall = panels.Any(panel => panel.Data.Slices.Count > 5);
        List<string> notes = [];
        html.Open("figure", ("id", figure.Id));
        html.Open("div", ("class", pair ? "panels" : "panel-stack"));
        foreach (Panel panel in panels)
        {
            string title = texts.Title(panel, figure);
            html.Open("div", ("class", "panel")).Element("p", title, ("class", "panel-title"))
                .Svg(Picture(panel, $"{title}: {PanelWords.Of(panel, texts)}", pair, tall, notes));
            html.Close();
        }
        html.Close();
        foreach (Panel panel in panels.Where(panel => panel.Data.TiedBeyondCut > 0))
        {
            notes.Add(texts.TiedBeyondCut(panel));
        }
        if (figure.Subject == FigureSubject.Maps)
        {
            notes.Add(texts.MapSource(figure));
        }
        foreach (string note in notes)
        {
            html.Element("p", note, ("class", "footnote"));
        }
        html.Element("figcaption", $"{texts.FigureLabel(figure.Number)}\u2002{texts.Caption(figure)}");
        Numbers(html, figure, panels);
        html.Close();
    }

    public void Write(HtmlWriter html, Table table)
    {
        int[] shown = [.. table.Shown(edition)];
        html.Open("div", ("class", "wide"), ("id", table.Id)).Open("table", ("class", Shape(table.Subject)));
        html.Element("caption", $"{texts.TableLabel(table.Number)}\u2002{texts.Caption(table)}");
        html.Open("thead").Open("tr");
        foreach (int index in shown)
        {
            html.Element("th", texts.Heading(table.Columns[index], table), ("scope", "col"), ("class", table.HasData ? Style(table.Rows[0][index]) : "words"));
        }
        html.Close().Close().Open("tbody");
        foreach (IReadOnlyList<Cell> row in table.Rows)
        {
            html.Open("tr");
            foreach (int index in shown)
            {
                html.Element("td", CellText.Of(row[index], texts, edition), ("class", Style(row[index])));
            }
            html.Close();
        }
        html.Close().Close();
        html.Element("p", $"{texts.Words.Source}{texts.Colon}{texts.Lineage(table.Lineage)}", ("class", "lineage"));
        html.Close();
    }

    private string Picture(Panel panel, string words, bool pair, bool tall, List<string> notes)
    {
        if (panel.Shape != ChartShape.Map)
        {
            return renderer.Render(panel.Id, words, ChartDrawing.Of(panel, pair, tall, texts));
        }
        MapPicture map = MapDrawing.Of(panel, texts);
        if (map.Missing.Count > 0)
        {
            notes.Add(texts.NotOnMap(map.Missing));
        }
        return MapSvg.Write(panel.Id, words, map);
    }

    private void Numbers(HtmlWriter html, Figure figure, IReadOnlyList<Panel> panels)
    {
        html.Open("details").Element("summary", texts.Words.DataTable);
        foreach (Panel panel in panels)
        {
            bool octets = panel.Subject == PanelSubject.OctetsPerDay;
            html.Open("table", ("class", "numbers")).Element("caption", texts.Title(panel, figure)).Open("thead").Open("tr")
                .Element("th", texts.CategoryColumn, ("scope", "col")).Element("th", texts.CountColumn, ("scope", "col"))
                .Element("th", texts.ShareColumn, ("scope", "col")).Close().Close().Open("tbody");
            foreach (Slice slice in panel.Data.Slices)
            {
                html.Open("tr").Element("th", texts.Name(slice.Category), ("scope", "row"))
                    .Element("td", octets ? CellText.Scaled(slice.Count, "B") : texts.Number(slice.Count), ("class", "number"))
                    .Element("td", texts.Percent(slice.Count, panel.Data.Total), ("class", "number")).Close();
            }
            html.Close().Close();
            html.Element("p", $"{texts.Words.Source}{texts.Colon}{texts.Lineage(panel.Lineage)}", ("class", "lineage"));
        }
        html.Close();
    }

    private static string Shape(TableSubject subject) => subject switch
    {
        TableSubject.LargestEvents or TableSubject.Trend or TableSubject.Turnover or TableSubject.Life => "data dense",
        TableSubject.EventCounts => "data narrow",
        _ => "data",
    };

    private static string Style(Cell cell) => cell switch
    {
        NumberCell or NoValueCell or ShareCell or RateCell or OctetsCell or ConfidenceCell or DurationCell => "number",
        TimeCell => "address time",
        AddressCell or TargetCell => "address",
        _ => "words",
    };
}
