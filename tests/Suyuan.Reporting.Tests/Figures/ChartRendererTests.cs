using System.Xml.Linq;
using Suyuan.Model;
using Xunit;

namespace Suyuan.Reporting.Tests;

public sealed class ChartRendererTests
{
    private static readonly Lineage s_lineage = new("test", new Dictionary<string, string>(), 1, "");

    [Fact]
    public void A_pie_becomes_accessible_well_formed_SVG_without_scripts_or_styles()
    {
        string svg = Draw(new Slice(new Category(CategoryKind.Network, "电信"), 3), new Slice(Category.Other, 1));
        XElement root = XElement.Parse(svg);
        Assert.Equal("img", (string?)root.Attribute("role"));
        Assert.Equal("Title", root.Element(root.Name.Namespace + "title")!.Value);
        Assert.Contains("电信 75.0%", svg, StringComparison.Ordinal);
        Assert.Contains("其他 25.0%", svg, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", svg, StringComparison.Ordinal);
        Assert.DoesNotContain("<style", svg, StringComparison.Ordinal);
        Assert.DoesNotContain("ecmeta", svg, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_with_markup_are_text_in_the_chart()
    {
        string svg = Draw(new Slice(new Category(CategoryKind.Network, "<script>alert(1)</script>&{b}"), 3), new Slice(Category.Other, 1));
        Assert.DoesNotContain("<script", svg, StringComparison.Ordinal);
        Assert.Contains("<script>alert(1)</script>&", XElement.Parse(svg).Value, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_numbers_give_the_same_SVG_in_any_engine() =>
        Assert.Equal(Draw(new Slice(Category.Other, 1), new Slice(Category.Unknown, 2)), Draw(new Slice(Category.Other, 1), new Slice(Category.Unknown, 2)));

    [Theory]
    [InlineData(ReportLanguage.Chinese)]
    [InlineData(ReportLanguage.English)]
    public void No_label_of_any_figure_leaves_its_chart_or_runs_into_another(ReportLanguage language)
    {
        using ChartRenderer renderer = new();
        foreach (Report report in new[] { ReferenceQuarter.Build(), SparseQuarter.Build() })
        {
            IReportTexts texts = ReportTexts.For(language, report);
            foreach (Figure figure in report.Figures)
            {
                Panel[] panels = [.. figure.Panels.Where(panel => panel.HasData && panel.Shape == ChartShape.Pie)];
                foreach (Panel panel in panels)
                {
                    ChartDrawing drawing = ChartDrawing.Of(panel, panels.Length > 1, panels.Any(other => other.Data.Slices.Count > 5), texts);
                    SvgLabels.Check(renderer.Render(panel.Id, "t", drawing), drawing.Width, drawing.Height, panel.Id);
                }
            }
        }
    }

    [Theory]
    [InlineData(ReportLanguage.Chinese)]
    [InlineData(ReportLanguage.English)]
    public void The_longest_names_of_countries_and_operators_stay_in_their_charts(ReportLanguage language)
    {
        using ChartRenderer renderer = new();
        IReportTexts texts = ReportTexts.For(language, ReferenceQuarter.Build());
        string[] countries = [.. PlaceNames.Countries.OrderByDescending(code => texts.Name(new Category(CategoryKind.Country, code)).Length).Take(11)];
        Slice[] longest = [.. countries.Select((code, index) => new Slice(new Category(CategoryKind.Country, code), 1 + (index % 3)))];
        Slice[] operators = [new(new Category(CategoryKind.Network, new string('长', 300)), 2), new(new Category(CategoryKind.Network, new string('w', 300)), 1)];
        foreach ((Slice[] slices, bool pair) in new[] { (longest, false), (longest, true), (operators, true), (operators, false) })
        {
            Breakdown data = new(slices.Sum(slice => slice.Count), slices, slices, 0);
            ChartDrawing drawing = ChartDrawing.Of(new Panel("p", PanelSubject.Countries, ChartShape.Pie, data, s_lineage), pair, true, texts);
            SvgLabels.Check(renderer.Render("p", "t", drawing), drawing.Width, drawing.Height, "p");
        }
    }

    /// <summary>One, two and thirty categories, even and with one of 99.9 %: whatever the data, labels keep apart.</summary>
    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(2, true)]
    [InlineData(3, true)]
    [InlineData(30, false)]
    [InlineData(30, true)]
    public void Labels_keep_apart_whatever_the_data(int categories, bool lopsided)
    {
        using ChartRenderer renderer = new();
        IReportTexts texts = ReportTexts.For(ReportLanguage.English, ReferenceQuarter.Build());
        string[] countries = [.. PlaceNames.Countries.Order(StringComparer.Ordinal).Take(categories)];
        Slice[] all = [.. countries.Select((code, index) => new Slice(new Category(CategoryKind.Country, code), lopsided && index == 0 ? 1_000 * (categories - 1) : 1))];
        foreach (bool pair in (bool[])[false, true])
        {
            ChartDrawing drawing = ChartDrawing.Of(new Panel("p", PanelSubject.Countries, ChartShape.Pie, Breakdown.Largest(all), s_lineage), pair, true, texts);
            SvgLabels.Check(renderer.Render("p", "t", drawing), drawing.Width, drawing.Height, $"{categories} {pair}");
        }
        ChartDrawing bars = ChartDrawing.Of(new Panel("b", PanelSubject.Vectors, ChartShape.Bars, Breakdown.Largest(all, categories), s_lineage), false, false, texts);
        SvgLabels.Check(renderer.Render("b", "t", bars), bars.Width, bars.Height, $"{categories} bars");
    }

    private static string Draw(params Slice[] slices)
    {
        using ChartRenderer renderer = new();
        Breakdown data = new(slices.Sum(slice => slice.Count), slices, slices, 0);
        IReportTexts texts = ReportTexts.For(ReportLanguage.Chinese, ReferenceQuarter.Build());
        return renderer.Render("p", "Title", ChartDrawing.Of(new Panel("p", PanelSubject.Networks, ChartShape.Pie, data, s_lineage), false, false, texts));
    }
}
