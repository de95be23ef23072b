using System.Diagnostics;
using System.Globalization;
using Suyuan.Model;
using Suyuan.Store;

namespace Suyuan.Bench;

/// <summary>
/// A store filled with made-up participations of one quarter, five for each resource, and half as many of the quarter before; and the time that its table of resources
/// and each statistic take.
/// </summary>
internal static class StatisticsTimer
{
    private const int PartsOfEvent = 4_000;
    private const int PartsOfResource = 5;
    private const string DataVersion = "bench";

    private static readonly HomeRegion s_home = HomeRegion.China;
    private static readonly Period s_quarter = Period.Parse("2021Q2", s_home);

    public static int Run(long participations, string file)
    {
        if (!File.Exists(file))
        {
            Fill(participations, file);
        }
        using DuckDbStore store = DuckDbStore.Open(file, StoreAccess.Read, TimeProvider.System);
        IPeriodStatistics statistics = store.Statistics(s_quarter, s_home, DataVersion);
        long rows = 0;
        Time("table of resources", () => rows = statistics.Events().Value.Events);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rows} events"));
        ResourceSelection[] selections =
        [
            new(ResourceKind.Controller), new(ResourceKind.Bot), new(ResourceKind.Reflector, "memcached"), new(ResourceKind.Reflector, "ntp"), new(ResourceKind.Reflector, "ssdp"),
        ];
        foreach (ResourceSelection selection in selections)
        {
            string name = selection.Kind.Token() + " " + selection.Protocol;
            Time($"{name} totals", () => Console.Write(string.Create(CultureInfo.InvariantCulture, $"{statistics.Totals(selection).Value.Count} ")));
            Time($"{name} countries", () => statistics.Countries(selection));
            Time($"{name} provinces", () => statistics.Provinces(selection));
            Time($"{name} networks", () => statistics.Networks(selection));
            Time($"{name} top", () => statistics.Top(selection, 20));
        }
        Time("tables of the periods before", () => statistics.Vantage());
        foreach (ResourceSelection selection in selections)
        {
            Time($"{selection.Kind.Token()} {selection.Protocol} history", () => statistics.History(selection));
        }
        Time("protocols", () => statistics.ReflectorProtocols());
        Time("bot proof", () => statistics.BotProof());
        Time("controller activity", () => statistics.ControllerActivity());
        Time("vectors", () => statistics.Vectors());
        Time("events per day", () => statistics.EventsPerDay());
        Time("target countries", () => statistics.TargetCountries());
        Time("largest events", () => statistics.LargestEvents(20));
        Time("coverage", () => statistics.Coverage());
        return 0;
    }

    private static void Time(string name, Action work)
    {
        Stopwatch wall = Stopwatch.StartNew();
        TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
        work();
        TimeSpan cpu = Process.GetCurrentProcess().TotalProcessorTime - before;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {wall.Elapsed.TotalSeconds:0.000} s, {cpu.TotalSeconds:0.000} s of CPU"));
    }

    private static void Fill(long participations, string file)
    {
        Stopwatch wall = Stopwatch.StartNew();
        using DuckDbStore store = DuckDbStore.Open(file, StoreAccess.Write, TimeProvider.System);
        Period before = s_quarter.Before(s_home);
        long resources = participations / PartsOfResource;
        Fill(store, before, participations / 2 / PartsOfEvent, resources, resources / 3);
        Fill(store, s_quarter, participations / PartsOfEvent, resources, 0);
        SettledMinutes settled = new();
        settled.Add("192.0.2.1", Minute.Of(before.From.ToUnixTimeMilliseconds()), 1, 1000);
        store.Commit(new EvidenceCommit { Exporters = new ExporterTable(), Settled = settled });
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"filled with {participations} participations, and half as many of the quarter before, in {wall.Elapsed.TotalSeconds:0} s"));
        wall.Restart();
        store.PlaceAddresses(new StripedPlaces(), ExporterDirectory.Empty);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"placed in {wall.Elapsed.TotalSeconds:0} s"));
    }

    /// <param name="shift">Which resource begins: so that some of two periods' resources are in both.</param>
    private static void Fill(DuckDbStore store, Period period, long events, long resources, long shift)
    {
        long first = period.From.ToUnixTimeMilliseconds();
        List<TargetVerdict> verdicts = [];
        for (long number = 0; number < events; number++)
        {
            IpPrefix target = IpPrefix.Host(new IpAddress((UInt128)0xFFFF_0000_0000UL + 0xC633_0000UL + (UInt128)(ulong)(number + shift)));
            long start = first + (number * 2_600_000L % (89L * 86_400_000));
            AttackEvent attack = new()
            {
                Id = AttackEvent.MakeId("bench", target, Minute.Of(start)),
                Target = target,
                Start = start,
                End = start + 600_000,
                Vectors = [AttackVector.Parse("udp-flood")],
                Bursts = [new Burst(target, start, start + 600_000)],
                Packets = 1_000_000,
                Octets = 500_000_000,
                SampledPackets = 10_000,
                PeakPackets = 10_000,
                PeakBits = 40_000_000,
                PeakSeconds = 10,
                Basis = EventBasis.Flows,
                Sampling = 1000,
                Hosts = 1,
            };
            List<Participation> parts = new(PartsOfEvent);
            for (int index = 0; index < PartsOfEvent; index++)
            {
                // A stride that is prime to the number of resources visits all of them before any twice.
                long resource = ((((number * PartsOfEvent) + index) * 7_919) + shift) % resources;
                parts.Add(new Participation(attack.Id, Key(resource), 100 + (resource % 977), 6_000 + (number % 89), 3 + (index % 7), start, start + 500_000 + index, 0.9, "192.0.2.1", 7, "bench", ""));
            }
            verdicts.Add(new TargetVerdict(target, [new EventAttribution(attack, parts, [])]));
            if (verdicts.Count == 100)
            {
                store.SaveVerdicts(verdicts);
                verdicts.Clear();
            }
        }
        store.SaveVerdicts(verdicts);
    }

    /// <summary>The reference quarter's proportions: of a thousand, 200 bots, 28 Memcached, 190 NTP and the rest SSDP reflectors, and one controller in 3,000.</summary>
    private static ResourceKey Key(long resource)
    {
        IpAddress address = new((UInt128)0xFFFF_0000_0000UL + 0x0B00_0000UL + (UInt128)(ulong)resource);
        return (resource % 3_000, resource % 1_000) switch
        {
            (0, _) => new ResourceKey(ResourceKind.Controller, "", SpoofScope.None, address),
            (_, < 200) => new ResourceKey(ResourceKind.Bot, "", SpoofScope.None, address),
            (_, < 228) => new ResourceKey(ResourceKind.Reflector, "memcached", SpoofScope.None, address),
            (_, < 418) => new ResourceKey(ResourceKind.Reflector, "ntp", SpoofScope.None, address),
            _ => new ResourceKey(ResourceKind.Reflector, "ssdp", SpoofScope.None, address),
        };
    }

    /// <summary>Four of five at home, in provinces and networks by turns.</summary>
    private sealed class StripedPlaces : IPlaceLookup
    {
        private static readonly string[] s_countries = ["US", "DE", "VN", "BR", "HK"];
        private static readonly string[] s_operators = ["电信", "联通", "移动"];

        public string Version => DataVersion;

        public IReadOnlyList<AddressDataSource> Sources => [];

        public Place Find(IpAddress address)
        {
            int number = (int)(address.Value & 0xFF_FFFF);
            return number % 5 == 0
                ? new Place(s_countries[number / 5 % 5], null, null, null, null, 0, NetworkKind.Unknown)
                : new Place("CN", PlaceNames.Provinces[number % 31], null, s_operators[number % 3], null, 4134, NetworkKind.Carrier);
        }
    }
}
