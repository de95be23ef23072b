using Suyuan.Model;
using Suyuan.Store;

namespace Suyuan.Tests;

/// <summary>A store of one quarter with a few verdicts, to look at through the program.</summary>
internal static class SmallStore
{
    public const string Period = "2021Q2";

    /// <summary>2021-04-01T08:00Z.</summary>
    private const long Day = 1_617_264_000_000;

    /// <summary>One event seen in telemetry with bots at home, abroad and unplaced and some too uncertain; one known from orders alone.</summary>
    public static (AttackEvent Seen, AttackEvent Ordered) Write(string folder)
    {
        AttackEvent seen = Event("203.0.113.1", Day) with
        {
            Vectors = [AttackVector.Parse("syn-flood")],
            Packets = 5_000,
            Octets = 300_000,
            SampledPackets = 5,
            PeakPackets = 90,
            PeakBits = 43_000,
            PeakSeconds = 10,
            Sampling = 1_000,
        };
        AttackEvent ordered = OrderOnly();
        using DuckDbStore store = Open(folder);
        store.SaveVerdicts(
        [
            new TargetVerdict(seen.Target,
            [
                new EventAttribution(
                    seen,
                    [
                        Bot(seen, "192.0.2.1", 0.9), Bot(seen, "192.0.2.2", 0.6), Bot(seen, "198.51.100.3", 0.9), Bot(seen, "198.51.100.4", 0.4), Bot(seen, "192.0.2.9", 0.2),
                        Controller(seen, "198.51.100.77"),
                    ],
                    [new Component(seen.Id, "192.0.2.254", 7, ComponentClass.Real, 5_000, 5, EvidenceRules.FewPackets, "packets=5")]),
            ]),
            new TargetVerdict(ordered.Target, [new EventAttribution(ordered, [Controller(ordered, "198.51.100.77")], [])]),
        ]);
        store.PlaceAddresses(new Places(), ExporterDirectory.Empty);
        return (seen, ordered);
    }

    /// <summary>A store that only a log has filled.</summary>
    public static void WriteOrdered(string folder)
    {
        AttackEvent ordered = OrderOnly();
        using DuckDbStore store = Open(folder);
        store.SaveVerdicts([new TargetVerdict(ordered.Target, [new EventAttribution(ordered, [Controller(ordered, "198.51.100.77")], [])])]);
    }

    private static DuckDbStore Open(string folder) => DuckDbStore.Open(Path.Combine(folder, "suyuan.duckdb"), StoreAccess.Write, TimeProvider.System, "testkey");

    private static AttackEvent OrderOnly() => Event("203.0.113.2", Day + 3_600_000) with { Basis = EventBasis.Command };

    private static AttackEvent Event(string target, long start)
    {
        IpPrefix prefix = IpPrefix.Parse(target);
        return new AttackEvent
        {
            Id = AttackEvent.MakeId("testkey", prefix, Minute.Of(start)),
            Target = prefix,
            Start = start,
            End = start + 60_000,
            Vectors = [],
            Bursts = [new Burst(prefix, start, start + 60_000)],
        };
    }

    private static Participation Bot(AttackEvent attack, string address, double confidence) => new(
        attack.Id, new ResourceKey(ResourceKind.Bot, "", SpoofScope.None, IpAddress.Parse(address)), 1_000, 60_000, 1, attack.Start, attack.End, confidence,
        "192.0.2.254", 7, EvidenceRules.BotRepeated, "packets=1 minutes=1");

    private static Participation Controller(AttackEvent attack, string address) => new(
        attack.Id, new ResourceKey(ResourceKind.Controller, "", SpoofScope.None, IpAddress.Parse(address)), 0, 0, 0, attack.Start, attack.End, 0.9, "", null,
        EvidenceRules.ControllerOrder, "orders=1 bots_in_contact=0 family=\u001b[31mred");

    /// <summary>Under the name of "no address data", so that the program takes these places as its own.</summary>
    private sealed class Places : IPlaceLookup
    {
        public string Version => "none";

        public IReadOnlyList<AddressDataSource> Sources => [];

        public Place Find(IpAddress address) => address.ToString() switch
        {
            "192.0.2.1" or "192.0.2.2" => new Place("CN", "广东", null, "电信", null, 4134, NetworkKind.Carrier),
            "198.51.100.3" => new Place("US", null, null, null, null, 0, NetworkKind.Unknown),
            "198.51.100.77" => new Place("CN", "浙江", null, null, "阿里云", 37963, NetworkKind.Cloud),
            _ => Place.Unknown,
        };
    }
}
