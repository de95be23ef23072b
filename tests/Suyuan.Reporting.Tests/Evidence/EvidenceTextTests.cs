using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Suyuan.Model;
using Xunit;

namespace Suyuan.Reporting.Tests;

/// <summary>Each rule that attribution knows has a sentence in each language; it holds the numbers and no word of the machine's.</summary>
public sealed partial class EvidenceTextTests
{
    private const string Part =
        "packets=4687 sources=4522 collisions=168 population=65367 population_low=57515 networks=234 density=0.845 bogons=37 unrouted=0.125 ttl_mode=0.975 live=0.031"
        + " edge_octets=1.202 dispersion=1.018 busy_sources=17";

    public static TheoryData<string, ReportLanguage> RulesAndLanguages()
    {
        TheoryData<string, ReportLanguage> data = [];
        foreach (FieldInfo rule in typeof(EvidenceRules).GetFields(BindingFlags.Public | BindingFlags.Static))
        {
            data.Add((string)rule.GetRawConstantValue()!, ReportLanguage.Chinese);
            data.Add((string)rule.GetRawConstantValue()!, ReportLanguage.English);
        }
        return data;
    }

    [Fact]
    public void The_list_of_rules_holds_each_of_them_once() => Assert.Equal(
        typeof(EvidenceRules).GetFields(BindingFlags.Public | BindingFlags.Static).Select(rule => (string)rule.GetRawConstantValue()!).Order(StringComparer.Ordinal),
        EvidenceRules.All.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(RulesAndLanguages))]
    public void Every_rule_has_a_sentence_with_its_numbers_and_without_tokens(string rule, ReportLanguage language)
    {
        string detail = DetailOf(rule);

        string text = Text(rule, detail, language);

        Assert.DoesNotContain(EvidenceRules.All.Where(token => token.Contains('-', StringComparison.Ordinal)), token => text.Contains(token, StringComparison.Ordinal));
        Assert.DoesNotMatch(MachineWords(), text);
        Assert.Equal(language == ReportLanguage.Chinese, text.Any(letter => letter is >= '\u4E00' and <= '\u9FFF'));
        foreach ((string key, string value) in EvidenceDetail.Parse(detail))
        {
            Assert.Contains(Expected(key, value, language), text, StringComparison.Ordinal);
        }
    }

    /// <summary>Only what was measured is said: the sentence stays whole where nothing but its own numbers is there.</summary>
    [Theory]
    [MemberData(nameof(RulesAndLanguages))]
    public void What_was_not_measured_leaves_no_gap(string rule, ReportLanguage language)
    {
        string text = Text(rule, DetailOf(rule).Replace(" ttl_mode=0.975 live=0.031", "", StringComparison.Ordinal)
            .Replace("population=65367", "population=unbounded", StringComparison.Ordinal).Replace(" density=0.845", "", StringComparison.Ordinal), language);

        Assert.DoesNotMatch(Gaps(), text);
        Assert.EndsWith(language == ReportLanguage.Chinese ? "。" : ".", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ReportLanguage.English, "6 answers observed from UDP port 53, of 3,000 octets on average, 83.3 % in the size of abused DNS answers, none asked for; one of 3,178 responders in this attack.")]
    [InlineData(ReportLanguage.Chinese, "观测到来自 UDP 53 端口的应答 6 个，平均 3000 字节，83.3% 符合 DNS 放大应答的长度，均非请求所得；为本次攻击中 3178 个应答地址之一。")]
    public void A_reflectors_evidence_reads_as_a_sentence(ReportLanguage language, string expected)
    {
        Participation reflector = new(
            "e", new ResourceKey(ResourceKind.Reflector, "dns", SpoofScope.None, IpAddress.Parse("192.0.2.1")), 6, 18_000, 6, 0, 0, 0.8, "x", 1,
            EvidenceRules.ReflectorSize, "responders=3178 packets=6 size_share=0.833 solicited_share=0 port=53");

        Assert.Equal(expected, EvidenceText.Of(reflector, language));
    }

    [Fact]
    public void A_controllers_evidence_leaves_out_what_its_log_did_not_tell() => Assert.Equal(
        "1 order to attack this target, which was seen under attack then; first in log line 3f2a:12.",
        Text(EvidenceRules.ControllerOrder, "orders=1 bots_in_contact=0 family=unknown method=unknown log=3f2a:12", ReportLanguage.English));

    [Fact]
    public void Estimates_of_addresses_are_whole_numbers() => Assert.Equal(
        "2,148 packets observed came from 201 addresses again and again, as about 82 equally busy ones would: real sources.",
        Text(EvidenceRules.RealCollisions, "packets=2148 sources=201 population=81.944", ReportLanguage.English));

    [Theory]
    [InlineData("0.845", ReportLanguage.English, "fill an estimated 84.5 % of 234 networks")]
    [InlineData("1.091", ReportLanguage.English, "fill all of 234 networks")]
    [InlineData("0.845", ReportLanguage.Chinese, "占满 234 个 256 地址网段的约 84.5%")]
    [InlineData("1.091", ReportLanguage.Chinese, "占满 234 个 256 地址网段的全部")]
    public void An_estimate_beyond_the_whole_is_said_to_be_the_whole(string density, ReportLanguage language, string expected) => Assert.Contains(
        expected, Text(EvidenceRules.LocalDensity, $"packets=5 networks=234 density={density}", language), StringComparison.Ordinal);

    [Fact]
    public void Names_from_a_log_cannot_steer_a_terminal() => Assert.Contains(
        "family ?[31mred", Text(EvidenceRules.ControllerOrder, "orders=1 bots_in_contact=0 family=\u001b[31mred", ReportLanguage.English), StringComparison.Ordinal);

    [Fact]
    public void A_rule_of_a_later_version_is_shown_as_it_is_stored() =>
        Assert.Equal("later-rule: packets=3", Text("later-rule", "packets=3", ReportLanguage.English));

    private static string Text(string rule, string detail, ReportLanguage language) => rule.StartsWith("reflector-", StringComparison.Ordinal)
        ? EvidenceText.Of(
            new Participation("e", new ResourceKey(ResourceKind.Reflector, "ntp", SpoofScope.None, IpAddress.Parse("192.0.2.1")), 0, 0, 0, 0, 0, 0.8, "x", 1, rule, detail), language)
        : rule.StartsWith("bot-", StringComparison.Ordinal) || rule.StartsWith("controller-", StringComparison.Ordinal)
            ? EvidenceText.Of(
                new Participation("e", new ResourceKey(ResourceKind.Bot, "", SpoofScope.None, IpAddress.Parse("192.0.2.1")), 0, 0, 0, 0, 0, 0.8, "x", 1, rule, detail), language)
            : EvidenceText.Of(new Component("e", "x", 1, ComponentClass.Undetermined, 0, 0, rule, detail), language);

    /// <summary>As the rules write it; a rule without one of its own here writes what the spoof test measured.</summary>
    private static string DetailOf(string rule) => rule switch
    {
        EvidenceRules.Reflection => "vector=ntp-reflection responders=3178",
        EvidenceRules.ReflectorTcp => "responders=3178 packets=12345 solicited_share=0.021 port=443",
        EvidenceRules.ReflectorSizeless => "responders=3178 packets=12345 solicited_share=0.021 port=123",
        _ when rule.StartsWith("reflector-", StringComparison.Ordinal) => "responders=3178 packets=12345 size_share=0.875 solicited_share=0.021 port=123",
        EvidenceRules.Capture or EvidenceRules.ExporterUnknown or EvidenceRules.RegionUnknown => "packets=12345",
        _ when rule.StartsWith("bot-", StringComparison.Ordinal) => "packets=12345 minutes=27 established=1042 component=" + EvidenceRules.RealCollisions,
        EvidenceRules.ControllerAlerts => "alerted_hosts=1042 lists=27",
        EvidenceRules.ControllerFlows => "flow_port=6667 flow_bots=1042 flow_sources=1234 flow_visitors=1057 flow_hostile=1044 flow_hosts=56789 flow_earlier_targets=3",
        EvidenceRules.ControllerContacts => "orders=0 bots_in_contact=1042",
        _ when rule.StartsWith("controller-", StringComparison.Ordinal) => "orders=1234 bots_in_contact=1042 family=mirai method=udpplain log=3f2a:12",
        EvidenceRules.LocalLines => Part + " lines=1871",
        _ => Part,
    };

    private static string Expected(string key, string value, ReportLanguage language)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        return key switch
        {
            "vector" => language == ReportLanguage.Chinese ? "NTP 反射" : "NTP reflection",
            "component" => language == ReportLanguage.Chinese ? "来源反复出现" : "sources came again and again",
            "orders" when value == "0" => language == ReportLanguage.Chinese ? "未见其下达" : "no order",
            "size_share" or "solicited_share" or "unrouted" or "ttl_mode" or "live" or "density" =>
                (decimal.Parse(value, culture) * 100).ToString("0.#", culture) + (language == ReportLanguage.Chinese ? "%" : " %"),
            _ => long.TryParse(value, culture, out long number) && key is not ("port" or "flow_port") && language == ReportLanguage.English ? number.ToString("N0", culture) : value,
        };
    }

    /// <summary>Keys, pairs and placeholders.</summary>
    [GeneratedRegex(@"[=_{}\[\]|]")]
    private static partial Regex MachineWords();

    /// <summary>Places left empty or punctuation that meets punctuation.</summary>
    [GeneratedRegex(@"\?|  |[,;:，；：][,;:，；：.。]|[,;:] ?[.]| [,.;:]|。\.|个 个")]
    private static partial Regex Gaps();
}
