using System.Globalization;
using Suyuan.Model;

namespace Suyuan.Reporting;

/// <summary>Definitions, the basis of the numbers and the method.</summary>
internal sealed partial class EnglishTexts
{
    public IReadOnlyList<string> DefinitionIntroduction =>
    [
        $"This report covers {PeriodName} and answers one question from the network telemetry and logs of the period: from which network resources were DDoS attacks launched? It covers these attack resources:",
    ];

    public IReadOnlyList<string> Definitions =>
    [
        "Controller: a server that orders the nodes of a botnet to attack. It is active if it ordered, or is linked to, an attack in the period.",
        "Bot: a host under a controller’s command that sends attack traffic from its real address. In mixed attacks only the real sources count, never forged addresses or reflectors.",
        "Reflector: a server or device whose open service (DNS or NTP, for instance) answers without authentication and with far more than it was asked, and which attackers turn on a victim by sending requests in the victim’s name. Counted per protocol.",
        "Router forwarding cross-domain spoofed traffic: it forwarded much attack traffic with arbitrary forged sources from outside its region. Source address validation on it, or on a router below it, may be defective, and an attacking device sits below it.",
        "Router forwarding locally spoofed traffic: it forwarded much attack traffic whose forged sources belong to its own region. An attacking device sits below it.",
    ];

    public IReadOnlyList<string> EventDefinition =>
    [
        "An attack event is all bursts of attack on one target, whatever the resources and vectors. Bursts less than 24 hours apart belong to one event as long as the event ends within 24 hours of its beginning; a pause of 24 hours makes two events. An event, with its resources, belongs to the period in which it starts.",
        $"Resources and targets are IP addresses, not devices. Country, {Province}, operator and cloud come from the address; what cannot be placed is shown as unknown. {(_china ? "“Domestic” means the 31 provincial-level divisions of mainland China; addresses in Hong Kong, China; Macao, China; and Taiwan, China count as abroad." : $"“Domestic” means {Country}.")} Operator shares and address rankings cover domestic resources only; cloud shares cover all. Clouds are rented machines (cloud and hosting), never content delivery networks.",
    ];

    public IReadOnlyList<KeyValuePair<string, string>> Basis(Report report, ReportEdition edition)
    {
        Coverage coverage = report.Coverage.Value;
        EventTotals events = report.Events.Totals.Value;
        List<KeyValuePair<string, string>> rows =
        [
            new("Period", PeriodRange),
            new("Attack events", $"{Number(events.Events)} found, all analysed" + (events.Ordered + events.Sensed > 0
                ? $"; {Number(events.Ordered)} known from command logs alone and {Number(events.Sensed)} from sensors alone are listed apart" : "")),
            new("Days covered", $"{Number(coverage.Days)} of {Number(coverage.DaysInPeriod)} days have telemetry ({Percent(coverage.Days, coverage.DaysInPeriod)})"),
            new("Exporters", Number(coverage.Exporters.Count)),
            new("Sampling", SamplingText(coverage)),
            new("Flow records", $"{Number(coverage.RecordsRead)} read, {Number(coverage.RecordsUsed)} used ({Percent(coverage.RecordsUsed, coverage.RecordsRead)})"),
        ];
        if (coverage.RefusedByReason.Count > 0)
        {
            rows.Add(new("Records not used", string.Join("; ", coverage.RefusedByReason.Select(reason => $"{RefusalNames.Of(reason.Key, Language)} {Number(reason.Value)}"))));
        }
        if (events.Range is TrafficRange range && range.PacketsLow < range.PacketsHigh)
        {
            rows.Add(new(
                "Sampling error",
                $"with 95% confidence the events hold {MeasuredText.Range(Rounded(range.PacketsLow), Rounded(range.PacketsHigh), " to ")} packets and {MeasuredText.Range(CellText.Scaled(range.OctetsLow, "B"), CellText.Scaled(range.OctetsHigh, "B"), " to ")}"));
        }
        rows.Add(new("Undetermined", coverage.UndeterminedShare is double share
            ? $"{(share * 100).ToString("0.0", CultureInfo.InvariantCulture)}% of the flood traffic (by sampled packets) could not be told real or forged"
            : "no flood traffic in the period"));
        rows.Add(new("Address data", AddressDates(report)));
        return rows;
    }

    public string IncompleteNote(Report report)
    {
        Coverage coverage = report.Coverage.Value;
        return $"{Words.Incomplete}: only {coverage.Days} of {coverage.DaysInPeriod} days ({Percent(coverage.Days, coverage.DaysInPeriod)}) have telemetry, below the "
            + $"{Percent((long)(report.Options.CompleteCoverage * 1000), 1000)} that a complete report needs. Counts are low and should not be compared with other periods.";
    }

    private string SamplingText(Coverage coverage)
    {
        string[] rates = [.. coverage.Exporters.Select(exporter => exporter.Sampling).Distinct().Order()
            .Select(rate => rate switch { 0 => "unknown", 1 => "unsampled", _ => $"1 in {Number(rate)}" })];
        return rates.Length == 0 ? "no telemetry" : string.Join(", ", rates) + "; counts are scaled up to estimates";
    }

    private static string AddressDates(Report report)
    {
        string[] dates = [.. report.Sources.Where(source => source is { Present: true, Date: not null })
            .Select(source => $"{SourceUses.NameIn(source, ReportLanguage.English)} ({source.Date!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)})")];
        return dates.Length == 0 ? "none; all places are unknown" : string.Join(", ", dates);
    }

    public string Explanation(ResourceSection section) => section.Selection.Protocol switch
    {
        "memcached" => "Memcached is a distributed memory cache. Older versions answer on UDP port 11211 by default and ask for no authentication. An attacker picks or plants a large entry and requests it in the victim’s name; one small request can draw answers of enormous size, the highest amplification of all reflection attacks.",
        "ntp" => "NTP synchronises clocks over UDP port 123. In old server software the monlist command returns up to 600 addresses that have lately asked for the time. Sent in the victim’s name, it makes the server flood the victim with far more than was asked.",
        "ssdp" => "SSDP finds devices for Universal Plug and Play on UDP port 1900 and is common in home routers and cameras. A device exposed to the Internet answers a forged query with one reply per service it offers, all of them to the victim.",
        _ => "",
    };

    public IReadOnlyList<KeyValuePair<string, string>> Method =>
    [
        new("Telemetry and sampling", "Input is NetFlow, IPFIX, sFlow, nfcapd files and packet captures. Sampled counts are scaled by the sampling rate and are estimates. A packet reported by several exporters counts once."),
        new("Events", "Traffic per target and vector is watched minute by minute. Minutes over the threshold make bursts (pauses of up to 300 seconds), and bursts make events by the 24-hour rule. Scans and a victim’s own answers are not attacks."),
        new("Reflectors", $"Sources that answer the target from a service port with the protocol’s signature of amplification. Counted at a confidence of {Threshold(HeadlineRules.ReflectorConfidence)} or more with at least {HeadlineRules.ReflectorSampledPackets} observed packets or {HeadlineRules.ReflectorEvents} events."),
        new("Routers forwarding spoofed traffic", $"For each edge interface the sources of its attack traffic are tested: real, arbitrarily forged, or forged within the region; without enough evidence they stay undetermined. A router counts with {Number(HeadlineRules.RouterSampledPackets)} sampled spoofed packets in one event (or {HeadlineRules.RouterSampledPacketsOfTwo} in each of two) and an estimated {Number(HeadlineRules.RouterPackets)} in the period."),
        new("Bots", $"Sources of attack traffic found to be real, at a confidence of {Threshold(HeadlineRules.BotConfidence)} or more. IPv6 bots count per /64."),
        new("Controllers", $"From botnet command logs, sensors and intelligence feeds, at a confidence of {Threshold(HeadlineRules.ControllerConfidence)} or more."),
        new("Shares and rankings", "Shares are rounded to one decimal and may not sum to exactly 100.0%. Pies name at most nine categories; the rest is Other, and Unknown stands apart. Equal counts are ordered by administrative or country code. Ties in rankings are all named. Addresses rank by events, then estimated packets, then address."),
        new("Limits", $"Telemetry shows only what the connected exporters see, and sampling misses resources with little traffic. Free address data err on {Provinces_}. A listing is a lead for treatment, not a verdict."),
    ];

    public IReadOnlyList<KeyValuePair<string, string>> Statistics =>
    [
        new("Number of resources", "Population: addresses of the kind that pass its rule of counting and take part in an event that starts in the period. An address counts once per kind, a reflector once per protocol, a router once per kind of spoofing. Unit: addresses. Bias: addresses that change hands count more than once, devices behind one address count once; sampling misses those with little traffic, so that the number is a lower bound."),
        new("Domestic and abroad", "Population: the resources above. An address is placed by the address data of the report. Unit: addresses and shares of all, unknown included. Bias: the errors and the date of the address data."),
        new("Countries or regions", "Population: resources abroad. Unit: addresses and shares of those abroad; where the country is unknown, the resource is neither domestic nor abroad."),
        new($"{Capital(Provinces_)} and operators", $"Population: domestic resources. Unit: addresses and shares of the domestic ones, unknown included. A cloud’s addresses count for the cloud, not for the carrier that it is in. Bias: free address data err more often on {Provinces_} than on countries."),
        new("Maps of attack resources", $"Population: that of “{Capital(Provinces_)} and operators” at home and of “Countries or regions” abroad. Colours are classes of counts, not adjusted for people or addresses.{(_china ? " Hong Kong, China; Macao, China; and Taiwan, China are counted as abroad and are dots on the map of the world." : "")} What could not be placed stands under the map."),
        new("Cloud share", "Population: all resources of the kind, domestic and abroad. Unit: share of addresses that lie in the published or registered ranges of clouds. Bias: clouds that publish no ranges are missed, so that the share is a lower bound."),
        new("Address rankings", "Population: domestic resources. Order: events that they took part in, then estimated packets, then address. Unit: events; an event counts once for an address whatever its number of bursts."),
        new("New, vanished, surviving", "Population: the addresses that meet the rules in this period and in the one before, of the same length. New: in this and not in that, as a share of this; vanished and surviving: in that and not, or still, in this, as shares of that; in all periods: in every one of those compared. Unit: addresses and shares. Bias: a change of vantage (exporters, sampling, days covered) looks like a change of the resources, hence both are printed; vanished does not mean cleaned. A period without telemetry is not compared with."),
        new("The year so far", "Of months only. Since January: the addresses that meet the rules in any month of the year up to this one. Persistently active: in this month and at least one other of them. Unit: addresses and shares of the month’s. Bias: as above."),
        new("How long resources last", "Population: the addresses that meet the rules in this period. From the first part in any event on record to the last in the period. Unit: days, as median and as shares of classes. Bias: what came before the records or after the period is not seen, and an address that changes hands is taken for one that lasts."),
        new("Attack events", "Population: events seen in telemetry that start in the period; those known from orders or sensors alone stand apart. One target, one run of bursts by the 24-hour rule. Unit: events. Bias: attacks below the thresholds or outside the exporters’ sight are missed; the table of gaps shows how the rule moves the number."),
        new("Events by vector", "Population: the events above. An event counts once for each vector that it holds. Unit: events and shares of all events, which sum to more than 100%."),
        new("Targets", "Population: targets of the events above. An address, or a prefix that was attacked as one, counts once. Unit: targets."),
        new("Traffic, peaks and durations", "Population: the attack traffic of the events above. Sampled packets and bytes are scaled by the sampling rate; peaks are the largest mean over the window that the data allow; an event lasts from its first to its last burst. Unit: packets, bytes, bit/s, pps, seconds. Bias: exporters that do not tell their sampling make the numbers too low."),
    ];

    public string AddressDataIntroduction => "Places come from the address data below. Where its date differs from the period, an address may have moved.";

    public string InputIntroduction => "These inputs reach into the period. Digests are SHA-256.";

    public string Lineage(Lineage lineage) => string.Create(
        CultureInfo.InvariantCulture, $"query {lineage.Query}, from {lineage.Rows:#,0} rows{(lineage.AddressData.Length > 0 ? $", address data {lineage.AddressData}" : "")}");
}
