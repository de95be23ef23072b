using Suyuan.Model;

namespace Suyuan.Reporting;

/// <summary>What is said of changes over periods.</summary>
internal sealed partial class ChineseTexts
{
    public string Trend(ChangePart part) => !part.Compared
        ? $"数据中没有上一期（{Named(report.Period.Before(report.Home).Name)}）的流量数据，无法与前期比较。"
        : $"近 {part.Vantage.Value.Count} 期的攻击资源数量如{TableLabel(part.Trend.Number)} 所示，一并列出各期的覆盖天数和流量上报设备。设备或覆盖天数的变化也会使数量增减，比较时应先看这两项。";

    public string Turnover(ChangePart part)
    {
        if (!part.Compared)
        {
            return "";
        }
        PeriodVantage before = part.Vantage.Value[^2];
        PeriodVantage now = part.Vantage.Value[^1];
        return $"与上一期（{Named(before.Period)}）相比的新增、消失和存活情况，以及近 {part.Vantage.Value.Count} 期持续活跃的数量，如{TableLabel(part.Turnover.Number)} 所示。上一期有流量数据的天数占 {Percent(before.Days, before.DaysInPeriod)}，{ThisPeriod}占 {Percent(now.Days, now.DaysInPeriod)}；上一期 {before.Exporters} 台流量上报设备中，{before.CommonExporters} 台在{ThisPeriod}仍在上报（{ThisPeriod}共 {now.Exporters} 台）。消失不等于已处置：地址更换会使同一设备既计为消失又计为新增。";
    }

    /// <summary>A range's name is two dates.</summary>
    private static string Named(string period) => period.Replace("..", " 至 ", StringComparison.Ordinal);

    public string YearToDate(ChangePart part)
    {
        SectionHistory[] told = [.. part.Histories.Where(history => history.History.Value.Year is { Persistent: > 0 })];
        int year = Days().First.Year;
        string persistent = told.Length == 0 ? "尚无资源在其他月份也参与过攻击"
            : string.Join('；', told.Select(history => $"持续活跃的{Spaced(Kind(history.Selection))}有 {history.History.Value.Year!.Persistent} 个，占{ThisPeriod}的 {Percent(history.History.Value.Year.Persistent, history.History.Value.Count)}"));
        return part.Year.HasData ? $"{year} 年以来，{persistent}，如{TableLabel(part.Year.Number)} 所示。持续活跃指{ThisPeriod}和当年至少另一个月都参与了攻击。" : "";
    }

    public string Life(ChangePart part) => part.Life.HasData
        ? $"{ThisPeriod}的攻击资源从首次参与攻击到{ThisPeriod}内最后一次参与攻击所经历的时间如{TableLabel(part.Life.Number)} 所示。首次参与以本系统所存的全部事件为准，早于数据起点的活动不可见，因此存续时间为下限。"
        : "";
}
