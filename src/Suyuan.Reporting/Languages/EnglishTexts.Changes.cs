using Suyuan.Model;

namespace Suyuan.Reporting;

/// <summary>What is said of changes over periods.</summary>
internal sealed partial class EnglishTexts
{
    public string Trend(ChangePart part) => !part.Compared
        ? $"There is no telemetry of the period before ({Named(report.Period.Before(report.Home).Name)}), so that nothing can be compared."
        : $"{TableLabel(part.Trend.Number)} shows the resources of the last {Number(part.Vantage.Value.Count)} periods beside the days with telemetry and the exporters of each. A change of those two moves the counts as well: look at them first.";

    public string Turnover(ChangePart part)
    {
        if (!part.Compared)
        {
            return "";
        }
        PeriodVantage before = part.Vantage.Value[^2];
        PeriodVantage now = part.Vantage.Value[^1];
        return $"{TableLabel(part.Turnover.Number)} shows which resources are new, vanished or survived since {Named(before.Period)}, and how many were active in each of the last {Number(part.Vantage.Value.Count)} periods. {Percent(before.Days, before.DaysInPeriod)} of the days of {Named(before.Period)} and {Percent(now.Days, now.DaysInPeriod)} of those of {ThisPeriod} have telemetry; exporters of then that report still: {Number(before.CommonExporters)} of {Number(before.Exporters)} ({ThisPeriod} has {Number(now.Exporters)}). Vanished does not mean cleaned: a device that changes its address vanishes and is new.";
    }

    /// <summary>A range's name is two dates.</summary>
    private static string Named(string period) => period.Replace("..", " to ", StringComparison.Ordinal);

    public string YearToDate(ChangePart part)
    {
        SectionHistory[] told = [.. part.Histories.Where(history => history.History.Value.Year is { Persistent: > 0 })];
        string persistent = told.Length == 0 ? "no resource took part in attacks of another month of the year"
            : "persistently active: " + string.Join("; ", told.Select(history =>
                $"{Kind(history.Selection)} {Number(history.History.Value.Year!.Persistent)} ({Percent(history.History.Value.Year.Persistent, history.History.Value.Count)} of {ThisPeriod}’s)"));
        return part.Year.HasData
            ? $"Since January {ReportDays.Of(report).First.Year}, {persistent} ({TableLabel(part.Year.Number)}). Persistently active means: in attacks of {ThisPeriod} and of at least one other month of the year."
            : "";
    }

    public string Life(ChangePart part) => part.Life.HasData
        ? $"{TableLabel(part.Life.Number)} shows the time from a resource’s first part in an attack to its last in {ThisPeriod}. The first is that of all events on record; what came before them is not seen, so that lives are lower bounds."
        : "";
}
