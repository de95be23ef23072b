using System.Globalization;

namespace Suyuan.Reporting;

/// <summary>A full list; one that is longer than a worksheet goes on in the next.</summary>
internal static class XlsxLists
{
    private const int Head = 2;

    public static void Write(WorkbookWriter workbook, ReportList list, Manuscript manuscript)
    {
        SheetWords words = SheetWords.In(manuscript.Texts.Language);
        TimeZoneInfo zone = manuscript.Report.Home.Zone;
        double[] widths = [.. list.Columns.Select(Width)];
        SheetCell[] cells = new SheetCell[list.Columns.Count];
        using IEnumerator<IReadOnlyList<ListValue>> rows = list.Rows.GetEnumerator();
        bool more = rows.MoveNext();
        int part = 1;
        do
        {
            string name = words.Lists[list.Subject] + (part == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" {part}"));
            workbook.Sheet(name, widths, Head, sheet =>
            {
                string note = $"{words.Zone} {zone.Id}" + (list.Limit is int limit ? ". " + string.Format(CultureInfo.InvariantCulture, words.Cut, limit) : "");
                sheet.Row(SheetCell.Text(manuscript.Report.Simulated ? $"{Manuscript.SimulatedMark} · {note}" : note, SheetStyle.Note));
                sheet.Row([.. list.Columns.Select(column => SheetCell.Text(words.Columns[column], SheetStyle.Heading))]);
                while (more && sheet.Rows < SheetWriter.LargestRows)
                {
                    for (int index = 0; index < cells.Length; index++)
                    {
                        cells[index] = rows.Current[index].ToCell(zone);
                    }
                    sheet.Row(cells);
                    more = rows.MoveNext();
                }
            });
            part++;
        }
        while (more);
    }

    private static double Width(ListColumn column) => column switch
    {
        ListColumn.EventId or ListColumn.Target or ListColumn.Address or ListColumn.Start or ListColumn.End or ListColumn.FirstSeen or ListColumn.LastSeen
            or ListColumn.Exporter => 21,
        ListColumn.Vectors => 32,
        ListColumn.Packets or ListColumn.Octets or ListColumn.PeakBits or ListColumn.PeakPackets => 19,
        _ => 14,
    };
}
