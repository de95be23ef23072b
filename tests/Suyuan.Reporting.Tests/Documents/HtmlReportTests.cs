using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Suyuan.Model;
using Xunit;

namespace Suyuan.Reporting.Tests;

/// <summary>Every document once: rendering is what takes the time.</summary>
public sealed class RenderedReports
{
    private readonly Dictionary<(string Name, ReportLanguage Language, ReportEdition Edition), string> _html = [];

    public RenderedReports()
    {
        using ChartRenderer renderer = new();
        foreach ((string name, Report report) in new[] { ("reference", ReferenceQuarter.Build()), ("sparse", SparseQuarter.Build()) })
        {
            foreach (ReportLanguage language in Enum.GetValues<ReportLanguage>())
            {
                foreach (ReportEdition edition in Enum.GetValues<ReportEdition>())
                {
                    _html[(name, language, edition)] = HtmlReport.Render(report, language, edition, renderer);
                }
            }
        }
    }

    public IEnumerable<string> All => _html.Values;

    public string this[string name, ReportLanguage language, ReportEdition edition] => _html[(name, language, edition)];
}

public sealed partial class HtmlReportTests(RenderedReports rendered) : IClassFixture<RenderedReports>
{
    [Fact]
    public void Documents_are_well_formed_and_every_id_is_unique()
    {
        foreach (string html in rendered.All)
        {
            string[] ids = [.. Parse(html).Descendants().Select(element => (string?)element.Attribute("id")).OfType<string>()];
            Assert.Equal(ids.Length, ids.Distinct().Count());
        }
    }

    [Fact]
    public void Every_link_within_a_document_leads_somewhere()
    {
        foreach (string html in rendered.All)
        {
            XDocument document = Parse(html);
            HashSet<string> ids = [.. document.Descendants().Select(element => (string?)element.Attribute("id")).OfType<string>()];
            string[] targets = [.. document.Descendants().Select(element => (string?)element.Attribute("href")).OfType<string>().Where(href => href[0] == '#')];
            Assert.NotEmpty(targets);
            Assert.All(targets, target => Assert.Contains(target[1..], ids));
        }
    }

    [Fact]
    public void Nothing_is_fetched_and_nothing_runs()
    {
        foreach (string html in rendered.All)
        {
            XDocument document = Parse(html);
            Assert.DoesNotContain(document.Descendants(), element => element.Name.LocalName is "script" or "link" or "img" or "iframe" or "image" or "use");
            Assert.DoesNotContain(document.Descendants().Attributes(), attribute =>
                attribute.Name.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase) || attribute.Name.LocalName == "src");
            Assert.DoesNotContain("url(", html, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("@import", html, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public void Hostile_names_are_text()
    {
        string html = rendered["sparse", ReportLanguage.Chinese, ReportEdition.Internal];
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        XDocument document = Parse(html);
        // As an operator in a table, and as the name of an input file.
        Assert.Contains(document.Descendants(), element => element.Name.LocalName == "td" && element.Value == SparseQuarter.Hostile);
        Assert.Contains(document.Descendants(), element => element.Name.LocalName == "td" && element.Value.StartsWith(SparseQuarter.Hostile + ".pcap", StringComparison.Ordinal));
    }

    [Fact]
    public void Links_of_address_data_lead_to_the_web_only()
    {
        AddressDataSource source = new("x", "x", null, "x", "click", new Uri("javascript:alert(1)"), true);
        Report report = ReportBuilder.Build(new FakeStatistics("2021Q2"), [source], ReferenceQuarter.Options);
        Assert.DoesNotContain("javascript:", HtmlReport.Render(report, ReportLanguage.English, ReportEdition.Internal), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_figure_shows_its_numbers_in_a_table_and_its_lineage()
    {
        foreach (string html in rendered.All)
        {
            XElement[] figures = [.. Parse(html).Descendants().Where(element => element.Name.LocalName == "figure")];
            Assert.NotEmpty(figures);
            foreach (XElement figure in figures)
            {
                int charts = figure.Descendants().Count(element => element.Name.LocalName == "svg");
                XElement details = figure.Elements().Single(element => element.Name.LocalName == "details");
                Assert.Equal(charts, details.Elements().Count(element => element.Name.LocalName == "table"));
                Assert.Equal(charts, details.Elements().Count(element => (string?)element.Attribute("class") == "lineage"));
                Assert.All(figure.Descendants().Where(element => element.Name.LocalName == "svg"), svg =>
                    Assert.False(string.IsNullOrWhiteSpace(svg.Elements().First(element => element.Name.LocalName == "title").Value)));
            }
        }
    }

    [Fact]
    public void The_reference_quarter_has_all_figures_and_tables_of_the_reference_in_its_order()
    {
        XDocument document = Parse(rendered["reference", ReportLanguage.Chinese, ReportEdition.Public]);
        string[] captions = [.. document.Descendants().Where(element => element.Name.LocalName == "figcaption").Select(element => element.Value)];
        Assert.Equal(Enumerable.Range(1, 27).Select(number => $"图 {number}"), captions.Select(caption => caption.Split('\u2002')[0]));
        Assert.Equal("图 1\u20022021 年第 2 季度发起 DDoS 攻击的控制端数量境内外分布和云平台占比", captions[0]);
        Assert.Equal("图 8\u20022021 年第 2 季度境外 Memcached 反射服务器数量按国家或地区分布", captions[7]);
        Assert.Equal("图 17\u20022021 年第 2 季度本地伪造流量来源路由器数量按省份和运营商分布", captions[16]);
    }

    [Theory]
    [InlineData("reference")]
    [InlineData("sparse")]
    public void The_public_edition_holds_no_full_address_event_id_or_file_name(string name)
    {
        Report report = name == "reference" ? ReferenceQuarter.Build() : SparseQuarter.Build();
        string[] secrets = [.. Secrets(report)];
        Assert.True(secrets.Length > 5);
        string json = JsonReport.Render(report, ReportEdition.Public);
        foreach (ReportLanguage language in Enum.GetValues<ReportLanguage>())
        {
            string open = rendered[name, language, ReportEdition.Public];
            string full = rendered[name, language, ReportEdition.Internal];
            Assert.All(secrets, secret =>
            {
                Assert.DoesNotContain(secret, open, StringComparison.Ordinal);
                Assert.DoesNotContain(secret, json, StringComparison.Ordinal);
                Assert.Contains(secret, full, StringComparison.Ordinal);
            });
        }
        // Nothing that looks like an address, whatever it belongs to.
        Assert.DoesNotMatch(DottedQuad(), Parse(rendered[name, ReportLanguage.Chinese, ReportEdition.Public]).Root!.Value);
    }

    [Theory]
    [InlineData(ReportLanguage.Chinese)]
    [InlineData(ReportLanguage.English)]
    public void Simulated_data_is_marked_on_the_title_page_and_every_heading(ReportLanguage language)
    {
        XDocument document = Parse(rendered["sparse", language, ReportEdition.Public]);
        XElement[] headings = [.. document.Descendants().Where(element => element.Name.LocalName is "h2" or "h3" or "h4" && element.Parent!.Name.LocalName == "main")];
        Assert.True(headings.Length > 15);
        Assert.All(headings, heading => Assert.Contains("模拟数据 / SIMULATED DATA", heading.Value, StringComparison.Ordinal));
        Assert.Contains("模拟数据 / SIMULATED DATA", document.Descendants().First(element => element.Name.LocalName == "header").Value, StringComparison.Ordinal);
        Assert.Contains("@top-center { content: \"模拟数据 / SIMULATED DATA\"", document.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("SIMULATED", rendered["reference", language, ReportEdition.Public], StringComparison.Ordinal);
    }

    [Fact]
    public void A_figure_without_data_is_a_sentence_instead()
    {
        string html = Parse(rendered["sparse", ReportLanguage.Chinese, ReportEdition.Public]).Root!.Value;
        Assert.Contains("2021 年 4 月未发现利用肉鸡发起 DDoS 攻击的活跃控制端，图 1 至图 3 和表 1 从略。", html, StringComparison.Ordinal);
        Assert.Contains("本月未发现位于境内的 NTP 反射服务器，图 12 从略。", html, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"fig-1\"", rendered["sparse", ReportLanguage.Chinese, ReportEdition.Public], StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_period_still_makes_a_report_in_both_languages()
    {
        Report report = ReportBuilder.Build(new FakeStatistics("2021-04-01..2021-04-15"), [], ReferenceQuarter.Options);
        foreach (ReportLanguage language in Enum.GetValues<ReportLanguage>())
        {
            XDocument document = Parse(HtmlReport.Render(report, language, ReportEdition.Internal));
            Assert.DoesNotContain(document.Descendants(), element => element.Name.LocalName == "svg");
        }
    }

    [Fact]
    public void The_attribution_of_the_address_data_is_on_the_page_with_its_link()
    {
        foreach (string html in rendered.All)
        {
            Assert.True(Parse(html).Descendants().Count(element => (string?)element.Attribute("href") == "https://db-ip.com/" && element.Value == "IP Geolocation by DB-IP") == 2);
        }
    }

    internal static IEnumerable<string> Secrets(Report report) =>
        report.Tables.SelectMany(table => table.Rows).SelectMany(row => row).Select(cell => cell switch
        {
            AddressCell address => address.Address.ToString(),
            TargetCell target => target.Target.ToString(),
            EventIdCell id => id.Id,
            _ => null,
        }).OfType<string>()
        .Concat(report.Coverage.Value.Inputs.Select(input => input.Sha256))
        .Concat(report.Coverage.Value.Inputs.Where(input => !input.Name.Contains('<', StringComparison.Ordinal)).Select(input => input.Name))
        .Concat(report.Coverage.Value.Exporters.Select(exporter => exporter.Exporter));

    private static XDocument Parse(string html)
    {
        XmlReaderSettings settings = new() { DtdProcessing = DtdProcessing.Ignore };
        using StringReader text = new(html);
        using XmlReader reader = XmlReader.Create(text, settings);
        return XDocument.Load(reader);
    }

    [GeneratedRegex(@"\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}")]
    private static partial Regex DottedQuad();
}
