using Suyuan.Fuzz.Oracles;
using Suyuan.Fuzz.Targets;
using Suyuan.Telemetry.Files;

namespace Suyuan.Fuzz;

/// <summary>One target per decoder.</summary>
internal static class FuzzTargets
{
    private const string Samples = "samples/booter-dns/booterdns.";

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new ExportTarget("netflow5", () => new FixedRecordOracle(5), () => [CapturedSeeds.Sequence(Samples + "nfv5.pcap", 1), CapturedSeeds.Sequence(Samples + "nfv5.pcap", 3), CapturedSeeds.AsNetstream5(Samples + "nfv5.pcap", 2)]),
        new ExportTarget("netflow7", () => new FixedRecordOracle(7), () => [CapturedSeeds.AsNetflow7(Samples + "nfv5.pcap", 1), CapturedSeeds.AsNetflow7(Samples + "nfv5.pcap", 3)]),
        new ExportTarget("netflow9", () => new TemplateOracle(), () => [CapturedSeeds.Sequence(Samples + "nfv9.pcap", 2), CapturedSeeds.Sequence(Samples + "nfv9.pcap", 6)]),
        new ExportTarget("ipfix", () => new TemplateOracle(), () => [CapturedSeeds.Sequence(Samples + "ipfix.pcap", 2), CapturedSeeds.Sequence(Samples + "ipfix.pcap", 6)]),
        new ExportTarget("sflow5", () => new Sflow5Oracle(), () => [CapturedSeeds.Sequence(Samples + "sflow.pcap", 1), CapturedSeeds.Sequence(Samples + "sflow.pcap", 4)]),
        .. new[] { "netflow5", "netflow9", "ipfix", "nfcapd" }.Select(format => new RoundTripTarget(format)),
        new NfcapdTarget(),
        new CaptureTarget(TelemetryFormat.Pcap),
        new CaptureTarget(TelemetryFormat.Pcapng),
        new PacketTarget(),
        new FileTarget(),
        new MrtTarget(),
        .. LogTargets.All,
        .. DatabaseTarget.All,
        new ExportersTarget(),
        new WorldTarget(),
    ];

    public static FuzzTarget Find(string name) =>
        All.FirstOrDefault(target => target.Name == name)
        ?? throw new ArgumentException($"no target '{name}'; there are {string.Join(", ", All.Select(target => target.Name))}", nameof(name));
}
