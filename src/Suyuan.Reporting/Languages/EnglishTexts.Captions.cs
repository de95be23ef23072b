using Suyuan.Model;

namespace Suyuan.Reporting;

/// <summary>Headings, captions, titles of charts and heads of columns.</summary>
internal sealed partial class EnglishTexts
{
    public string Heading(HeadingSubject subject, string protocol) => subject switch
    {
        HeadingSubject.Introduction => "1 Introduction",
        HeadingSubject.Definitions => "1.1 What counts as an attack resource",
        HeadingSubject.Basis => "1.2 What the numbers rest on",
        HeadingSubject.KeyFindings => "1.3 Key findings",
        HeadingSubject.Resources => "2 Attack resources",
        HeadingSubject.Controllers => "2.1 Controllers",
        HeadingSubject.Bots => "2.2 Bots",
        HeadingSubject.Reflectors when protocol.Length > 0 => $"2.3.{KeyProtocols.Number(protocol)} {Protocol(protocol)} reflectors",
        HeadingSubject.Reflectors => "2.3 Reflectors",
        HeadingSubject.FurtherProtocols => "2.3.4 Reflectors of other protocols",
        HeadingSubject.Routers => "2.4 Routers forwarding spoofed traffic",
        HeadingSubject.CrossDomain => "2.4.1 Cross-domain spoofing",
        HeadingSubject.Local => "2.4.2 Local spoofing",
        HeadingSubject.Events => "3 Attack events",
        HeadingSubject.EventOverview => "3.1 Overview",
        HeadingSubject.EventVectors => "3.2 Attack vectors",
        HeadingSubject.EventTargets => "3.3 Targets",
        HeadingSubject.LargestEvents => "3.4 Largest events",
        HeadingSubject.GapSensitivity => "3.5 How the event rule moves the count",
        HeadingSubject.Method => "Appendix A: Method",
        HeadingSubject.AddressData => "Appendix B: Address data",
        HeadingSubject.Inputs => "Appendix C: Input data",
        _ => throw new ArgumentOutOfRangeException(nameof(subject)),
    };

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

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
