using System.Text;

namespace Suyuan.Reporting;

/// <summary>
/// Writes HTML that is also well-formed XML. Text and attribute values are always escaped; only <see cref="Svg"/>, which our own renderer
/// made, goes in as it is.
/// </summary>
internal sealed class HtmlWriter
{
    private readonly StringBuilder _text = new(256 * 1024);
    private readonly Stack<string> _open = new();

    public HtmlWriter() => _text.Append("<!DOCTYPE html>\n");

    public HtmlWriter Open(string tag, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        Start(tag, attributes);
        _text.Append('>');
        _open.Push(tag);
        return this;
    }

    public HtmlWriter Close()
    {
        string tag = _open.Pop();
        _text.Append("</").Append(tag).Append('>');
        if (tag is not ("span" or "a" or "td" or "th" or "strong"))
        {
            _text.Append('\n');
        }
        return this;
    }

    /// <summary>An element that holds nothing and has no end tag in HTML (meta, br).</summary>
    public HtmlWriter Void(string tag, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        Start(tag, attributes);
        _text.Append("/>\n");
        return this;
    }

    public HtmlWriter Element(string tag, string text, params ReadOnlySpan<(string Name, string Value)> attributes) =>
        Open(tag, attributes).Text(text).Close();

    public HtmlWriter Text(string text)
    {
        Escape(text);
        return this;
    }

    public HtmlWriter Svg(string svg)
    {
        _text.Append(svg).Append('\n');
        return this;
    }

    /// <summary>Style sheets are raw text in HTML: nothing of the input may come here.</summary>
    public HtmlWriter Style(string css)
    {
        if (css.AsSpan().IndexOfAny('<', '&') >= 0)
        {
            throw new ArgumentException("a style sheet with markup in it", nameof(css));
        }
        _text.Append("<style>\n").Append(css).Append("</style>\n");
        return this;
    }

    public override string ToString() =>
        _open.Count == 0 ? _text.ToString() : throw new InvalidOperationException($"<{_open.Peek()}> is still open");

    private void Start(string tag, ReadOnlySpan<(string Name, string Value)> attributes)
    {
        _text.Append('<').Append(tag);
        foreach ((string name, string value) in attributes)
        {
            _text.Append(' ').Append(name).Append("=\"");
            Escape(value);
            _text.Append('"');
        }
    }

    private void Escape(string text)
    {
        foreach (Rune rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '<' => _text.Append("&lt;"),
                '>' => _text.Append("&gt;"),
                '&' => _text.Append("&amp;"),
                '"' => _text.Append("&quot;"),
                '\'' => _text.Append("&#39;"),
                _ => _text.Append(XmlText.Valid(rune).ToString()),
            };
        }
    }
}
