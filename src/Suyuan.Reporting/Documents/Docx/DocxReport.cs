using System.Text;
using System.Xml;

namespace Suyuan.Reporting;

/// <summary>
/// The report as a Word document: real styles, a contents field, tables to edit with heads that repeat, native charts that carry their numbers,
/// classification and page numbers on every page. The same report gives the same octets.
/// </summary>
public static class DocxReport
{
    /// <summary>Main document part.</summary>
    internal const string Part = "word/document.xml";

    internal const string WordType = "application/vnd.openxmlformats-officedocument.wordprocessingml.";

    private static readonly XmlWriterSettings s_xml = new() { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) };

    /// <param name="output">Written from its position on; stays open.</param>
    public static void Write(Report report, ReportLanguage language, ReportEdition edition, Stream output)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(output);
        Manuscript manuscript = Manuscript.Of(report, language, edition);
        using OfficePackage package = new(output, OfficeFacts.Of(manuscript));
        package.Relate("", "officeDocument", Part);
        DocxFrame frame = new(package, manuscript);
        frame.Write();
        // Charts are parts of their own, written while the text is composed: the text waits in memory.
        using MemoryStream text = new();
        using (XmlWriter xml = XmlWriter.Create(text, s_xml))
        {
            Body(new WordWriter(xml), package, manuscript, frame);
        }
        package.Put(Part, WordType + "document.main+xml", text.GetBuffer().AsSpan(0, (int)text.Length));
    }

    private static void Body(WordWriter word, OfficePackage package, Manuscript manuscript, DocxFrame frame)
    {
        word.Open("document");
        word.Xml.WriteAttributeString("xmlns", "r", null, WordWriter.Relations);
        word.Open("body");
        DocxFront front = new(word, package, manuscript);
        front.TitlePage();
        front.Contents();
        DocxFigures figures = new(word, package, manuscript);
        DocxTables tables = new(word, package, manuscript);
        foreach ((Block block, Block? next) in manuscript.Blocks.Zip([.. manuscript.Blocks.Skip(1), null]))
        {
            switch (block)
            {
                case HeadingBlock heading:
                    word.Heading(heading, onNewPage: block == manuscript.Blocks[0]);
                    break;
                case ParagraphBlock paragraph when next is FigureBlock { Figure.Subject: FigureSubject.Maps }:
                    // Maps fill a page: their sentence alone would end the one before.
                    word.ParagraphWithNext("BodyText", paragraph.Text);
                    break;
                case ParagraphBlock paragraph:
                    word.Paragraph(paragraph.Remark ? "Remark" : "BodyText", paragraph.Text);
                    break;
                case ListBlock list:
                    foreach (string item in list.Items)
                    {
                        word.ListItem(list.Findings ? DocxFrame.FindingsList : DocxFrame.DefinitionsList, item);
                    }
                    break;
                case BasisBlock basis:
                    tables.Write(basis);
                    break;
                case FigureBlock figure:
                    figures.Write(figure.Figure);
                    break;
                case TableBlock table:
                    tables.Write(table.Table);
                    break;
                case TermsBlock terms:
                    foreach ((string name, string explanation) in terms.Terms)
                    {
                        word.Paragraph("Term", name);
                        word.Paragraph("BodyText", explanation);
                    }
                    break;
                case GridBlock grid:
                    tables.Write(grid);
                    break;
                default:
                    throw new ArgumentOutOfRangeException(nameof(manuscript), block.GetType().Name, "a block that Word does not set");
            }
        }
        front.Foot();
        frame.Section(word);
        word.Close().Close();
    }
}
