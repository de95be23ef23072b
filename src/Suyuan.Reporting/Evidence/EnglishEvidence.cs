using Suyuan.Model;

namespace Suyuan.Reporting;

/// <summary>The evidence in English.</summary>
internal static class EnglishEvidence
{
    private const string Answers = "{packets:answer|answers} observed from {transport} port {port}[, of {octets} octets on average]";
    private const string OneOf = "; one of {responders:responder|responders} in this attack.";
    private const string Inside = "{packets:packet|packets} observed from sources of the region";
    private const string Outside = "{packets:packet|packets} observed from sources outside the region";
    private const string Proof = "[, {ttl_mode} of them with one TTL][, {live} of the sources also seen outside attacks]";
    private const string Bot = "{packets:packet|packets} observed in {minutes:minute|minutes}[, {established} after a handshake][, {component}]";
    private const string Order = "[; family {family}][; method {method}][; first in log line {log}]";
    private const string Contacts = "[; {bots_in_contact:attacking source|attacking sources} in contact with it]";

    public static EvidenceWords Words { get; } = new()
    {
        Sentences = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [EvidenceRules.Reflection] = "{vector}: answers of {responders:responder|responders}.",
            [EvidenceRules.ReflectorSize] = Answers + "[, {size_share} in the size of abused {service} answers][, {solicited_share}]" + OneOf,
            [EvidenceRules.ReflectorUnsolicited] =
                Answers + "[, only {size_share} in the size of abused {service} answers][, but {solicited_share}, as unsampled data shows]" + OneOf,
            [EvidenceRules.ReflectorSizeless] = Answers + "[, {solicited_share}], of {service}, whose abused answers have no known size" + OneOf,
            [EvidenceRules.ReflectorTcp] = "{packets:SYN-ACK|SYN-ACKs} observed from TCP port {port}[, {solicited_share}]" + OneOf,
            [EvidenceRules.ReflectorWeak] =
                Answers + "[, {size_share} in the size of abused {service} answers][, {solicited_share}]: too few of that size, or too few responders, to be published" + OneOf,

            [EvidenceRules.CrossBogons] = Outside + ", {bogons} of them from addresses that no host on the Internet has: forged.",
            [EvidenceRules.CrossPopulation] = Outside + " point to at least {population_low} addresses in use, more than any botnet has: forged.",
            [EvidenceRules.CrossUnrouted] = Outside + ", {unrouted} of them from addresses that no network announces: forged.",
            [EvidenceRules.CrossRequests] = "{packets:request|requests} to reflectors observed in the victim's name, where the victim does not live[ ({vector})]: forged.",
            [EvidenceRules.LocalDensity] = Inside + " fill[ {density} of] {networks} networks of 256 addresses" + Proof + ": forged by a sweep of the region.",
            [EvidenceRules.LocalPopulation] =
                Inside + " point to at least {population_low} addresses in use, over {networks} networks of 256 addresses" + Proof + ": forged by a sweep of the region.",
            [EvidenceRules.LocalWidth] =
                Inside + " fill[ {density} of] {networks} networks of 256 addresses evenly, more than a shared pool has: probably a sweep, though neither TTLs nor"
                + " earlier traffic of the sources could be checked.",
            [EvidenceRules.LocalLines] =
                Inside + " point to at least {population_low} addresses in use on {lines:network|networks} of /64" + Proof + ", more than hosts have: forged by a sweep of the region.",
            [EvidenceRules.RealCollisions] = "{packets:packet|packets} observed came from {sources:address|addresses} again and again[, as about {population} equally busy ones would]: real sources.",
            [EvidenceRules.RealPooled] =
                "Taken together with other small parts of the attack, {packets:packet|packets} observed came from {sources:address|addresses} again and again"
                + "[, as about {population} equally busy ones would]: real sources.",
            [EvidenceRules.FewPackets] = "Only {packets:packet|packets} observed: too few to tell whether the sources are forged.",
            [EvidenceRules.NoPopulation] = Inside + ", {sources:address|addresses}: how many are in use cannot be told, so neither whether they are forged.",
            [EvidenceRules.RealUnverifiable] = Outside + ", {sources:address|addresses}: not enough to prove them forged, and outside the region nothing proves them real.",
            [EvidenceRules.LocalUnverifiable] =
                Inside + " fill[ {density} of] {networks} networks of 256 addresses" + Proof + ": a sweep, or the full pool of an address translator; it cannot be told which.",
            [EvidenceRules.Ipv6Inside] = Inside + " over IPv6, too few of them again and again, or too few for their networks, to tell forged sources from real ones.",
            [EvidenceRules.RegionUnknown] = "{packets:packet|packets} observed at an interface whose region is not known: nothing says which sources are legitimate there.",
            [EvidenceRules.Capture] = "{packets:packet|packets} observed in a packet capture: nothing says which sources are legitimate there.",
            [EvidenceRules.ExporterUnknown] = "{packets:packet|packets} observed by exporters beyond the number that can be told apart.",

            [EvidenceRules.BotRepeated] = Bot + ".",
            [EvidenceRules.BotOnce] = Bot + ": seen too little to be published.",
            [EvidenceRules.BotHandshake] = Bot + ": a forged source completes none.",
            [EvidenceRules.BotTtl] = Bot + ", all with one TTL, where the traffic around has many: a tool that forges gives all its packets the same, or each its own.",
            [EvidenceRules.BotCheckin] = Bot + "; the address checked in with a controller, as a log shows.",

            [EvidenceRules.ControllerOrder] = "{orders:order|orders} to attack this target, which was seen under attack then" + Order + Contacts + ".",
            [EvidenceRules.ControllerOrderUnseen] = "{orders:order|orders} to attack this target, where no telemetry shows the attack" + Order + Contacts + ".",
            [EvidenceRules.ControllerSharedHost] = "The address belongs to a content delivery network, which many sites share: labelled, not counted[; {orders:order|orders} in the log]" + Order + Contacts + ".",
            [EvidenceRules.ControllerAlerts] = "An intrusion detection system saw {alerted_hosts:host|hosts} in contact with it within an hour of this event; {lists:list names|lists name} it.",
            [EvidenceRules.ControllerFlows] =
                "{flow_bots:attacking source|attacking sources} of this event, of {flow_sources} whose contacts are known, held lasting connections to its TCP port {flow_port}"
                + "; so did {flow_visitors} of {flow_hosts:host|hosts} in all, {flow_hostile} of which attacked within a day"
                + "[; so did sources of attacks on {flow_earlier_targets:other target|other targets}]. No log of it is known.",
            [EvidenceRules.ControllerContacts] = "{bots_in_contact:attacking source|attacking sources} of this event checked in with it; no order of it against this target is known.",
        },
        Measures = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["sources"] = "{sources:source address|source addresses}",
            ["collisions"] = "{collisions:pair|pairs} of packets with one source",
            ["population"] = "about {population:address|addresses} in use",
            ["population_low"] = "at least {population_low} with 95 % confidence",
            ["networks"] = "95 % of the packets from {networks:network|networks} of 256 addresses",
            ["density"] = "{density} of the addresses there in use",
            ["bogons"] = "{bogons:packet|packets} from addresses that no host has",
            ["unrouted"] = "{unrouted} of the packets from addresses that no network announces",
            ["ttl_mode"] = "{ttl_mode} of the packets with one TTL",
            ["live"] = "{live} of the sources also seen outside attacks",
            ["edge_octets"] = "addresses ending in 0 or 255 {edge_octets} times as frequent as by chance",
            ["dispersion"] = "variance of the packets per source {dispersion} times their mean",
            ["busy_sources"] = "{busy_sources:source|sources} too busy for a random draw",
        },
        Components = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [EvidenceRules.RealCollisions] = "in traffic whose sources came again and again, which forged ones do not",
            [EvidenceRules.RealPooled] = "in traffic whose sources, taken together with other small parts, came again and again",
            [EvidenceRules.FewPackets] = "in traffic with too few packets to tell real sources from forged ones",
            [EvidenceRules.NoPopulation] = "in traffic whose number of sources cannot be told",
            [EvidenceRules.RealUnverifiable] = "in traffic from outside the region",
            [EvidenceRules.LocalUnverifiable] = "in traffic that a sweep or a full pool of an address translator may have sent",
            [EvidenceRules.Ipv6Inside] = "in IPv6 traffic of the region",
            [EvidenceRules.RegionUnknown] = "at an interface whose region is not known",
            [EvidenceRules.Capture] = "in a packet capture",
            [EvidenceRules.ExporterUnknown] = "at an exporter that could not be told from others",
        },
        Zeros = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["solicited_share"] = "none asked for",
            ["established"] = null,
            ["bots_in_contact"] = null,
            ["flow_earlier_targets"] = null,
        },
        AskedFor = "{0} asked for",
        Estimated = "an estimated {0}",
        All = "all",
        AlsoMeasured = " Also measured: ",
        Separator = "; ",
        FullStop = ".",
        CountFormat = "N0",
        PercentSign = " %",
        Vector = EnglishTexts.VectorName,
        Protocol = EnglishTexts.Protocol,
    };
}
