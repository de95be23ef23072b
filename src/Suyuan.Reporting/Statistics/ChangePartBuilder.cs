using Suyuan.Model;

namespace Suyuan.Reporting;

/// <summary>Asks for the history of each kind of resource and lays it out in tables.</summary>
internal static class ChangePartBuilder
{
    public static ChangePart Build(IPeriodStatistics statistics, IEnumerable<ResourceSection> sections, ReportOptions options, int firstTable)
    {
        Statistic<IReadOnlyList<PeriodVantage>> vantage = statistics.Vantage();
        SectionHistory[] histories = [.. sections.Where(section => options.Shows(section.Selection)).Select(section => new SectionHistory(section.Selection, statistics.History(section.Selection)))];
        return new ChangePart(
            vantage, histories, ChangeTables.Trend(vantage, histories, firstTable), ChangeTables.Turnover(vantage, histories, firstTable + 1),
            ChangeTables.Year(vantage, histories, firstTable + 2), ChangeTables.Life(vantage, histories, firstTable + 3));
    }

    private static bool Shows(this ReportOptions options, ResourceSelection selection) => !options.Omitted.Contains(selection.Kind switch
    {
        ResourceKind.Controller => ReportPart.Controllers,
        ResourceKind.Bot => ReportPart.Bots,
        ResourceKind.Reflector => ReportPart.Reflectors,
        _ => ReportPart.Routers,
    }) && !options.Omitted.Contains(ReportPart.Changes);
}
