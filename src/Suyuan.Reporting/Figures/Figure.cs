using Suyuan.Model;

namespace Suyuan.Reporting;

public enum FigureSubject
{
    HomeAbroadAndCloud,
    Countries,
    ProvincesAndNetworks,
    Protocols,
    EventsPerDay,
    Vectors,
    TargetCountries,
    Maps,
}

public enum PanelSubject
{
    HomeAbroad,
    Cloud,
    Countries,
    Provinces,
    Networks,
    Protocols,
    EventsPerDay,
    OctetsPerDay,
    Vectors,
    TargetCountries,
    HomeMap,
    WorldMap,
}

public enum ChartShape
{
    Pie,
    Bars,
    /// <summary>Columns over time; a day without a column has no event or no telemetry.</summary>
    Series,
    /// <summary>Places by colour, on <see cref="Panel.Map"/>.</summary>
    Map,
}

/// <summary>One chart of a figure.</summary>
/// <param name="Id">The figure's id with the panel's subject: unique in a report.</param>
public sealed record Panel(string Id, PanelSubject Subject, ChartShape Shape, Breakdown Data, Lineage Lineage)
{
    public bool HasData => Data.Total > 0;

    /// <summary>Null but for <see cref="ChartShape.Map"/>.</summary>
    public MapBase? Map { get; init; }
}

/// <summary>A numbered figure; where no panel has data, the report says so in a sentence instead.</summary>
/// <param name="Id">Stable: <c>fig-1</c> … <c>fig-17</c> as in the reference report, names for ours.</param>
/// <param name="Number">As printed; ours continue after 17.</param>
/// <param name="Selection">The resources it is about; null for events.</param>
public sealed record Figure(string Id, int Number, FigureSubject Subject, ResourceSelection? Selection, IReadOnlyList<Panel> Panels)
{
    public bool HasData => Panels.Any(panel => panel.HasData);
}
