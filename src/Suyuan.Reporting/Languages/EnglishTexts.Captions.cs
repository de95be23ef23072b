using System.Globalization;
using Suyuan.Model;

namespace Suyuan.Reporting;

/// <summary>Headings, captions, titles of charts and heads of columns.</summary>
internal sealed partial class EnglishTexts
{
    public string Heading(HeadingSubject subject, string protocol) => subject switch
    {
        HeadingSubject.Introduction => "Introduction",
        HeadingSubject.Definitions => "What counts as an attack resource",
        HeadingSubject.Basis => "What the numbers rest on",
        HeadingSubject.KeyFindings => "Key findings",
        HeadingSubject.Resources => "Attack resources",
        HeadingSubject.Controllers => "Controllers",
        HeadingSubject.Bots => "Bots",
        HeadingSubject.Reflectors when protocol.Length > 0 => $"{Protocol(protocol)} reflectors",
        HeadingSubject.Reflectors => "Reflectors",
        HeadingSubject.FurtherProtocols => "Reflectors of other protocols",
        HeadingSubject.Routers => "Routers forwarding spoofed traffic",
        HeadingSubject.CrossDomain => "Cross-domain spoofing",
        HeadingSubject.Local => "Local spoofing",
        HeadingSubject.Events => "Attack events",
        HeadingSubject.EventOverview => "Overview",
        HeadingSubject.EventVectors => "Attack vectors",
        HeadingSubject.EventTargets => "Targets",
        HeadingSubject.LargestEvents => "Largest events",
        HeadingSubject.GapSensitivity => "How the event rule moves the count",
        HeadingSubject.Maps => "Maps of attack resources",
        HeadingSubject.Changes => "Changes of attack resources",
        HeadingSubject.Trend => "From period to period",
        HeadingSubject.YearToDate => "The year so far",
        HeadingSubject.Life => "How long resources last",
        HeadingSubject.Method => "Method",
        HeadingSubject.Statistics => "What each statistic counts",
        HeadingSubject.AddressData => "Address data",
        HeadingSubject.Inputs => "Input data",
        _ => throw new ArgumentOutOfRangeException(nameof(subject)),
    };

    public string Numbered(ReadOnlySpan<int> path, string heading) =>
        string.Join('.', path.ToArray().Select(number => number.ToString(CultureInfo.InvariantCulture))) + " " + heading;

    public string Appendix(int number, string heading) => $"Appendix {(char)('A' + number - 1)}: {heading}";

    public string Caption(Figure figure) => figure.Subject switch
    {
        FigureSubject.HomeAbroadAndCloud => $"{Capital(Kind(figure.Selection!))} at home, abroad and in clouds, {PeriodName}",
        FigureSubject.Countries => $"{Capital(Kind(figure.Selection!))} abroad by country or region, {PeriodName}",
        FigureSubject.ProvincesAndNetworks when figure.Selection!.Kind == ResourceKind.SpoofingRouter =>
            $"{Capital(Kind(figure.Selection))} by {Province} and operator, {PeriodName}",
        FigureSubject.ProvincesAndNetworks => $"Domestic {Kind(figure.Selection!)} by {Province} and operator, {PeriodName}",
        FigureSubject.Protocols => $"Reflectors by protocol, {PeriodName}",
        FigureSubject.EventsPerDay => $"Attack events and attack traffic per day, {PeriodName}",
        FigureSubject.Vectors => $"Attack events by vector, {PeriodName}",
        FigureSubject.TargetCountries => $"Attack targets by country or region, {PeriodName}",
        FigureSubject.Maps => $"Map of {Kind(figure.Selection!)}, {PeriodName}",
        _ => throw new ArgumentOutOfRangeException(nameof(figure)),
    };

    public string Caption(Table table) => table.Subject switch
    {
        TableSubject.TopResources => table.Selection!.Kind == ResourceKind.SpoofingRouter
            ? $"{Capital(Kind(table.Selection))} in the most attack events, {PeriodName}"
            : $"Domestic {Kind(table.Selection)} in the most attack events, {PeriodName}",
        TableSubject.Protocols => $"Reflectors of other protocols and where they are, {PeriodName}",
        TableSubject.LargestEvents => $"Events with the highest peak bandwidth, {PeriodName}",
        TableSubject.EventCounts => $"Number of events by the gap that separates them, {PeriodName}",
        TableSubject.Trend => "Attack resources and what was looked through, period by period",
        TableSubject.Turnover => $"New, vanished and surviving attack resources, {PeriodName}",
        TableSubject.YearToDate => $"Persistently active attack resources since January {ReportDays.Of(report).First.Year}",
        TableSubject.Life => $"How long attack resources last, {PeriodName}",
        _ => throw new ArgumentOutOfRangeException(nameof(table)),
    };

    public string Title(Panel panel, Figure figure) => panel.Subject switch
    {
        PanelSubject.HomeAbroad => "At home and abroad",
        PanelSubject.Cloud => "In clouds",
        PanelSubject.Countries => "Abroad, by country or region",
        PanelSubject.Provinces => $"By {Province}",
        PanelSubject.Networks => "By operator",
        PanelSubject.Protocols => "By protocol",
        PanelSubject.EventsPerDay => "Events per day",
        PanelSubject.OctetsPerDay => "Attack traffic per day",
        PanelSubject.Vectors => "Events by vector",
        PanelSubject.HomeMap => $"{Capital(Kind(figure.Selection!))} by {Province}",
        PanelSubject.WorldMap => $"{Capital(Kind(figure.Selection!))} abroad by country or region",
        PanelSubject.TargetCountries => "Targets by country or region",
        _ => throw new ArgumentOutOfRangeException(nameof(panel)),
    };

    public string Heading(Column column, Table table) => column.Subject switch
    {
        ColumnSubject.Rank => "No.",
        ColumnSubject.Address => table.Selection!.Kind switch
        {
            ResourceKind.Controller => "Controller",
            ResourceKind.Bot => "Bot",
            ResourceKind.Reflector => "Reflector",
            _ => "Router",
        },
        ColumnSubject.Province => Capital(Province),
        ColumnSubject.Network => table.Id is "table-1" or "table-3" ? "Operator or cloud" : "Operator",
        ColumnSubject.Events => "Events",
        ColumnSubject.Packets => "Packets (estimated)",
        ColumnSubject.Octets => "Traffic (estimated)",
        ColumnSubject.Confidence => "Confidence",
        ColumnSubject.Protocol => "Protocol",
        ColumnSubject.Reflectors => "Reflectors",
        ColumnSubject.HomeShare => "Domestic",
        ColumnSubject.CloudShare => "In clouds",
        ColumnSubject.TopCountries => "Top countries or regions abroad",
        ColumnSubject.TopProvinces => $"Top {Provinces_}",
        ColumnSubject.TopNetwork => "Top domestic network",
        ColumnSubject.EventNumber => "Event",
        ColumnSubject.EventId => "Event id",
        ColumnSubject.Target => "Target",
        ColumnSubject.TargetPlace => "Target’s place",
        ColumnSubject.Start => "Start",
        ColumnSubject.Duration => "Duration",
        ColumnSubject.Vectors => "Vectors",
        ColumnSubject.PeakBits => "Peak bandwidth",
        ColumnSubject.PeakPackets => "Peak packet rate",
        ColumnSubject.GapHours => "Gap (hours)",
        ColumnSubject.Resource => "Resource",
        ColumnSubject.Count => "Now",
        ColumnSubject.CountBefore => "Before",
        ColumnSubject.New => "New",
        ColumnSubject.NewShare => "Share new",
        ColumnSubject.Vanished => "Vanished",
        ColumnSubject.VanishedShare => "Share vanished",
        ColumnSubject.SurvivingShare => "Share surviving",
        ColumnSubject.Persistent => "In all periods",
        ColumnSubject.YearSeen => "Since January",
        ColumnSubject.YearPersistent => "Persistent",
        ColumnSubject.YearPersistentShare => "Share of the month’s",
        ColumnSubject.MedianLife => "Median",
        ColumnSubject.LifeUnderDay => "Under 1 day",
        ColumnSubject.LifeUnderWeek => "1 to 7 days",
        ColumnSubject.LifeUnderMonth => "7 to 30 days",
        ColumnSubject.LifeUnderQuarter => "30 to 90 days",
        ColumnSubject.LifeLonger => "90 days or more",
        ColumnSubject.Period => "Period",
        ColumnSubject.ResourceCount => column.Selection is { } selection ? Capital(TableKind(selection)) : CountColumn,
        ColumnSubject.DaysCovered => "Days covered",
        ColumnSubject.Exporters => "Exporters",
        ColumnSubject.CommonExporters => "Of them, in the last period too",
        _ => throw new ArgumentOutOfRangeException(nameof(column)),
    };

    /// <summary>Plural, lower case where no name begins it.</summary>
    private static string Kind(ResourceSelection selection) => selection.Kind switch
    {
        ResourceKind.Controller => "controllers",
        ResourceKind.Bot => "bots",
        ResourceKind.Reflector => selection.Protocol is null ? "reflectors" : $"{Protocol(selection.Protocol)} reflectors",
        _ => selection.Scope == SpoofScope.CrossDomain ? "routers forwarding cross-domain spoofed traffic" : "routers forwarding locally spoofed traffic",
    };

    /// <summary>As narrow as a column.</summary>
    private static string TableKind(ResourceSelection selection) => selection.Kind switch
    {
        ResourceKind.SpoofingRouter => selection.Scope == SpoofScope.CrossDomain ? "routers, cross-domain" : "routers, local",
        _ => Kind(selection),
    };

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
