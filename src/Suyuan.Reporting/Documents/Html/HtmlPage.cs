using System.Globalization;
using System.Text;

namespace Suyuan.Reporting;

/// <summary>A manuscript as one page.</summary>
/// <param name="pages">Printed page of each heading by its id; null: the contents have links alone.</param>
internal sealed class HtmlPage(Manuscript manuscript, ChartRenderer renderer, IReadOnlyDictionary<string, int>? pages)
{
    private readonly HtmlWriter _html = new();
    private readonly HtmlExhibits _exhibits = new(manuscript.Texts, manuscript.Edition, renderer);

    public string Write()
    {
        _html.Open("html", ("xmlns", "http://www.w3.org/1999/xhtml"), ("lang", manuscript.Texts.Tag));
        Head();
        _html.Open("body");
        HtmlFront.TitlePage(_html, manuscript);
        Contents();
        _html.Open("main");
        foreach (Block block in manuscript.Blocks)
        {
            Write(block);
        }
        _html.Close();
        HtmlFront.Footer(_html, manuscript);
        _html.Close().Close();
        return _html.ToString();
    }

    private void Head()
    {
        string pictures = manuscript.Report.Options.Logo is null ? "" : "; img-src data:";
        _html.Open("head").Void("meta", ("charset", "utf-8"));
        _html.Void("meta", ("http-equiv", "Content-Security-Policy"), ("content", "default-src 'none'; style-src 'unsafe-inline'" + pictures));
        _html.Void("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
        _html.Void("meta", ("name", "color-scheme"), ("content", "light dark"));
        _html.Void("meta", ("name", "robots"), ("content", "noindex"));
        _html.Element("title", manuscript.Title);
        _html.Style(EmbeddedText.Read("report.css") + PageMargins());
        _html.Close();
    }

    /// <summary>Running heads of print.</summary>
    private string PageMargins()
    {
        string mark = manuscript.Report.Simulated ? $"@top-center {{ content: \"{Manuscript.SimulatedMark}\"; font-size: 9pt; color: #a11212; }} " : "";
        string title = Quoted($"{manuscript.Texts.ReportTitle} ({manuscript.Texts.PeriodName})");
        return $$"""
            @page {
              font-family: "Noto Sans CJK SC", "Noto Sans", Arial, sans-serif;
              {{mark}}@top-right { content: {{Quoted(manuscript.Classification)}}; font-size: 8pt; color: #52606d; }
              @bottom-left { content: {{title}}; text-wrap: balance; font-size: 8pt; color: #52606d; }
              @bottom-center { content: counter(page) " / " counter(pages); white-space: nowrap; font-size: 9pt; color: #52606d; }
              @bottom-right { content: {{Quoted(manuscript.Classification)}}; font-size: 8pt; color: #52606d; }
            }
            @page :first { @bottom-left { content: none; } @bottom-center { content: none; } }

            """;
    }

    /// <summary>A CSS string; all but letters, digits and plain marks is escaped, since a publisher writes what it likes.</summary>
    private static string Quoted(string text)
    {
        StringBuilder css = new("\"");
        foreach (Rune rune in text.EnumerateRunes())
        {
            _ = Rune.IsLetterOrDigit(rune) || rune.Value is ' ' or ':' or '+' or '-' or '.' or '(' or ')'
                ? css.Append(rune.ToString()) : css.Append(CultureInfo.InvariantCulture, $"\\{rune.Value:x6} ");
        }
        return css.Append('"').ToString();
    }

    private void Contents()
    {
        _html.Open("nav", ("class", "contents"), ("aria-labelledby", "contents")).Element("h2", manuscript.Texts.Words.Contents, ("id", "contents"));
        _html.Open("ol");
        foreach (HeadingBlock heading in manuscript.Headings)
        {
            _html.Open("li", ("class", string.Create(CultureInfo.InvariantCulture, $"level-{heading.Level + 1}")))
                .Element("a", heading.Text, ("href", "#" + heading.Id));
            if (pages is not null && pages.TryGetValue(heading.Id, out int page))
            {
                _html.Element("span", page.ToString(CultureInfo.InvariantCulture), ("class", "page"));
            }
            _html.Close();
        }
        _html.Close().Close();
    }

    private void Write(Block block)
    {
        switch (block)
        {
            case HeadingBlock heading:
                Heading(heading);
                break;
            case ParagraphBlock { Remark: true } remark:
                _html.Element("p", remark.Text, ("class", "remark"));
                break;
            case ParagraphBlock paragraph:
                _html.Element("p", paragraph.Text);
                break;
            case ListBlock list:
                List(list);
                break;
            case BasisBlock basis:
                HtmlFront.Basis(_html, basis);
                break;
            case FigureBlock figure:
                _exhibits.Write(_html, figure.Figure);
                break;
            case TableBlock table:
                _exhibits.Write(_html, table.Table);
                break;
            case TermsBlock terms:
                Terms(terms);
                break;
            case GridBlock grid:
                HtmlGrid.Write(_html, grid);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(block), block.GetType().Name, "a block that HTML does not set");
        }
    }

    private void Heading(HeadingBlock heading)
    {
        _html.Open(string.Create(CultureInfo.InvariantCulture, $"h{heading.Level + 1}"), ("id", heading.Id)).Text(heading.Text);
        if (manuscript.Report.Simulated)
        {
            _html.Element("span", Manuscript.SimulatedMark, ("class", "simulated-mark"));
        }
        _html.Close();
    }

    private void List(ListBlock list)
    {
        _html.Open("ol", ("class", list.Findings ? "findings" : "numbered"));
        foreach (string item in list.Items)
        {
            _html.Element("li", item);
        }
        _html.Close();
    }

    private void Terms(TermsBlock terms)
    {
        _html.Open("dl", ("class", "method"));
        foreach ((string name, string text) in terms.Terms)
        {
            _html.Open("div").Element("dt", name).Element("dd", text).Close();
        }
        _html.Close();
    }
}
