using System.Text;
using System.Text.RegularExpressions;
using Suyuan.Model;
using Suyuan.Testing;
using Xunit;

namespace Suyuan.Reporting.Tests;

public sealed partial class ReportTextsTests
{
    /// <summary>All that the report says of the reference quarter: read the golden files beside the reference report's text.</summary>
    [Theory]
    [InlineData("reference", ReportLanguage.Chinese)]
    [InlineData("reference", ReportLanguage.English)]
    [InlineData("sparse", ReportLanguage.Chinese)]
    [InlineData("sparse", ReportLanguage.English)]
    public void Sentences_are_those_of_the_golden_file(string name, ReportLanguage language)
    {
        Report report = name == "reference" ? ReferenceQuarter.Build() : SparseQuarter.Build();
        Golden.Matches(AllSentences(report, language), $"{name}-{language.Token()}.txt");
    }

    /// <summary>The reference's own key findings, name by name; 福建 ties with four others in figure 3.</summary>
    [Fact]
    public void Key_findings_name_what_the_reference_names_in_its_order()
    {
        Report report = ReferenceQuarter.Build();
        IReportTexts texts = ReportTexts.For(ReportLanguage.Chinese, report);
        string findings = string.Join('\n', texts.KeyFindings(report).Select(texts.Sentence));
        Assert.Contains("境外控制端按国家和地区统计，最多位于美国、德国和荷兰；境内控制端按省份统计，最多位于江苏省、浙江省以及并列第三的北京市、福建省、山东省、河南省和广东省，按归属运营商统计，电信占比最大。", findings, StringComparison.Ordinal);
        Assert.Contains("活跃境内肉鸡中，按省份统计，最多位于广东省、辽宁省和福建省；按归属运营商统计，电信占比最大。", findings, StringComparison.Ordinal);
        Assert.Contains("按省份统计排名前三名的省份是广东省、山东省和四川省；数量最多的归属运营商是电信。", findings, StringComparison.Ordinal);
        Assert.Contains("按省份统计排名前三名的省份是河北省、浙江省和河南省；数量最多的归属运营商是联通。", findings, StringComparison.Ordinal);
        Assert.Contains("按省份统计排名前三名的省份是浙江省、广东省和辽宁省；数量最多的归属运营商是电信。", findings, StringComparison.Ordinal);
        Assert.Contains("位于广东省、四川省和上海市的路由器数量最多。", findings, StringComparison.Ordinal);
        Assert.Contains("位于江苏省、河南省和浙江省的路由器数量最多。", findings, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2021Q2", "本季度", "2021 年第 2 季度", "Q2 2021")]
    [InlineData("2021", "本年", "2021 年", "2021")]
    [InlineData("2021-04", "本月", "2021 年 4 月", "April 2021")]
    [InlineData("2021-04-01", "本报告期", "2021 年 4 月 1 日", "1 April 2021")]
    [InlineData("2021-04-01..2021-04-15", "本报告期", "2021 年 4 月 1 日至 4 月 15 日", "1 April 2021 to 15 April 2021")]
    [InlineData("2020-12-20..2021-01-03", "本报告期", "2020 年 12 月 20 日至 2021 年 1 月 3 日", "20 December 2020 to 3 January 2021")]
    public void Periods_are_named_by_their_unit(string period, string inSentences, string chinese, string english)
    {
        Report report = ReportBuilder.Build(new FakeStatistics(period), [], ReferenceQuarter.Options);
        IReportTexts texts = ReportTexts.For(ReportLanguage.Chinese, report);
        Assert.Equal(chinese, texts.PeriodName);
        Assert.StartsWith(inSentences, texts.KeyFindings(report)[0], StringComparison.Ordinal);
        Assert.Equal(english, ReportTexts.For(ReportLanguage.English, report).PeriodName);
    }

    [Fact]
    public void Another_home_has_its_own_name_its_own_zone_and_no_provinces_of_China()
    {
        HomeRegion germany = new("DE", TimeZoneInfo.CreateCustomTimeZone("Europe/Berlin", TimeSpan.FromHours(1), null, null));
        FakeStatistics statistics = new("2021Q2") { Home = germany };
        statistics.Resources[new(ResourceKind.Bot)] = FakeResources.From([("CN", 3)], [("Hessen", 4), ("Bayern", 2)], [("Deutsche Telekom", 5), ("Hetzner", 1)]);
        Report report = ReportBuilder.Build(statistics, [], ReferenceQuarter.Options);
        IReportTexts english = ReportTexts.For(ReportLanguage.English, report);
        Assert.Equal("DDoS Attack Resources in Germany", english.ReportTitle);
        Assert.Contains("(Europe/Berlin)", english.PeriodRange, StringComparison.Ordinal);
        Assert.Equal("The domestic bots were most often in Hessen (66.7%) and Bayern (33.3%). By operator: Deutsche Telekom 83.3%, Hetzner 16.7% (Figure 6).", english.Provinces(report.Bots));
        Assert.DoesNotContain("provinc", AllSentences(report, ReportLanguage.English), StringComparison.Ordinal);
        Assert.DoesNotContain("省", ReportTexts.For(ReportLanguage.Chinese, report).Provinces(report.Bots), StringComparison.Ordinal);
    }

    [Fact]
    public void No_word_is_missing_and_none_is_in_the_wrong_language()
    {
        Report report = ReferenceQuarter.Build();
        foreach (ReportLanguage language in Enum.GetValues<ReportLanguage>())
        {
            IReportTexts texts = ReportTexts.For(language, report);
            string[] words =
            [
                .. typeof(FrameWords).GetProperties().Where(property => property.PropertyType == typeof(string)).Select(property => (string)property.GetValue(texts.Words)!),
                .. Enum.GetValues<HeadingSubject>().Select(subject => texts.Heading(subject)),
                .. report.Figures.Select(texts.Caption), .. report.Tables.Select(texts.Caption),
                .. report.Figures.SelectMany(figure => figure.Panels.Select(panel => texts.Title(panel, figure))),
                .. Enum.GetValues<ColumnSubject>().Select(subject => texts.Heading(new Column(subject), report.Tables.First())),
                .. Enum.GetValues<CategoryKind>().Where(kind => kind is CategoryKind.Home or CategoryKind.Abroad or CategoryKind.Cloud or CategoryKind.Other or CategoryKind.Unknown)
                    .Select(kind => texts.Name(new Category(kind))),
                .. VectorCatalog.All.Select(vector => texts.Name(new Category(CategoryKind.Vector, vector.Token))),
            ];
            Assert.All(words, word => Assert.False(string.IsNullOrWhiteSpace(word)));
            if (language == ReportLanguage.English)
            {
                Assert.DoesNotMatch(Han(), AllSentences(report, language));
                Assert.All(words, word => Assert.DoesNotMatch(Han(), word));
            }
        }
    }

    [Fact]
    public void Chinese_sentences_have_full_width_punctuation_and_one_space_beside_figures()
    {
        string text = AllSentences(ReferenceQuarter.Build(), ReportLanguage.Chinese);
        Assert.DoesNotMatch(@"\p{IsCJKUnifiedIdeographs}[,;:()]", text);
        Assert.DoesNotMatch(@"\p{IsCJKUnifiedIdeographs}[A-Za-z0-9]", text);
        Assert.DoesNotMatch(@"[A-Za-z0-9]\p{IsCJKUnifiedIdeographs}", text);
        Assert.DoesNotMatch(@"[，。；、] | [，。；、]|  ", text);
    }

    private static string AllSentences(Report report, ReportLanguage language)
    {
        IReportTexts texts = ReportTexts.For(language, report);
        StringBuilder text = new();
        foreach (string line in Lines(report, texts).Where(line => line.Length > 0))
        {
            text.Append(texts.Sentence(line)).Append('\n');
        }
        return text.ToString();
    }

    private static IEnumerable<string> Lines(Report report, IReportTexts texts) =>
    [
        .. texts.DefinitionIntroduction, .. texts.Definitions, .. texts.EventDefinition,
        .. texts.KeyFindings(report),
        .. new[] { report.Controllers, report.Bots }.SelectMany(section => Section(section, report, texts)),
        texts.ReflectorOverview(report.Reflectors),
        .. report.Reflectors.Key.SelectMany(section => Section(section, report, texts)),
        report.Reflectors.Further.Count > 0 ? texts.FurtherProtocols(report.Reflectors) : "",
        texts.RouterOverview(report),
        .. new[] { report.CrossDomainRouters, report.LocalRouters }.SelectMany(section => Section(section, report, texts)),
        texts.EventOverview(report.Events), texts.EventVectors(report.Events), texts.EventTargets(report.Events),
        texts.LargestEvents(report.Events, ReportEdition.Public), texts.GapSensitivity(report.Events),
        .. report.Figures.SelectMany(figure => figure.Panels).Where(panel => panel.Data.TiedBeyondCut > 0).Select(texts.TiedBeyondCut),
        .. texts.Method.Select(entry => entry.Value), texts.AddressDataIntroduction,
    ];

    private static IEnumerable<string> Section(ResourceSection section, Report report, IReportTexts texts) =>
        [texts.Explanation(section), texts.Overview(section), texts.Countries(section), texts.Provinces(section), texts.Top(section), .. texts.Remarks(section, report)];

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}")]
    private static partial Regex Han();
}
