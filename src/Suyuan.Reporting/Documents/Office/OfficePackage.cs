using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;

namespace Suyuan.Reporting;

/// <summary>What an office document says of itself.</summary>
/// <param name="IssuedOn">Stands for the time of its making: the same report gives the same octets.</param>
internal sealed record OfficeFacts(string Title, string Author, string Language, DateOnly IssuedOn, string Classification)
{
    public static OfficeFacts Of(Manuscript manuscript) => new(
        manuscript.Title, manuscript.Report.Options.PublisherIn(manuscript.Texts.Language), manuscript.Texts.Tag, manuscript.Report.Options.IssuedOn,
        manuscript.Classification);
}

/// <summary>
/// An Open Packaging Conventions package (ECMA-376 part 2): parts, their types and relationships. Entries carry no time and parts no random id, so
/// that the same parts give the same octets. One part is open at a time.
/// </summary>
internal sealed class OfficePackage : IDisposable
{
    public const string Declaration = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""";

    private const string OfficeRelation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

    /// <summary>Zip knows no earlier time.</summary>
    private static readonly DateTimeOffset s_entryTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ZipArchive _zip;
    private readonly List<(string Part, string Type)> _types = [];
    private readonly SortedDictionary<string, List<string>> _relations = new(StringComparer.Ordinal);

    /// <param name="stream">Stays open.</param>
    public OfficePackage(Stream stream, OfficeFacts facts)
    {
        _zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        string day = facts.IssuedOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        Put("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml", $"""{Declaration}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{Escaped(facts.Title)}</dc:title><dc:creator>{Escaped(facts.Author)}</dc:creator><dc:language>{Escaped(facts.Language)}</dc:language><cp:category>{Escaped(facts.Classification)}</cp:category><dcterms:created xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:created></cp:coreProperties>""");
        Relate("", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", "docProps/core.xml");
    }

    /// <summary>For element content and attribute values.</summary>
    public static string Escaped(string text) => SecurityElement.Escape(XmlText.Valid(text))!;

    public Stream Open(string part, string type, CompressionLevel level = CompressionLevel.Optimal)
    {
        _types.Add((part, type));
        return Entry(part, level);
    }

    public void Put(string part, string type, string xml) => Put(part, type, Encoding.UTF8.GetBytes(xml));

    public void Put(string part, string type, ReadOnlySpan<byte> octets)
    {
        using Stream stream = Open(part, type);
        stream.Write(octets);
    }

    /// <param name="source">The part that refers; empty = the package.</param>
    /// <param name="type">In full, or its last part where it is one of office documents.</param>
    /// <param name="target">As the source sees it: relative to its folder, or an address outside.</param>
    /// <returns>The id to refer by.</returns>
    public string Relate(string source, string type, string target, bool external = false)
    {
        if (!_relations.TryGetValue(source, out List<string>? relations))
        {
            _relations[source] = relations = [];
        }
        string id = string.Create(CultureInfo.InvariantCulture, $"rId{relations.Count + 1}");
        string full = type.Contains("://", StringComparison.Ordinal) ? type : OfficeRelation + type;
        relations.Add($"""<Relationship Id="{id}" Type="{full}" Target="{Escaped(target)}"{(external ? " TargetMode=\"External\"" : "")}/>""");
        return id;
    }

    public void Dispose()
    {
        foreach ((string source, List<string> relations) in _relations)
        {
            int slash = source.LastIndexOf('/') + 1;
            Write($"{source[..slash]}_rels/{source[slash..]}.rels", $"""{Declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{string.Concat(relations)}</Relationships>""");
        }
        Write("[Content_Types].xml", $"""{Declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{string.Concat(_types.Select(part => $"""<Override PartName="/{part.Part}" ContentType="{part.Type}"/>"""))}</Types>""");
        _zip.Dispose();
    }

    private void Write(string name, string xml)
    {
        using Stream stream = Entry(name, CompressionLevel.Optimal);
        stream.Write(Encoding.UTF8.GetBytes(xml));
    }

    private Stream Entry(string name, CompressionLevel level)
    {
        ZipArchiveEntry entry = _zip.CreateEntry(name, level);
        entry.LastWriteTime = s_entryTime;
        return entry.Open();
    }
}
