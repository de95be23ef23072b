namespace Suyuan.Reporting;

/// <summary>
/// The report as a workbook: what it says in sheets of words, a sheet for every figure and table with numbers to reckon with, and in the internal
/// edition the full lists behind them. The same report gives the same octets.
/// </summary>
public static class XlsxReport
{
    /// <param name="output">Written from its position on; stays open.</param>
    /// <param name="lists">Full lists; the public edition takes none, whoever calls.</param>
    public static void Write(Report report, ReportLanguage language, ReportEdition edition, IEnumerable<ReportList> lists, Stream output)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(lists);
        ArgumentNullException.ThrowIfNull(output);
        Manuscript manuscript = Manuscript.Of(report, language, edition);
        using WorkbookWriter workbook = new(output, OfficeFacts.Of(manuscript));
        XlsxFront front = new(workbook, manuscript);
        front.Summary();
        front.Definitions();
        front.Basis();
        XlsxExhibits exhibits = new(workbook, manuscript);
        foreach (Block block in manuscript.Blocks)
        {
            switch (block)
            {
                case FigureBlock figure:
                    exhibits.Write(figure.Figure);
                    break;
                case TableBlock table:
                    exhibits.Write(table.Table);
                    break;
            }
        }
        front.Appendices();
        if (edition == ReportEdition.Internal)
        {
            foreach (ReportList list in lists)
            {
                XlsxLists.Write(workbook, list, manuscript);
            }
        }
    }
}
