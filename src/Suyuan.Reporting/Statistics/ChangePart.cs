using Suyuan.Model;

namespace Suyuan.Reporting;

/// <summary>The resources of a section over time.</summary>
public sealed record SectionHistory(ResourceSelection Selection, Statistic<ResourceHistory> History);

/// <summary>How the resources change: over periods, and how long they last.</summary>
/// <param name="Vantage">Oldest first, the report's own period last; one alone where the store holds no telemetry of the period before.</param>
/// <param name="Turnover">Without rows where there is no earlier period, like <paramref name="Trend"/>.</param>
/// <param name="Year">Without rows but in a report on a month.</param>
public sealed record ChangePart(
    Statistic<IReadOnlyList<PeriodVantage>> Vantage, IReadOnlyList<SectionHistory> Histories, Table Trend, Table Turnover, Table Year, Table Life)
{
    public bool Compared => Vantage.Value.Count > 1;

    public IEnumerable<Table> Tables => [Trend, Turnover, Year, Life];
}
