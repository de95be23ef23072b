using System.Globalization;

namespace Suyuan.Reporting;

/// <summary>What stands around the text: styles, numbering, settings, running head and foot, the page.</summary>
internal sealed class DocxFrame(OfficePackage package, Manuscript manuscript)
{
    public const int DefinitionsList = 1;
    public const int FindingsList = 2;

    /// <summary>Width of the text on A4 with margins of 19 mm, in twentieths of a point.</summary>
    public const int TextWidth = 9752;

    private const string Namespaces = $"""xmlns:w="{WordWriter.Word}" xmlns:r="{WordWriter.Relations}" """;

    private string _header = "";
    private string _footer = "";

    public void Write()
    {
        bool chinese = manuscript.Texts.Language == ReportLanguage.Chinese;
        // The language of Latin letters, in Chinese too: by the rules of Chinese, numbers and words would break anywhere.
        Put("styles", EmbeddedText.Read("document-styles.xml")
            .Replace("{{language}}", chinese ? "en-US" : "en-GB", StringComparison.Ordinal)
            .Replace("{{indent}}", chinese ? "<w:ind w:firstLineChars=\"200\" w:firstLine=\"420\"/>" : "", StringComparison.Ordinal)
            .Replace("{{justify}}", chinese ? "both" : "left", StringComparison.Ordinal));
        Put("settings", $"""{OfficePackage.Declaration}<w:settings {Namespaces}><w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/><w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>""");
        Put("numbering", $"""{OfficePackage.Declaration}<w:numbering {Namespaces}>{List(DefinitionsList, chinese)}{List(FindingsList, chinese)}{Numbered(DefinitionsList)}{Numbered(FindingsList)}</w:numbering>""");
        string classification = OfficePackage.Escaped(manuscript.Classification);
        string title = OfficePackage.Escaped($"{manuscript.Texts.ReportTitle} ({manuscript.Texts.PeriodName})");
        string mark = manuscript.Report.Simulated ? $"""<w:r><w:rPr><w:rStyle w:val="Mark"/></w:rPr><w:t>{Manuscript.SimulatedMark}</w:t></w:r>""" : "";
        const string Tab = "<w:r><w:tab/></w:r>";
        _header = Put("header", $"""{OfficePackage.Declaration}<w:hdr {Namespaces}><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>{Tab}{mark}{Tab}<w:r><w:t>{classification}</w:t></w:r></w:p></w:hdr>""");
        _footer = Put("footer", $"""{OfficePackage.Declaration}<w:ftr {Namespaces}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr><w:r><w:t>{title}</w:t></w:r>{Tab}<w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple><w:r><w:t xml:space="preserve"> / </w:t></w:r><w:fldSimple w:instr="NUMPAGES"><w:r><w:t>1</w:t></w:r></w:fldSimple>{Tab}<w:r><w:t>{classification}</w:t></w:r></w:p></w:ftr>""");
    }

    /// <summary>The only section, at the end of the body.</summary>
    public void Section(WordWriter word)
    {
        word.Open("sectPr");
        Reference(word, "headerReference", _header);
        Reference(word, "footerReference", _footer);
        word.Empty("pgSz", ("w", "11906"), ("h", "16838"));
        word.Empty("pgMar", ("top", "1247"), ("right", "1077"), ("bottom", "1134"), ("left", "1077"), ("header", "567"), ("footer", "510"), ("gutter", "0"));
        word.Close();
    }

    private static void Reference(WordWriter word, string name, string relation)
    {
        word.Open(name, ("type", "default"));
        word.Xml.WriteAttributeString("r", "id", WordWriter.Relations, relation);
        word.Close();
    }

    private string Put(string name, string xml)
    {
        package.Put($"word/{name}.xml", $"{DocxReport.WordType}{name}+xml", xml);
        return package.Relate(DocxReport.Part, name, name + ".xml");
    }

    private static string List(int id, bool chinese) => string.Create(CultureInfo.InvariantCulture, $"""<w:abstractNum w:abstractNumId="{id}"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="{(chinese ? "%1、" : "%1.")}"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="480" w:hanging="480"/></w:pPr></w:lvl></w:abstractNum>""");

    private static string Numbered(int id) => string.Create(CultureInfo.InvariantCulture, $"""<w:num w:numId="{id}"><w:abstractNumId w:val="{id}"/></w:num>""");
}
