namespace Suyuan.Model;

/// <summary>Resources of one kind over periods of one length: sets of addresses, each period's by its own headline rules.</summary>
/// <param name="Counts">Of each period of <see cref="IPeriodStatistics.Vantage"/>, in its order; the last is the report's own.</param>
/// <param name="New">In this period and not in the one before.</param>
/// <param name="Vanished">In the one before and not in this.</param>
/// <param name="Persistent">In every one of the periods.</param>
/// <param name="Year">Of months only; null for other periods.</param>
public sealed record ResourceHistory(IReadOnlyList<long> Counts, long New, long Vanished, long Persistent, YearToDate? Year, ResourceLife Life)
{
    public long Count => Counts.Count > 0 ? Counts[^1] : 0;

    /// <summary>Of the period before; 0 where there is none.</summary>
    public long Before => Counts.Count > 1 ? Counts[^2] : 0;

    public long Surviving => Before - Vanished;
}

/// <summary>年度累计: from January to the month of the report.</summary>
/// <param name="Seen">In any of the months.</param>
/// <param name="Persistent">持续活跃: in the report's month and at least one other of the year.</param>
/// <param name="Provinces">Of the persistent ones at home.</param>
public sealed record YearToDate(long Seen, long Persistent, IReadOnlyList<CategoryCount> Provinces);

/// <summary>From a resource's first part in any event that the store holds to its last in the period.</summary>
/// <param name="MedianDays">Of the period's resources.</param>
/// <param name="Classes">Resources by that time: under each of <see cref="Days"/>, then longer.</param>
public sealed record ResourceLife(double MedianDays, IReadOnlyList<long> Classes)
{
    /// <summary>Upper bounds of the classes but the last.</summary>
    public static IReadOnlyList<int> Days { get; } = [1, 7, 30, 90];

    public static ResourceLife None { get; } = new(0, [0, 0, 0, 0, 0]);
}

/// <summary>What was looked through in a period: a change of it looks like a trend.</summary>
/// <param name="Days">With telemetry.</param>
/// <param name="CommonExporters">Of <paramref name="Exporters"/>, those that were heard in the report's period too.</param>
public sealed record PeriodVantage(string Period, int Days, int DaysInPeriod, int Exporters, int CommonExporters);
