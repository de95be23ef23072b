using System.Text.Json;
using Suyuan.Model;

namespace Suyuan.Reporting;

/// <summary>Totals and leaders of each kind of resource and of the events: the numbers that stand in sentences.</summary>
internal static class JsonSections
{
    public static void Write(Utf8JsonWriter json, JsonExhibits exhibits, Report report)
    {
        json.WriteStartArray("resources");
        foreach (ResourceSection section in report.Sections)
        {
            Section(json, exhibits, section, report);
        }
        json.WriteEndArray();
        if (report.Shows(ReportPart.Reflectors))
        {
            Reflectors(json, exhibits, report.Reflectors, report.Shows(ReportPart.OtherProtocols));
        }
        if (report.Shows(ReportPart.Events))
        {
            Events(json, exhibits, report);
        }
    }

    private static void Section(Utf8JsonWriter json, JsonExhibits exhibits, ResourceSection section, Report report)
    {
        json.WriteStartObject();
        json.WriteString("kind", section.Selection.Kind.Token());
        json.WriteString("protocol", section.Selection.Protocol ?? "");
        json.WriteString("scope", section.Selection.Scope.Token());
        Totals(json, section.Totals.Value);
        switch (section.Selection.Kind)
        {
            case ResourceKind.Controller:
                json.WriteNumber("ordered", report.ControllerActivity.Value.Ordered);
                json.WriteNumber("ordered_and_seen", report.ControllerActivity.Value.OrderedAndSeen);
                break;
            case ResourceKind.Bot:
                json.WriteNumber("proven", report.BotProof.Value.Proven);
                json.WriteNumber("controller_linked", report.BotProof.Value.ControllerLinked);
                json.WriteNumber("median_per_day", report.BotProof.Value.MedianPerDay);
                break;
        }
        exhibits.Ranking("top_countries", section.Countries);
        exhibits.Ranking("top_provinces", section.Provinces);
        exhibits.Ranking("top_operators", Ranking.Of(section.Operators.Slices) with { Total = section.Operators.Total });
        exhibits.Ranking("top_addresses_by_province", section.Top.Leaders);
        JsonExhibits.Lineage(json, section.Totals.Lineage);
        json.WriteEndObject();
    }

    private static void Totals(Utf8JsonWriter json, ResourceTotals totals)
    {
        json.WriteNumber("count", totals.Count);
        JsonExhibits.Counted(json, "home", totals.Home, totals.Count);
        JsonExhibits.Counted(json, "abroad", totals.Abroad, totals.Count);
        JsonExhibits.Counted(json, "unknown_country", totals.UnknownCountry, totals.Count);
        JsonExhibits.Counted(json, "cloud", totals.Cloud, totals.Count);
        json.WriteNumber("below_headline", totals.BelowHeadline);
        if (totals.Seen is SeenResources seen)
        {
            json.WriteStartObject("sampled");
            json.WriteNumber("seen", seen.Seen);
            json.WriteNumber("seen_once", seen.Once);
            json.WriteNumber("seen_twice", seen.Twice);
            json.WriteNumber("at_least", Math.Floor(seen.Low));
            json.WriteNumber("estimate", Math.Round(seen.Estimate));
            json.WriteEndObject();
        }
    }

    private static void Reflectors(Utf8JsonWriter json, JsonExhibits exhibits, ReflectorPart part, bool others)
    {
        json.WriteStartObject("reflectors");
        json.WriteNumber("key_total", part.KeyTotal);
        JsonExhibits.Counted(json, "key_home", part.KeyHome, part.KeyTotal);
        json.WriteStartArray("by_key_protocol");
        foreach (ResourceSection section in part.Key)
        {
            json.WriteStartObject();
            json.WriteString("protocol", section.Selection.Protocol);
            JsonExhibits.Counted(json, "reflectors", section.Totals.Value.Count, part.KeyTotal);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("further");
        foreach (ProtocolSummary summary in others ? part.Further : [])
        {
            json.WriteStartObject();
            json.WriteString("protocol", summary.Protocol);
            Totals(json, summary.Totals);
            exhibits.Ranking("top_countries", summary.Countries);
            exhibits.Ranking("top_provinces", summary.Provinces);
            exhibits.Ranking("top_networks", summary.Networks);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        JsonExhibits.Lineage(json, part.Lineage);
        json.WriteEndObject();
    }

    private static void Events(Utf8JsonWriter json, JsonExhibits exhibits, Report report)
    {
        EventPart part = report.Events;
        EventTotals totals = part.Totals.Value;
        json.WriteStartObject("events");
        json.WriteNumber("events", totals.Events);
        json.WriteNumber("ordered_only", totals.Ordered);
        json.WriteNumber("sensed_only", totals.Sensed);
        json.WriteNumber("bursts", totals.Bursts);
        json.WriteNumber("targets", totals.Targets);
        json.WriteNumber("packets", totals.Packets);
        json.WriteNumber("bytes", totals.Octets);
        json.WriteNumber("peak_bps", totals.PeakBits);
        json.WriteNumber("peak_pps", totals.PeakPackets);
        json.WriteNumber("median_seconds", totals.MedianSeconds);
        json.WriteStartArray("by_gap");
        foreach ((int hours, long events) in report.Shows(ReportPart.EventRule) ? totals.GapSensitivity : [])
        {
            json.WriteStartObject();
            json.WriteNumber("gap_hours", hours);
            json.WriteNumber("events", events);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        exhibits.Ranking("top_vectors", report.Shows(ReportPart.Vectors) ? part.VectorRanking : Ranking.None);
        exhibits.Ranking("top_target_countries", report.Shows(ReportPart.Targets) ? part.TargetRanking : Ranking.None);
        JsonExhibits.Lineage(json, part.Totals.Lineage);
        json.WriteEndObject();
    }
}
