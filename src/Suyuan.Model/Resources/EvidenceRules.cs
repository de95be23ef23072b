namespace Suyuan.Model;

/// <summary>Names of the rules by which attribution decides; each has a sentence in every language of the report. Stored: never renamed.</summary>
public static class EvidenceRules
{
    public const string Reflection = "reflection";
    public const string ReflectorSize = "reflector-size";
    public const string ReflectorUnsolicited = "reflector-unsolicited";
    public const string ReflectorSizeless = "reflector-sizeless";
    public const string ReflectorTcp = "reflector-tcp";
    public const string ReflectorWeak = "reflector-weak";

    public const string CrossBogons = "cross-bogons";
    public const string CrossPopulation = "cross-population";
    public const string CrossUnrouted = "cross-unrouted";
    public const string CrossRequests = "cross-requests";
    public const string LocalDensity = "local-density";
    public const string LocalPopulation = "local-population";
    public const string LocalWidth = "local-width";
    public const string LocalLines = "local-lines";
    public const string RealCollisions = "real-collisions";
    public const string RealPooled = "real-pooled";

    public const string FewPackets = "few-packets";
    public const string NoPopulation = "no-population";
    public const string RealUnverifiable = "real-unverifiable";
    public const string LocalUnverifiable = "local-unverifiable";
    public const string Ipv6Inside = "ipv6-inside";
    public const string RegionUnknown = "region-unknown";
    public const string Capture = "capture";
    public const string ExporterUnknown = "exporter-unknown";

    public const string BotRepeated = "bot-repeated";
    public const string BotOnce = "bot-once";
    public const string BotHandshake = "bot-handshake";
    public const string BotTtl = "bot-ttl";
    public const string BotCheckin = "bot-checkin";

    public const string ControllerOrder = "controller-order";
    public const string ControllerOrderUnseen = "controller-order-unseen";
    public const string ControllerContacts = "controller-contacts";
    public const string ControllerFlows = "controller-flows";
    public const string ControllerAlerts = "controller-alerts";
    public const string ControllerSharedHost = "controller-shared-host";

    public static IReadOnlyList<string> All { get; } =
    [
        Reflection, ReflectorSize, ReflectorUnsolicited, ReflectorSizeless, ReflectorTcp, ReflectorWeak, CrossBogons, CrossPopulation, CrossUnrouted, CrossRequests, LocalDensity, LocalPopulation,
        LocalWidth, LocalLines, RealCollisions, RealPooled, FewPackets, NoPopulation, RealUnverifiable, LocalUnverifiable, Ipv6Inside, RegionUnknown, Capture, ExporterUnknown,
        BotRepeated, BotOnce, BotHandshake, BotTtl, BotCheckin, ControllerOrder, ControllerOrderUnseen, ControllerContacts, ControllerFlows, ControllerAlerts, ControllerSharedHost,
    ];
}
