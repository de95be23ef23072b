namespace Suyuan.Reporting;

/// <summary>Tables of the appendices.</summary>
internal static class HtmlGrid
{
    public static void Write(HtmlWriter html, GridBlock grid)
    {
        html.Open("div", ("class", "wide")).Open("table", ("class", grid.Style)).Open("thead").Open("tr");
        foreach (string column in grid.Columns)
        {
            html.Element("th", column, ("scope", "col"));
        }
        html.Close().Close().Open("tbody");
        foreach (IReadOnlyList<GridCell> row in grid.Rows)
        {
            html.Open("tr");
            foreach (GridCell cell in row)
            {
                Write(html, cell);
            }
            html.Close();
        }
        html.Close().Close().Close();
    }

    public static void Attribution(HtmlWriter html, Attribution attribution)
    {
        if (attribution.Link is { } link)
        {
            html.Element("a", attribution.Text, ("href", link.AbsoluteUri), ("rel", "noreferrer"));
        }
        else
        {
            html.Text(attribution.Text);
        }
    }

    private static void Write(HtmlWriter html, GridCell cell)
    {
        switch (cell.Kind)
        {
            case GridCellKind.Number:
                html.Open("td", ("class", "number"));
                break;
            case GridCellKind.Digest:
                html.Open("td", ("class", "digest"));
                break;
            default:
                html.Open("td");
                break;
        }
        html.Text(cell.Text);
        if (cell.Simulated)
        {
            html.Text(" ").Element("span", Manuscript.SimulatedMark, ("class", "simulated-mark"));
        }
        if (cell.Note is { } note)
        {
            html.Void("br");
            Attribution(html, note);
        }
        html.Close();
    }
}
