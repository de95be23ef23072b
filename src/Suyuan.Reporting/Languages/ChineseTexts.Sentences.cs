using System.Globalization;
using Suyuan.Model;

namespace Suyuan.Reporting;

/// <summary>Sentences from numbers.</summary>
internal sealed partial class ChineseTexts
{
    /// <summary>More tied names than this read as a list, not as a sentence.</summary>
    private const int MaxTiedNames = 10;

    private string Monitored => $"{PeriodName}{report.Options.PublisherIn(Language).Trim()}监测发现，";

    public IReadOnlyList<string> KeyFindings(Report report)
    {
        List<string> findings = [];
        if (report.Shows(ReportPart.Controllers))
        {
            findings.Add(report.Controllers.HasData
                ? $"{ThisPeriod}利用肉鸡发起攻击的活跃控制端中，{Abroad(report.Controllers, "境外控制端")}；{Home(report.Controllers, "境内控制端", "最多位于")}。"
                : $"{ThisPeriod}未发现利用肉鸡发起攻击的活跃控制端。");
        }
        if (report.Shows(ReportPart.Bots))
        {
            findings.Add(report.Bots.Totals.Value.Home > 0
                ? $"{ThisPeriod}参与攻击的活跃境内肉鸡中，{Home(report.Bots, "", "最多位于", "；")}。"
                : $"{ThisPeriod}未发现参与攻击的活跃境内肉鸡。");
        }
        if (report.Shows(ReportPart.Reflectors))
        {
            findings.Add(string.Concat(report.Reflectors.Key.Select((section, index) => section.Totals.Value.Home > 0
                ? $"{(index == 0 ? ThisPeriod : "")}被利用参与 {Protocol(section.Selection.Protocol!)} 反射攻击的活跃境内反射服务器中，{ReflectorHome(section)}。"
                : $"{(index == 0 ? ThisPeriod : "")}未发现被利用参与 {Protocol(section.Selection.Protocol!)} 反射攻击的活跃境内反射服务器。")));
        }
        if (report.Shows(ReportPart.Routers))
        {
            findings.Add(RouterFinding(report.CrossDomainRouters, "跨域") + RouterFinding(report.LocalRouters, "本地"));
        }
        if (report.Shows(ReportPart.Events))
        {
            EventTotals totals = report.Events.Totals.Value;
            findings.Add(totals.Events > 0
                ? $"{ThisPeriod}共发现攻击事件 {totals.Events} 起，涉及攻击目标 {totals.Targets} 个，最多的攻击方式是{Leaders(report.Events.VectorRanking with { Groups = [.. report.Events.VectorRanking.Groups.Take(1)] })}，单个事件的最大峰值带宽为 {CellText.Scaled(totals.PeakBits, "bit/s")}。"
                : $"{ThisPeriod}的流量数据中未发现攻击事件。");
        }
        return findings;
    }

    private static string Abroad(ResourceSection section, string what) =>
        section.Countries.IsEmpty ? $"未发现{what}" : $"{what}按国家和地区统计，最多位于{Leaders(section.Countries)}";

    private string Home(ResourceSection section, string what, string verb, string separator = "，")
    {
        if (section.Totals.Value.Home == 0)
        {
            return $"未发现{what}";
        }
        string provinces = section.Provinces.IsEmpty ? $"{what}的{Province}均未知" : $"{what}按{Province}统计，{verb}{Leaders(section.Provinces)}";
        string largest = LargestOperator(section.Operators);
        return largest.Length == 0 ? provinces : $"{provinces}{separator}按归属运营商统计，{largest}占比最大";
    }

    private string ReflectorHome(ResourceSection section)
    {
        string provinces = section.Provinces.IsEmpty ? $"{Province}均未知"
            : AllFirst(section.Provinces) ? $"按{Province}统计，并列第一的{Province}有{Names(section.Provinces)}"
            : IsThree(section.Provinces) ? $"按{Province}统计排名前三名的{Province}是{Names(section.Provinces)}" : $"按{Province}统计，位于{Leaders(section.Provinces)}";
        string largest = LargestOperator(section.Operators);
        return largest.Length == 0 ? provinces : $"{provinces}；数量最多的归属运营商是{largest}";
    }

    private string RouterFinding(ResourceSection section, string scope) =>
        section.HasData
            ? $"{ThisPeriod}转发伪造{scope}攻击流量的路由器中，{(section.Provinces.IsEmpty ? $"所在{Province}均未知" : $"位于{Leaders(section.Provinces)}的路由器数量最多")}。"
            : $"{ThisPeriod}未发现转发伪造{scope}攻击流量的路由器。";

    private static string LargestOperator(Breakdown operators) =>
        Ranking.Of(operators.Slices, places: 1) is { IsEmpty: false } ranking ? And([.. ranking.Groups[0].Members.Select(FullName)]) : "";

    public string Overview(ResourceSection section)
    {
        ResourceTotals totals = section.Totals.Value;
        string what = section.Selection.Kind switch
        {
            ResourceKind.Controller => "利用肉鸡发起 DDoS 攻击的活跃控制端",
            ResourceKind.Bot => "参与真实地址攻击（包含真实地址攻击与反射攻击等其他攻击的混合攻击）的肉鸡",
            ResourceKind.Reflector => $"参与反射攻击的 {Protocol(section.Selection.Protocol!)} 反射服务器",
            _ => section.Selection.Scope == SpoofScope.CrossDomain ? "转发跨域伪造流量的路由器" : "转发本地伪造流量的路由器",
        };
        if (!section.HasData)
        {
            return $"{PeriodName}未发现{what}，{Omitted(section)}从略。";
        }
        string count = section.Selection.Kind == ResourceKind.Controller ? $"{what}有 {totals.Count} 个" : $"{what} {totals.Count} 个";
        if (section.Selection.Kind == ResourceKind.SpoofingRouter)
        {
            return $"{Monitored}{count}；{PlaceSentence(section)}";
        }
        string split = section.Selection.Kind == ResourceKind.Controller
            ? $"其中境外{ShortKind(section.Selection)}占比 {Percent(totals.Abroad, totals.Count)}"
            : $"其中境内{ShortKind(section.Selection)}占比 {Percent(totals.Home, totals.Count)}";
        string unknown = totals.UnknownCountry > 0 ? $"、归属未知的占比 {Percent(totals.UnknownCountry, totals.Count)}" : "";
        return $"{Monitored}{count}，{split}{unknown}、云平台{ShortKind(section.Selection)}占比 {Percent(totals.Cloud, totals.Count)}，如{FigureLabel(section.SplitFigure!.Number)} 所示。";
    }

    private string Omitted(ResourceSection section)
    {
        int[] numbers = [.. section.Figures.Select(figure => figure.Number)];
        string figures = numbers.Length == 1 ? FigureLabel(numbers[0]) : $"{FigureLabel(numbers[0])} 至{FigureLabel(numbers[^1])}";
        return $"{figures} 和{TableLabel(section.Top.Number)} ";
    }

    public string Countries(ResourceSection section) =>
        section.CountryFigure is null || !section.HasData ? ""
        : section.Countries.IsEmpty ? NoData(section.CountryFigure)
        : $"位于境外的{ShortKind(section.Selection)}按国家或地区统计，{Leading(section.Countries)}，如{FigureLabel(section.CountryFigure.Number)} 所示。";

    public string Provinces(ResourceSection section) =>
        !section.HasData || section.Selection.Kind == ResourceKind.SpoofingRouter ? ""
        : section.Totals.Value.Home == 0 ? NoData(section.ProvinceFigure)
        : $"位于境内的{ShortKind(section.Selection)}{PlaceSentence(section)}";

    private string PlaceSentence(ResourceSection section)
    {
        string provinces = section.Provinces.IsEmpty
            ? $"所在{Province}均未知"
            : $"按{Province}统计，{Leading(section.Provinces)}";
        return $"{provinces}；按运营商统计，{Operators(section.Operators)}，如{FigureLabel(section.ProvinceFigure.Number)} 所示。";
    }

    /// <summary>The named carriers; 其他 too where it outweighs one of them or fewer than three are named.</summary>
    private string Operators(Breakdown operators)
    {
        Slice[] named = [.. operators.Slices.Where(slice => slice.Category.Kind == CategoryKind.Network)];
        IEnumerable<Slice> told = operators.Slices.Where(slice =>
            slice.Category.Kind != CategoryKind.Other || named.Length < 3 || slice.Count > named[^1].Count);
        string text = string.Join('，', told.Select(slice => $"{Name(slice.Category)}占 {Percent(slice.Count, operators.Total)}"));
        return text.Length == 0 ? "归属均未知" : text;
    }

    public string Top(ResourceSection section)
    {
        if (!section.HasData)
        {
            return "";
        }
        string what = section.Selection.Kind switch
        {
            ResourceKind.Controller => "发起攻击最多的境内控制端地址",
            ResourceKind.Bot => "参与攻击最多的境内肉鸡地址",
            ResourceKind.Reflector => $"被利用参与 {Protocol(section.Selection.Protocol!)} 反射攻击最多的境内反射服务器地址",
            _ => $"根据参与攻击事件的数量统计，参与攻击事件最多的{Kind(section.Selection)}地址",
        };
        if (!section.Top.HasData)
        {
            return $"没有可以列出的境内{Spaced(Kind(section.Selection))}地址，{TableLabel(section.Top.Number)} 从略。";
        }
        int rows = section.Top.Rows.Count;
        string extent = rows >= 20 ? $"前{Han(rows)}名及归属" : $"（共 {rows} 个）及归属";
        string leaders = section.Top.Leaders.IsEmpty ? ""
            : $"，位于{And([.. section.Top.Leaders.Groups[0].Members.Take(MaxTiedNames).Select(FullName)])}的地址最多{(section.Top.Leaders.Groups[0].IsTie ? "（并列）" : "")}";
        return $"{what}{extent}如{TableLabel(section.Top.Number)} 所示{leaders}。";
    }

    private static string Han(int count) => count == 20 ? "二十" : string.Create(CultureInfo.InvariantCulture, $" {count} ");

    public IReadOnlyList<string> Remarks(ResourceSection section, Report report)
    {
        ResourceTotals totals = section.Totals.Value;
        List<string> remarks = [];
        switch (section.Selection.Kind)
        {
            case ResourceKind.Controller:
                ControllerActivity activity = report.ControllerActivity.Value;
                remarks.Add($"{(activity.Ordered == 0 ? $"{ThisPeriod}的日志中没有控制端下达攻击指令的记录。" : $"{ThisPeriod}下达过攻击指令的控制端有 {activity.Ordered} 个，其中 {activity.OrderedAndSeen} 个所下达的攻击同时出现在流量数据中。")}控制端的认定主要依靠僵尸网络指令日志，没有此类输入时，未发现不等于不存在。");
                break;
            case ResourceKind.Bot when section.HasData:
                BotProof proof = report.BotProof.Value;
                remarks.Add($"上述数量按置信度不低于 {Threshold(HeadlineRules.BotConfidence)} 统计；置信度不低于 {Threshold(HeadlineRules.ProvenBotConfidence)} 的肉鸡有 {proof.Proven} 个（{Percent(proof.Proven, totals.Count)}），与控制端存在关联的有 {proof.ControllerLinked} 个（{Percent(proof.ControllerLinked, totals.Count)}）。");
                remarks.Add($"统计的是地址而不是设备：同一设备可能先后使用多个地址，一个地址之后也可能有多台设备。每日去重数量的中位数为 {proof.MedianPerDay.ToString("0.#", CultureInfo.InvariantCulture)} 个。");
                break;
            case ResourceKind.SpoofingRouter when section.HasData:
                remarks.Add(section.Selection.Scope == SpoofScope.CrossDomain
                    ? "列入名单表示该路由器或其下路由器的源地址验证配置可能存在缺陷，应由所属运营商核实。"
                    : "列入名单表示该路由器下的网络中存在发起攻击的设备，不代表源地址验证配置有缺陷。");
                break;
        }
        if (section.Selection.Kind is ResourceKind.Bot or ResourceKind.Reflector && totals.Seen is SeenResources { Once: > 0 } seen)
        {
            remarks.Add($"采样会漏掉一部分资源：采样流量中不论置信度共出现 {seen.Seen} 个，其中 {seen.Once} 个只出现过一个包；据此推算，在上报设备的观测范围内实际参与的不少于 {(long)seen.Low} 个（95% 置信），很可能不少于 {(long)Math.Round(seen.Estimate)} 个。");
        }
        if (totals.BelowHeadline > 0)
        {
            remarks.Add($"另有 {totals.BelowHeadline} 个{Kind(section.Selection)}的证据未达到统计标准，不计入上述数量。".Replace("个" + Kind(section.Selection), "个" + Spaced(Kind(section.Selection)), StringComparison.Ordinal));
        }
        return remarks;
    }

    public string NoData(Figure figure) => figure.Subject switch
    {
        FigureSubject.Countries => $"{ThisPeriod}未发现位于境外的{Spaced(Kind(figure.Selection!))}，{FigureLabel(figure.Number)} 从略。",
        FigureSubject.ProvincesAndNetworks => $"{ThisPeriod}未发现位于境内的{Spaced(Kind(figure.Selection!))}，{FigureLabel(figure.Number)} 从略。",
        _ => $"{ThisPeriod}没有{FigureLabel(figure.Number)} 所需的数据，{FigureLabel(figure.Number)} 从略。",
    };

    public string TiedBeyondCut(Panel panel)
    {
        Slice last = panel.Data.Slices.Last(slice => slice.Category.Kind is not (CategoryKind.Other or CategoryKind.Unknown));
        string unit = panel.Subject switch
        {
            PanelSubject.Provinces => "个" + Province,
            PanelSubject.Countries or PanelSubject.TargetCountries => "个国家或地区",
            _ => "个类别",
        };
        return $"注：另有 {panel.Data.TiedBeyondCut} {unit}与{Name(last.Category)}数量相同（各 {last.Count} 个），按行政区划或国家代码排序在后，计入其他。";
    }

    public string ReflectorOverview(ReflectorPart part)
    {
        if (part.KeyTotal == 0)
        {
            return $"{PeriodName}未发现参与反射攻击的三类重点反射服务器（{string.Join('、', part.Key.Select(section => Protocol(section.Selection.Protocol!)))}）。";
        }
        string shares = string.Join('，', part.Key.Select(section =>
            $"{Protocol(section.Selection.Protocol!)} 反射服务器占比 {Percent(section.Totals.Value.Count, part.KeyTotal)}"));
        return $"{Monitored}参与反射攻击的三类重点反射服务器 {part.KeyTotal} 台，其中境内反射服务器占比 {Percent(part.KeyHome, part.KeyTotal)}，{shares}。同一地址被用于两种协议时分别计数。";
    }

    public string FurtherProtocols(ReflectorPart part)
    {
        long total = part.Further.Sum(protocol => protocol.Totals.Count);
        return $"除三类重点反射服务器外，{ThisPeriod}还发现利用其他 {part.Further.Count} 种协议的反射服务器 {total} 台。全部协议的数量分布如{FigureLabel(part.ProtocolFigure!.Number)} 所示，其他协议的归属情况如{TableLabel(part.ProtocolTable!.Number)} 所示。";
    }

    public string RouterOverview(Report report)
    {
        string undetermined = report.Coverage.Value.UndeterminedShare is double share
            ? $"{ThisPeriod}有 {(share * 100).ToString("0.0", CultureInfo.InvariantCulture)}% 的洪水攻击流量（按采样到的包数计）证据不足，未判定来源是否伪造，不计入以下数量。" : "";
        return $"同一路由器可以既转发跨域伪造流量又转发本地伪造流量，两类分别统计。{undetermined}";
    }

    public string EventOverview(EventPart events)
    {
        EventTotals totals = events.Totals.Value;
        string apart = (totals.Ordered, totals.Sensed) switch
        {
            (0, 0) => "",
            _ => $"此外，仅见于僵尸网络指令日志、流量中未见的攻击指令 {totals.Ordered} 起，仅见于蜜罐等探测器的攻击 {totals.Sensed} 起，单独列出，不计入攻击事件。",
        };
        if (totals.Events == 0)
        {
            return $"{PeriodName}的流量数据中未发现攻击事件。{apart}";
        }
        return $"{Monitored}DDoS 攻击事件 {totals.Events} 起（含 {totals.Bursts} 次攻击波次），涉及攻击目标 {totals.Targets} 个；事件持续时间的中位数为 {Duration((long)totals.MedianSeconds)}，估算攻击包数 {Rounded(totals.Packets)}个、流量 {CellText.Scaled(totals.Octets, "B")}；单个事件的最大峰值为 {CellText.Scaled(totals.PeakBits, "bit/s")} 和 {CellText.Scaled(totals.PeakPackets, "pps")}。{apart}每日情况如{FigureLabel(events.Daily.Number)} 所示，没有立柱的日期没有攻击事件或没有流量数据。";
    }

    public string EventVectors(EventPart events) => events.Vectors.HasData
        ? $"按攻击方式统计，{Leading(events.VectorRanking)}，如{FigureLabel(events.Vectors.Number)} 所示。一个事件可以包含多种攻击方式，占比为包含该方式的事件占全部事件的比例，合计可超过 100%。"
        : NoData(events.Vectors);

    public string EventTargets(EventPart events) => events.TargetCountries.HasData
        ? $"攻击目标按国家或地区统计，{Leading(events.TargetRanking)}，如{FigureLabel(events.TargetCountries.Number)} 所示。"
        : NoData(events.TargetCountries);

    public string LargestEvents(EventPart events, ReportEdition edition) => events.Largest.HasData
        ? $"峰值带宽最大的攻击事件如{TableLabel(events.Largest.Number)} 所示，共 {events.Largest.Rows.Count} 起。{(edition == ReportEdition.Public ? "公开版中攻击目标地址已作脱敏处理，编号仅在本报告内有效。" : "")}"
        : $"{ThisPeriod}没有可以列出的攻击事件，{TableLabel(events.Largest.Number)} 从略。";

    public string GapSensitivity(EventPart events) =>
        events.GapSensitivity.HasData && events.Totals.Value.Events > 0
            ? $"本报告以 24 小时为间隔划分攻击事件。若改用其他间隔，事件数量为：{string.Join('，', events.Totals.Value.GapSensitivity.Select(gap => $"{gap.Key} 小时 {gap.Value} 起"))}（{TableLabel(events.GapSensitivity.Number)}）。"
            : $"没有攻击事件，{TableLabel(events.GapSensitivity.Number)} 从略。";

    private static string Threshold(double value) => value.ToString("0.0#", CultureInfo.InvariantCulture);

    /// <summary>前三位 would contradict four names that share the first place.</summary>
    private string Leading(Ranking ranking) => AllFirst(ranking) ? "并列第一的有" + NamesWithShares(ranking) : First(ranking) + NamesWithShares(ranking);

    /// <summary>Three names, or ties on the third place, which still are the first three places.</summary>
    private static bool IsThree(Ranking ranking) => ranking.Members == 3 || ranking.Groups is [.., { Place: 3 }];

    private static bool AllFirst(Ranking ranking) => ranking.Groups is [{ IsTie: true }];

    private static string First(Ranking ranking) => IsThree(ranking) ? "排名前三位的分别为" : ranking.Members > 3 ? "排名靠前的为" : ranking.Members == 2 ? "分别为" : "为";

    /// <summary>A、B和C; ties named whole: A、B以及并列第三的C、D和E.</summary>
    private static string Names(Ranking ranking) => Listed(ranking, _ => "", _ => "");

    /// <summary>After a verb: 最多位于并列第一的A和B.</summary>
    private static string Leaders(Ranking ranking) => (AllFirst(ranking) ? "并列第一的" : "") + Names(ranking);

    private string NamesWithShares(Ranking ranking) => Listed(
        ranking, group => $"（{Percent(group.Count, ranking.Total)}）", group => $"（各 {Percent(group.Count, ranking.Total)}）");

    private static string Listed(Ranking ranking, Func<RankGroup, string> one, Func<RankGroup, string> each)
    {
        List<string> parts = [];
        foreach (RankGroup group in ranking.Groups)
        {
            string[] names = [.. group.Members.Take(MaxTiedNames).Select(SentenceName)];
            string more = group.Members.Count > MaxTiedNames ? $"等 {group.Members.Count} 个" : "";
            string tied = AllFirst(ranking) ? "" : $"并列第{HanOrdinal(group.Place)}的";
            parts.Add(!group.IsTie ? names[0] + one(group)
                : $"{tied}{(more.Length > 0 ? string.Join('、', names) + more : And(names))}{each(group)}");
        }
        bool ties = ranking.Groups.Any(group => group.IsTie);
        return !ties ? And(parts)
            : parts.Count == 1 ? parts[0]
            : string.Join('、', parts.Take(parts.Count - 1)) + "以及" + parts[^1];
    }

    private static string SentenceName(Category category) => category.Kind == CategoryKind.Vector ? VectorName(category.Key) : FullName(category);

    private static string HanOrdinal(int place) => place switch { 1 => "一", 2 => "二", _ => "三" };

    private static string And(IReadOnlyList<string> names) =>
        names.Count < 2 ? string.Concat(names) : string.Join('、', names.Take(names.Count - 1)) + "和" + names[^1];
}
