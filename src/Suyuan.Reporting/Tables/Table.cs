using Suyuan.Model;

namespace Suyuan.Reporting;

public enum TableSubject
{
    TopResources,
    Protocols,
    LargestEvents,
    EventCounts,
    Trend,
    Turnover,
    YearToDate,
    Life,
}

public enum ColumnSubject
{
    Rank,
    Address,
    Province,
    Network,
    Events,
    Packets,
    Octets,
    Confidence,
    Protocol,
    Reflectors,
    HomeShare,
    CloudShare,
    TopCountries,
    TopProvinces,
    TopNetwork,
    EventNumber,
    EventId,
    Target,
    TargetPlace,
    Start,
    Duration,
    Vectors,
    PeakBits,
    PeakPackets,
    GapHours,
    Resource,
    Count,
    CountBefore,
    New,
    NewShare,
    Vanished,
    VanishedShare,
    SurvivingShare,
    Persistent,
    YearSeen,
    YearPersistent,
    YearPersistentShare,
    MedianLife,
    LifeUnderDay,
    LifeUnderWeek,
    LifeUnderMonth,
    LifeUnderQuarter,
    LifeLonger,
    Period,
    /// <summary>Of <see cref="Column.Selection"/>.</summary>
    ResourceCount,
    DaysCovered,
    Exporters,
    CommonExporters,
}

/// <param name="InternalOnly">Left out of the public edition.</param>
public sealed record Column(ColumnSubject Subject, bool InternalOnly = false)
{
    /// <summary>The resources that it counts, where a table has a column for each kind.</summary>
    public ResourceSelection? Selection { get; init; }
}

/// <summary>A typed cell; languages and editions decide how it prints.</summary>
public abstract record Cell;

public sealed record NumberCell(long Value) : Cell;

public sealed record AddressCell(IpAddress Address) : Cell;

public sealed record TargetCell(IpPrefix Target) : Cell;

/// <summary>Categories joined in print; an empty list prints as a dash.</summary>
public sealed record CategoriesCell(IReadOnlyList<Category> Categories) : Cell;

public sealed record ShareCell(long Count, long Total) : Cell;

/// <param name="UnixMilliseconds">Printed in the home's zone.</param>
public sealed record TimeCell(long UnixMilliseconds) : Cell;

public sealed record DurationCell(long Seconds) : Cell;

/// <param name="Seconds">The window of the peak; 0 = none was measured.</param>
public sealed record RateCell(long PerSecond, int Seconds, bool Bits) : Cell;

public sealed record OctetsCell(long Octets) : Cell;

/// <summary>An event's number within the report (E1, E2, …): public editions print no id.</summary>
public sealed record EventNumberCell(int Number) : Cell;

public sealed record EventIdCell(string Id) : Cell;

/// <summary>What such a row cannot have; prints as a dash.</summary>
public sealed record NoValueCell : Cell;

public sealed record ConfidenceCell(double Value) : Cell;

/// <param name="Id">Stable: <c>table-1</c> … <c>table-7</c> as in the reference report, names for ours.</param>
/// <param name="Leaders">Provinces with the most rows of a Top 20; empty for other tables.</param>
public sealed record Table(
    string Id, int Number, TableSubject Subject, ResourceSelection? Selection, IReadOnlyList<Column> Columns,
    IReadOnlyList<IReadOnlyList<Cell>> Rows, Ranking Leaders, Lineage Lineage)
{
    public bool HasData => Rows.Count > 0;

    /// <summary>Indexes of the columns that the edition prints.</summary>
    internal IEnumerable<int> Shown(ReportEdition edition) =>
        Enumerable.Range(0, Columns.Count).Where(index => edition == ReportEdition.Internal || !Columns[index].InternalOnly);
}
