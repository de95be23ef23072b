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
    public void Where_all_leaders_share_the_first_place_no_sentence_speaks_of_three()
    {
        FakeStatistics statistics = new("2021Q2");
        (string?, long)[] provinces = [("北京", 2), ("河北", 2), ("山东", 2), ("广东", 2), ("四川", 1)];
        statistics.Resources[new(ResourceKind.Bot)] = FakeResources.From([("US", 1), ("DE", 1)], provinces, [("电信", 9)]);
        statistics.Resources[new(ResourceKind.Reflector, "ntp")] = FakeResources.From([], provinces, [("电信", 9)]);
        Report report = ReportBuilder.Build(statistics, [], ReferenceQuarter.Options);
        IReportTexts chinese = ReportTexts.For(ReportLanguage.Chinese, report);
        Assert.Contains("按省份统计，并列第一的有北京市、河北省、山东省和广东省（各 22.2%）", chinese.Provinces(report.Bots), StringComparison.Ordinal);
        Assert.Contains("并列第一的有德国和美国（各 50.0%）", chinese.Countries(report.Bots), StringComparison.Ordinal);
        string all = AllSentences(report, ReportLanguage.Chinese);
        Assert.DoesNotContain("前三", all, StringComparison.Ordinal);
        Assert.Contains("并列第一的省份有北京市、河北省、山东省和广东省", all, StringComparison.Ordinal);
        Assert.Contains("最多位于并列第一的北京市、河北省、山东省和广东省", all, StringComparison.Ordinal);
        Assert.Contains(
            "most often in Beijing, Hebei, Shandong and Guangdong (tied for first, 22.2% each)", ReportTexts.For(ReportLanguage.English, report).Provinces(report.Bots), StringComparison.Ordinal);
        Assert.DoesNotContain("three", ReportTexts.For(ReportLanguage.English, report).Provinces(report.Bots), StringComparison.Ordinal);
    }

    [Fact]
    public void Ties_on_the_second_place_that_make_more_than_three_are_not_called_three()
    {
        FakeStatistics statistics = new("2021Q2");
        statistics.Resources[new(ResourceKind.Reflector, "ntp")] = FakeResources.From([], [("广东", 4), ("北京", 2), ("河北", 2), ("山东", 2)], [("电信", 10)]);
        Report report = ReportBuilder.Build(statistics, [], ReferenceQuarter.Options);
        Assert.DoesNotContain("前三", AllSentences(report, ReportLanguage.Chinese), StringComparison.Ordinal);
        Assert.Contains(
            "排名靠前的为广东省（40.0%）以及并列第二的北京市、河北省和山东省（各 20.0%）",
            ReportTexts.For(ReportLanguage.Chinese, report).Provinces(report.Reflectors.Key.Single(section => section.HasData)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("US", "DDoS Attack Resources in the United States")]
    [InlineData("NL", "DDoS Attack Resources in the Netherlands")]
    [InlineData("FR", "DDoS Attack Resources in France")]
    public void Countries_whose_names_take_the_article_have_it(string country, string title)
    {
        Report report = ReportBuilder.Build(new FakeStatistics("2021Q2") { Home = new HomeRegion(country, TimeZoneInfo.Utc) }, [], ReferenceQuarter.Options);
        Assert.Equal(title, ReportTexts.For(ReportLanguage.English, report).ReportTitle);
    }

    [Theory]
    [InlineData(ReportLanguage.Chinese, "不是 IP 流记录 2656 条；later-reason 1 条")]
    [InlineData(ReportLanguage.English, "not an IP flow 2,656; later-reason 1")]
    public void Records_not_used_are_told_in_words(ReportLanguage language, string expected)
    {
        FakeStatistics statistics = new("2021Q2");
        statistics.CoverageValue = statistics.CoverageValue with { RefusedByReason = [KeyValuePair.Create("NotAFlow", 2_656L), KeyValuePair.Create("later-reason", 1L)] };
        Report report = ReportBuilder.Build(statistics, [], ReferenceQuarter.Options);
        Assert.Contains(ReportTexts.For(language, report).Basis(report, ReportEdition.Public), row => row.Value == expected);
    }

    [Theory]
    [InlineData("country, one of three votes 国家地区", "country, one of three votes", "国家地区")]
    [InlineData("province and city in China, IPv4 省、市（IPv4）", "province and city in China, IPv4", "省、市（IPv4）")]
    [InlineData("country, province 国家地区、省", "country, province", "国家地区、省")]
    [InlineData("anything", "anything", "anything")]
    public void A_source_of_the_address_data_says_its_use_in_the_language_of_the_document(string use, string english, string chinese)
    {
        AddressDataSource source = new("S", use, null, "MIT", null, null, true);
        Assert.Equal(english, SourceUses.In(source, ReportLanguage.English));
        Assert.Equal(chinese, SourceUses.In(source, ReportLanguage.Chinese));
        FakeStatistics statistics = new("2021Q2");
        string page = HtmlReport.Render(ReportBuilder.Build(statistics, [source], ReferenceQuarter.Options), ReportLanguage.English, ReportEdition.Public);
        Assert.Contains($"<td>{english}</td>", page, StringComparison.Ordinal);
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
        texts.Trend(report.Changes), texts.Turnover(report.Changes), texts.YearToDate(report.Changes), texts.Life(report.Changes),
        texts.MapIntroduction, .. report.Maps.Where(map => map.HasData).SelectMany(map => (string[])[texts.MapOverview(map), texts.MapSource(map)]),
        .. report.Figures.SelectMany(figure => figure.Panels).Where(panel => panel.Data.TiedBeyondCut > 0).Select(texts.TiedBeyondCut),
        .. texts.Method.Select(entry => entry.Value), .. texts.Statistics.Select(entry => entry.Value), texts.AddressDataIntroduction,
    ];

    private static IEnumerable<string> Section(ResourceSection section, Report report, IReportTexts texts) =>
        [texts.Explanation(section), texts.Overview(section), texts.Countries(section), texts.Provinces(section), texts.Top(section), .. texts.Remarks(section, report)];

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}")]
    private static partial Regex Han();
}
