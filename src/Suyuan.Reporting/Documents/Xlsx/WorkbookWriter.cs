using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;

namespace Suyuan.Reporting;

/// <summary>What a workbook says of itself.</summary>
/// <param name="IssuedOn">Stands for the time of its making: the same report gives the same octets.</param>
internal sealed record WorkbookFacts(string Title, string Author, DateOnly IssuedOn, string Classification);

/// <summary>An XLSX package (ECMA-376), sheet after sheet; one sheet is open at a time.</summary>
internal sealed class WorkbookWriter : IDisposable
{
    private const string Declaration = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""";

    /// <summary>Zip cannot tell earlier times; the time of the making would make each package another.</summary>
    private static readonly DateTimeOffset s_entryTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ZipArchive _package;
    private readonly WorkbookFacts _facts;
    private readonly List<string> _sheets = [];

    public WorkbookWriter(Stream stream, WorkbookFacts facts)
    {
        _package = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        _facts = facts;
    }

    /// <param name="name">Unlike the others', at most 31 characters, none of <c>[]:*?/\</c>.</param>
    public void Sheet(string name, IReadOnlyList<double> widths, int frozen, Action<SheetWriter> write)
    {
        _sheets.Add(name);
        using Stream stream = Open($"xl/worksheets/sheet{_sheets.Count}.xml");
        using SheetWriter sheet = new(stream, widths, frozen, _facts.Classification);
        write(sheet);
    }

    public void Dispose()
    {
        StringBuilder types = new($"""{Declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>""");
        StringBuilder sheets = new($"""{Declaration}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>""");
        StringBuilder relations = new($"""{Declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">""");
        for (int number = 1; number <= _sheets.Count; number++)
        {
            types.Append(CultureInfo.InvariantCulture, $"""<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>""");
            sheets.Append(CultureInfo.InvariantCulture, $"""<sheet name="{Escaped(_sheets[number - 1])}" sheetId="{number}" r:id="rId{number}"/>""");
            relations.Append(CultureInfo.InvariantCulture, $"""<Relationship Id="rId{number}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet{number}.xml"/>""");
        }
        Put("xl/workbook.xml", sheets.Append("</sheets></workbook>").ToString());
        Put("xl/_rels/workbook.xml.rels", relations.Append(CultureInfo.InvariantCulture, $"""<Relationship Id="rId{_sheets.Count + 1}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>""").ToString());
        Put("xl/styles.xml", EmbeddedText.Read("workbook-styles.xml"));
        string day = _facts.IssuedOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        Put("docProps/core.xml", $"""{Declaration}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{Escaped(_facts.Title)}</dc:title><dc:creator>{Escaped(_facts.Author)}</dc:creator><cp:category>{Escaped(_facts.Classification)}</cp:category><dcterms:created xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:created></cp:coreProperties>""");
        Put("_rels/.rels", $"""{Declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>""");
        Put("[Content_Types].xml", types.Append("</Types>").ToString());
        _package.Dispose();
    }

    private static string Escaped(string text) => SecurityElement.Escape(XmlText.Valid(text))!;

    private void Put(string name, string text)
    {
        using Stream stream = Open(name);
        stream.Write(Encoding.UTF8.GetBytes(text));
    }

    private Stream Open(string name)
    {
        ZipArchiveEntry entry = _package.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = s_entryTime;
        return entry.Open();
    }
}
