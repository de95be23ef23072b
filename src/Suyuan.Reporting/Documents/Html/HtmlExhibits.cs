namespace Suyuan.Reporting;

/// <summary>Figures with their numbers in a table that folds out, and tables; both say where they come from.</summary>
internal sealed class HtmlExhibits(IReportTexts texts, ReportEdition edition, ChartRenderer renderer)
{
    public void Write(HtmlWriter html, Figure figure)
    {
        Panel[] panels = [.. figure.Panels.Where(panel => panel.HasData)];
        bool pair = panels.Length > 1 && panels[0].Shape == ChartShape.Pie;
        bool tall = panels.Any(panel => panel.Data.Slices.Count > 5);
        html.Open("figure", ("id", figure.Id));
        html.Open("div", ("class", pair ? "panels" : "panel-stack"));
        foreach (Panel panel in panels)
        {
            string title = texts.Title(panel, figure);
            html.Open("div", ("class", "panel")).Element("p", title, ("class", "panel-title"))
                .Svg(renderer.Render(panel.Id, $"{title}: {PanelWords.Of(panel, texts)}", ChartDrawing.Of(panel, pair, tall, texts)));
            html.Close();
        }
        html.Close();
        foreach (Panel panel in panels.Where(panel => panel.Data.TiedBeyondCut > 0))
        {
            html.Element("p", texts.TiedBeyondCut(panel), ("class", "footnote"));
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
        TableSubject.LargestEvents => "data dense",
        TableSubject.EventCounts => "data narrow",
        _ => "data",
    };

    private static string Style(Cell cell) => cell switch
    {
        NumberCell or NoValueCell or ShareCell or RateCell or OctetsCell or ConfidenceCell or DurationCell => "number",
        AddressCell or TargetCell or TimeCell => "address",
        _ => "words",
    };
}
