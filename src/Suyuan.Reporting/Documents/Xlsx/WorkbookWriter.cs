using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Suyuan.Reporting;

/// <summary>A workbook, sheet after sheet; one sheet is open at a time.</summary>
internal sealed class WorkbookWriter : IDisposable
{
    private const string Type = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
    private const string Part = "xl/workbook.xml";

    private readonly OfficePackage _package;
    private readonly string _classification;
    private readonly StringBuilder _sheets = new();
    private int _count;

    /// <param name="stream">Stays open.</param>
    public WorkbookWriter(Stream stream, OfficeFacts facts)
    {
        _package = new OfficePackage(stream, facts);
        _classification = facts.Classification;
        _package.Relate("", "officeDocument", Part);
    }

    /// <param name="name">Unlike the others', at most 31 characters, none of <c>[]:*?/\</c>.</param>
    /// <param name="widths">Of the columns, in characters.</param>
    /// <param name="frozen">Rows that stay in sight.</param>
    public void Sheet(string name, IReadOnlyList<double> widths, int frozen, Action<SheetWriter> write)
    {
        _count++;
        string file = string.Create(CultureInfo.InvariantCulture, $"worksheets/sheet{_count}.xml");
        string id = _package.Relate(Part, "worksheet", file);
        _sheets.Append(CultureInfo.InvariantCulture, $"""<sheet name="{OfficePackage.Escaped(name)}" sheetId="{_count}" r:id="{id}"/>""");
        // Lists can have a million rows: the time counts more than the tenth that a slower compression saves.
        using Stream stream = _package.Open("xl/" + file, Type + "worksheet+xml", CompressionLevel.Fastest);
        using SheetWriter sheet = new(stream, widths, frozen, _classification);
        write(sheet);
    }

    public void Dispose()
    {
        _package.Relate(Part, "styles", "styles.xml");
        _package.Put("xl/styles.xml", Type + "styles+xml", EmbeddedText.Read("workbook-styles.xml"));
        _package.Put(Part, Type + "sheet.main+xml", $"""{OfficePackage.Declaration}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>{_sheets}</sheets></workbook>""");
        _package.Dispose();
    }
}
