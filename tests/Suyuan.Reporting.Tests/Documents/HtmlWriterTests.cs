using System.Xml.Linq;
using CsCheck;
using Xunit;

namespace Suyuan.Reporting.Tests;

public sealed class HtmlWriterTests
{
    [Fact]
    public void Any_text_stays_text_in_content_and_in_attributes() => Gen.String.Sample(text =>
    {
        HtmlWriter html = new();
        html.Open("p", ("title", text)).Text(text).Close();
        XElement element = XElement.Parse(html.ToString()["<!DOCTYPE html>\n".Length..]);
        return !element.HasElements && element.Attributes().Count() == 1;
    });

    [Fact]
    public void Characters_that_XML_cannot_hold_become_replacement_characters()
    {
        HtmlWriter html = new();
        html.Element("p", "a\u0000b\uFFFFc\uD800d");
        Assert.Contains("a\uFFFDb\uFFFDc\uFFFDd", html.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_element_left_open_is_an_error()
    {
        HtmlWriter html = new();
        html.Open("p");
        Assert.Throws<InvalidOperationException>(html.ToString);
    }

    [Fact]
    public void A_style_sheet_cannot_carry_markup() => Assert.Throws<ArgumentException>(() => new HtmlWriter().Style("p{}</style><script>"));
}
