namespace Suyuan.Reporting;

/// <summary>Parts of the report that a publisher can leave out of all its documents; definitions, the basis of the numbers and the licences of the address data always stay.</summary>
public enum ReportPart
{
    Findings,
    Controllers,
    Bots,
    /// <summary>All reflectors, <see cref="OtherProtocols"/> with them.</summary>
    Reflectors,
    OtherProtocols,
    Routers,
    /// <summary>The whole part on events, the four below with it.</summary>
    Events,
    Vectors,
    Targets,
    LargestEvents,
    EventRule,
    Maps,
    Changes,
    Method,
}

/// <summary>The words that configurations use.</summary>
public static class ReportParts
{
    public static IReadOnlyDictionary<string, ReportPart> ByToken { get; } = new Dictionary<string, ReportPart>(StringComparer.Ordinal)
    {
        ["findings"] = ReportPart.Findings,
        ["controllers"] = ReportPart.Controllers,
        ["bots"] = ReportPart.Bots,
        ["reflectors"] = ReportPart.Reflectors,
        ["other-protocols"] = ReportPart.OtherProtocols,
        ["routers"] = ReportPart.Routers,
        ["events"] = ReportPart.Events,
        ["vectors"] = ReportPart.Vectors,
        ["targets"] = ReportPart.Targets,
        ["largest-events"] = ReportPart.LargestEvents,
        ["event-rule"] = ReportPart.EventRule,
        ["maps"] = ReportPart.Maps,
        ["changes"] = ReportPart.Changes,
        ["method"] = ReportPart.Method,
    };
}
