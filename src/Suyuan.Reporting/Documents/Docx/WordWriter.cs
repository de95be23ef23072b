using System.Globalization;
using System.Xml;

namespace Suyuan.Reporting;

/// <summary>Writes WordprocessingML (ECMA-376 part 1, §17): paragraphs, runs, fields and bookmarks.</summary>
internal sealed class WordWriter(XmlWriter xml)
{
    public const string Word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    public const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private int _bookmarks;

    public XmlWriter Xml => xml;

    public WordWriter Open(string name, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        xml.WriteStartElement("w", name, Word);
        foreach ((string attribute, string value) in attributes)
        {
            xml.WriteAttributeString("w", attribute, Word, value);
        }
        return this;
    }

    public WordWriter Close()
    {
        xml.WriteEndElement();
        return this;
    }

    public WordWriter Empty(string name, params ReadOnlySpan<(string Name, string Value)> attributes) => Open(name, attributes).Close();

    /// <param name="style">Id in styles.xml.</param>
    public WordWriter OpenParagraph(string style) => Open("p").Open("pPr").Empty("pStyle", ("val", style)).Close();

    public void Paragraph(string style, string text) => OpenParagraph(style).Run(text).Close();

    /// <summary>On the page of what comes next.</summary>
    public void ParagraphWithNext(string style, string text) => Open("p").Open("pPr").Empty("pStyle", ("val", style)).Empty("keepNext").Close().Run(text).Close();

    /// <param name="list">Of numbering.xml.</param>
    public void ListItem(int list, string text) =>
        Open("p").Open("pPr").Empty("pStyle", ("val", "ListNumber")).Open("numPr").Empty("ilvl", ("val", "0")).Empty("numId", ("val", Number(list))).Close().Close()
            .Run(text).Close();

    /// <summary>A heading that links and the contents lead to.</summary>
    public void Heading(HeadingBlock heading, bool onNewPage)
    {
        Open("p").Open("pPr").Empty("pStyle", ("val", "Heading" + Number(heading.Level)));
        if (onNewPage)
        {
            Empty("pageBreakBefore");
        }
        Close();
        string id = Number(++_bookmarks);
        Empty("bookmarkStart", ("id", id), ("name", Bookmark(heading.Id))).Run(heading.Text).Empty("bookmarkEnd", ("id", id)).Close();
    }

    public WordWriter Run(string text, string? characterStyle = null)
    {
        Open("r");
        if (characterStyle is not null)
        {
            Open("rPr").Empty("rStyle", ("val", characterStyle)).Close();
        }
        Open("t");
        xml.WriteAttributeString("xml", "space", null, "preserve");
        xml.WriteString(XmlText.Valid(text));
        return Close().Close();
    }

    public WordWriter Tab() => Open("r").Empty("tab").Close();

    /// <summary>A field with what it shows until it is computed anew.</summary>
    public WordWriter Field(string instruction, string shown)
    {
        Begin(instruction);
        return Run(shown).End();
    }

    public WordWriter Begin(string instruction, bool dirty = false)
    {
        Open("r");
        _ = dirty ? Empty("fldChar", ("fldCharType", "begin"), ("dirty", "1")) : Empty("fldChar", ("fldCharType", "begin"));
        Close().Open("r").Open("instrText");
        xml.WriteAttributeString("xml", "space", null, "preserve");
        xml.WriteString(instruction);
        return Close().Close().Open("r").Empty("fldChar", ("fldCharType", "separate")).Close();
    }

    public WordWriter End() => Open("r").Empty("fldChar", ("fldCharType", "end")).Close();

    /// <param name="relation">Id of an address outside.</param>
    public void Link(string relation, string text)
    {
        xml.WriteStartElement("w", "hyperlink", Word);
        xml.WriteAttributeString("r", "id", Relations, relation);
        Run(text, "Hyperlink").Close();
    }

    /// <summary>Bookmarks take letters, digits and underscores.</summary>
    public static string Bookmark(string id) => "_" + id.Replace('-', '_');

    public static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
