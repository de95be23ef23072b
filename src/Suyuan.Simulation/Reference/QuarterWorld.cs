using System.Globalization;
using System.Text;
using System.Text.Json;
using Suyuan.Model;
using Suyuan.Simulation.Randomness;
using Suyuan.Simulation.Worlds;

namespace Suyuan.Simulation.Reference;

/// <summary>
/// Writes the world of a reference quarter from the numbers of its report: bots and reflectors one in so many, controllers and routers as many as they were. One
/// gateway a carrier, an interface a province, sees the bots; an exchange sees reflectors, clouds and what comes from abroad; each router has an edge of its own.
/// </summary>
internal sealed class QuarterWorld
{
    private const string Targets = "{ CN 浙江 阿里云: 3, CN 广东 腾讯云: 2, CN 上海 腾讯云: 1, 江苏电信: 2, 广东电信: 2, 浙江电信: 1, US cloud: 1, KR: 1 }";

    /// <summary>At a part of 1 in 100; of more bots there are more botnets, up to <see cref="MostBotnets"/>, then larger ones.</summary>
    private const int FewestBotnets = 20;
    private const int MostBotnets = 100;

    /// <summary>In how many attacks the last row of a table takes part: more than those that it does not name.</summary>
    private const int LastReflector = 50;
    private const int LastBot = 80;
    private const int LastController = 26;

    /// <summary>
    /// From this part on hosts take turns, reflectors each in two attacks and bots in three, and attacks are of much the same strength, so that each host shows in all of them:
    /// the whole quarter has 2.5 million hosts. Smaller parts draw who attacks, ten times each or more, and how strongly.
    /// </summary>
    private const int LargeParts = 20;
    private const int ReflectorRounds = 2;
    private const int BotRounds = 3;

    /// <summary>Fewer bots make no attack that is worth the name.</summary>
    private const int FewestBots = 250;

    private static readonly (string Operator, string Name)[] s_gateways = [("电信", "gateway-ct"), ("联通", "gateway-cu"), ("移动", "gateway-cm")];
    private static readonly string[] s_families = ["mirai", "gafgyt", "mirai", "xorddos", "mozi", "dofloo"];
    private static readonly string[] s_floods = ["udp-flood", "syn-flood", "ack-flood", "udp-flood", "syn-flood"];

    private static readonly string[] s_reflectors = ["ntp", "ssdp", "memcached"];

    private readonly StringBuilder _to = new();
    private readonly JsonElement _numbers;
    private readonly int _part;
    private readonly int _leaders;

    // /22s of a place given to routers so far: the upper half of its first network.
    private readonly Dictionary<string, int> _routersAt = new(StringComparer.Ordinal);

    private QuarterWorld(JsonElement numbers, int part)
    {
        _numbers = numbers;
        _part = part;
        _leaders = KindPlaces.Of(Kind("controllers"), Kind("controllers").Total).Leaders.Count;
    }

    /// <param name="numbers">The report's numbers, as <c>bench/reproduction</c> has them.</param>
    /// <param name="part">Bots and reflectors are 1 in this many.</param>
    /// <returns>The world's file.</returns>
    public static string Write(JsonElement numbers, int part) => new QuarterWorld(numbers, part).Write();

    private string Write()
    {
        ReferenceKind controllers = Kind("controllers");
        ReferenceKind bots = Kind("bots");
        (string Name, ReferenceKind Kind)[] reflectors = [.. s_reflectors.Select(name => (name, ReferenceKind.Read(_numbers.GetProperty("reflectors").GetProperty(name))))];
        KindPlaces botPlaces = KindPlaces.Of(bots, Part(bots.Total));
        Router[] routers = [.. Routers("cross", Kind("cross_domain_spoofing_routers")), .. Routers("local", Kind("local_spoofing_routers"))];
        Head();
        Gateways(botPlaces);
        Line("  - name: exchange\n    encoding: netflow9\n    address: 202.97.0.1\n    province: 北京\n    operator: 电信");
        Line("    interfaces: [{ index: 1, role: peering }, { index: 2, role: peering }, { index: 100, role: core }]");
        for (int number = 0; number < routers.Length; number++)
        {
            Router router = routers[number];
            string encoding = number % 2 == 0 ? "netflow9" : "ipfix";
            Line($"  - {{ name: {router.Name}, encoding: {encoding}, address: {router.Network.Address with { Value = router.Network.Address.Value + 1 }}, province: {router.Province}, operator: {router.Operator}, interfaces: [{{ index: 1, role: edge, prefixes: [{router.Network}] }}, {{ index: 2, role: core }}] }}");
        }
        Line("\nbackground:");
        Line($"  - {{ kind: blend, via: [{string.Join(", ", botPlaces.Carriers.Select(Way))}], rate: 3pps, inside: 300, outside: 1000 }}");
        Line($"  - {{ kind: blend, via: [{string.Join(", ", routers.Select(router => router.Name + "/1>2"))}], rate: 0.5pps, inside: 100, outside: 500 }}");
        Line("  - { kind: blend, via: [exchange/100>1, exchange/100>2], rate: 100pps, inside: 3000, inside_from: home, outside: 3000 }\n\npopulations:");
        foreach ((string name, ReferenceKind kind) in reflectors)
        {
            Reflectors(name, KindPlaces.Of(kind, Part(kind.Total)));
        }
        int botnets = Math.Clamp(FewestBotnets * 100 / _part, FewestBotnets, MostBotnets);
        Botnets(botnets, botPlaces, KindPlaces.Of(controllers, controllers.Total));
        Line("\nattacks:");
        Reflection("ntp", "250Mbps~0.5 in 130Mbps..3Gbps", "180Mbps~0.2 in 150Mbps..3Gbps");
        Reflection("ssdp", "350Mbps~0.5 in 150Mbps..3Gbps", "350Mbps~0.2 in 290Mbps..3Gbps");
        Reflection("memcached", "500Mbps~0.8 in 150Mbps..10Gbps", "250Mbps~0.2 in 210Mbps..10Gbps");
        for (int number = 0; number < botnets; number++)
        {
            Flood(number, Part(bots.Total) / (double)botnets);
        }
        for (int number = 0; number < routers.Length; number++)
        {
            Router router = routers[number];
            string forged = router.Name[0] == 'l' ? "own/24" : number % 4 == 0 ? "routable" : "random";
            Attack(router.Name, number % 3 == 0 ? "udp-flood" : "syn-flood", $"forged: {forged}, via: {router.Name}/1>2", router.Attacks, "40kpps~0.3 in 30kpps..300kpps", "120s~0.3 in 90s..10m");
        }
        return _to.ToString();
    }

    private void Head()
    {
        Line($"# The reference quarter (CNCERT, 2021 Q2), scaled: bots and reflectors 1 in {_part}, controllers and routers as many as they were. Shares by country, province,");
        Line("# operator and cloud are those the report prints; of what it does not print, the rest is spread over the places that it does not name. Who is in its tables of the");
        Line("# most active attacks most, in their order; how often the others attack, and how strongly, it does not say: volumes are modest, so that a quarter fits a machine.");
        Line($"# Written by `dotnet run --project bench/Suyuan.Bench -c Release -- quarter-world bench/reproduction/cncert-2021q2.json {_part}`: change that, not this.");
        Line($"description: The quarter of CNCERT's 2021 Q2 report, bots and reflectors scaled 1 to {_part}, controllers and routers 1 to 1.");
        Line("seed: 20210401\nstart: 2021-04-01T00:00:00+08:00\nduration: 91d\n\nexporters:");
    }

    private void Gateways(KindPlaces bots)
    {
        foreach ((string carrier, string name) in s_gateways)
        {
            (string Province, string Operator, int Count)[] own = [.. bots.Carriers.Where(place => place.Operator == carrier)];
            IpPrefix first = Lower(own[0].Province + carrier);
            Line($"  - name: {name}\n    encoding: ipfix\n    address: {first.Address with { Value = first.Address.Value + 1 }}\n    operator: {carrier}\n    interfaces:");
            foreach ((string province, _, _) in own)
            {
                Line($"      - {{ index: {IndexOf(province)}, role: edge, prefixes: [{Lower(province + carrier)}] }}");
            }
            Line("      - { index: 100, role: core }");
        }
    }

    private void Reflectors(string name, KindPlaces places)
    {
        KindPlaces others = places.WithoutLeaders();
        Line($"  {name}:\n    protocol: {name}\n{(InTurn ? "    spread: 0.1\n" : "")}    hosts:");
        int all = Attacks(name);
        int step = Math.Max(1, (Math.Min(all, 130) - LastReflector) / Math.Max(1, places.Leaders.Count - 1));
        for (int rank = 0; rank < places.Leaders.Count; rank++)
        {
            Line($"      - {{ count: 1, from: {places.Leaders[rank]}, via: exchange/2>100, attacks: {Math.Max(1, Math.Min(all, 130) - (rank * step))} }}");
        }
        Hosts([.. others.Carriers.Select(place => (place.Province + place.Operator, place.Count)), .. others.Others], "exchange/2>100");
        Hosts(others.Abroad, "exchange/1>100");
    }

    /// <summary>
    /// Bots of some places are one botnet, those of the next another; clouds, smaller networks, countries and controllers are dealt to all in turn. Bots of the table are of as
    /// many botnets as make its order; each controller of the table leads a botnet.
    /// </summary>
    private void Botnets(int botnets, KindPlaces bots, KindPlaces controllers)
    {
        SeededGenerator random = new(20_210_401, "order of places");
        KindPlaces otherBots = bots.WithoutLeaders();
        KindPlaces otherControllers = controllers.WithoutLeaders();
        (string Province, string Operator, int Count)[] order = [.. otherBots.Carriers.Select(place => (place, random.Next())).OrderBy(pair => pair.Item2).Select(pair => pair.place)];
        Queue<(string Way, int Count)> left = new(order.Select(place => (Way(place), place.Count)));
        int all = order.Sum(place => place.Count);
        (string Way, int Count) open = ("", 0);
        List<string>[] leaders = BotLeaders(botnets, bots);
        List<(string, int)>[] others = Deal(otherBots.Others, botnets);
        List<(string, int)>[] abroad = Deal(otherBots.Abroad, botnets);
        List<(string, int)>[] orders = Deal([.. otherControllers.Carriers.Select(place => (place.Province + place.Operator, place.Count)), .. otherControllers.Others, .. otherControllers.Abroad], botnets);
        for (int number = 0; number < botnets; number++)
        {
            Line($"  botnet-{number + 1}:\n    botnet: {s_families[number % s_families.Length]}\n    spread: {(InTurn ? "0.2" : "0.7")}\n    port: {48_101 + number}\n    checkins: 1");
            if (number < controllers.Leaders.Count)
            {
                Line($"    leader: {controllers.Leaders[number]}");
            }
            Line($"    controllers: {{ count: {orders[number].Sum(place => place.Item2)}, from: {Names(orders[number])} }}\n    hosts:");
            leaders[number].ForEach(Line);
            for (int wanted = (int)(((long)all * (number + 1) / botnets) - ((long)all * number / botnets)); wanted > 0;)
            {
                open = open.Count > 0 ? open : left.Dequeue();
                int taken = Math.Min(open.Count, wanted);
                Line($"      - {{ count: {taken}, via: {open.Way} }}");
                open.Count -= taken;
                wanted -= taken;
            }
            Hosts(others[number], "exchange/2>100");
            Hosts(abroad[number], "exchange/1>100");
        }
    }

    /// <summary>The bots of the table, by botnet: each in whole botnets, one after the other, and in a part of the last.</summary>
    private List<string>[] BotLeaders(int botnets, KindPlaces bots)
    {
        const int Step = 5;
        List<string>[] leaders = [.. Enumerable.Range(0, botnets).Select(_ => new List<string>())];
        for (int rank = 0, number = 0; rank < bots.Leaders.Count; rank++)
        {
            string place = bots.Leaders[rank];
            (string Province, string Operator, int Count) carrier = bots.Carriers.FirstOrDefault(row => row.Province + row.Operator == place);
            string way = carrier.Count == 0 ? "exchange/2>100" : Way(carrier);
            IpAddress address = Lower(place).Address;
            address = address with { Value = address.Value + (UInt128)(0x2000 + (rank * 0x100) + 17) };
            for (int attacks = LastBot + (Step * (bots.Leaders.Count - 1 - rank)); attacks > 0; number = (number + 1) % botnets)
            {
                int own = Math.Min(attacks, BotnetAttacks(number));
                leaders[number].Add($"      - {{ count: 1, from: {address}/32, via: {way}, attacks: {own} }}");
                attacks -= own;
            }
        }
        return leaders;
    }

    /// <summary>A botnet that a controller of the table leads attacks as often as makes the table's order; its controllers take turns in that.</summary>
    private int BotnetAttacks(int number) => number < _leaders ? LastController + (2 * (_leaders - 1 - number)) : 36 + (number % 5);

    private void Hosts(IReadOnlyList<(string Place, int Count)> places, string way)
    {
        if (places.Count > 0)
        {
            Line($"      - {{ count: {places.Sum(place => place.Count)}, from: {Names(places)}, via: {way} }}");
        }
    }

    /// <summary>Each attack takes a part of them, so many that each comes often enough, and shows its packets.</summary>
    private void Reflection(string name, string rate, string ofLarge) => Attack(
        name, name + "-reflection", $"sources: {name}, {Taken(Math.Min(1, ReflectorsShare(name)))}", Attacks(name), InTurn ? ofLarge : rate, Duration, ", sensed: 0.3");

    private void Flood(int number, double bots)
    {
        int attacks = BotnetAttacks(number);
        double share = InTurn ? Math.Min(0.8, Math.Max(FewestBots / bots, (double)BotRounds / attacks)) : 0.8;
        // More bots send more, so that each shows.
        int rate = InTurn ? Math.Max(40, (int)(share * bots / 5)) : 60;
        string spread = InTurn ? $"{rate}kpps~0.2 in {rate * 5 / 6}kpps..{rate * 10}kpps" : $"{rate}kpps~0.4 in {rate / 2}kpps..{rate * 10}kpps";
        Attack($"botnet-{number + 1}", s_floods[number % s_floods.Length], $"sources: botnet-{number + 1}, {Taken(share)}", attacks, spread, Duration);
    }

    private bool InTurn => _part <= LargeParts;

    private string Duration => InTurn ? "110s~0.2 in 90s..20m" : "110s~0.5 in 60s..20m";

    /// <summary>Rounded up, so that no round stays short of a host.</summary>
    private string Taken(double share) => string.Create(CultureInfo.InvariantCulture, $"share: {Math.Ceiling(Math.Round(share * 1e4, 6)) / 1e4:0.####}{(InTurn ? ", in_turn: true" : "")}");

    private double ReflectorsShare(string name) => (name switch { "ntp" => 0.06, "ssdp" => 0.05, _ => 0.14 }) * _part / 100;

    private int Attacks(string reflectors) =>
        InTurn ? (int)Math.Ceiling(ReflectorRounds / ReflectorsShare(reflectors)) : (reflectors switch { "ntp" => 170, "ssdp" => 200, _ => 130 }) * 100 / _part;

    private void Attack(string name, string vector, string sources, int count, string rate, string duration, string more = "") =>
        Line($"  - {{ name: {name}, vector: {vector}, {sources}, count: {count}, rate: \"{rate}\", duration: \"{duration}\", targets: {Targets}{more} }}");

    /// <summary>Of a place that its table names, the first router attacks as often as the table's order asks; the others once or twice.</summary>
    private IEnumerable<Router> Routers(string scope, ReferenceKind kind)
    {
        const int Fewest = 3;
        const int Step = 2;
        List<int> leaders = [.. Enumerable.Range(0, kind.Leaders.Count)];
        int number = 0;
        foreach ((string province, string carrier, int count) in KindPlaces.Of(kind, kind.Total).Carriers)
        {
            for (int rank = 0; rank < count; rank++)
            {
                int leader = leaders.FindIndex(row => kind.Leaders[row] == (province, carrier));
                int attacks = leader < 0 ? 1 + (number % 7 == 0 ? 1 : 0) : Fewest + (Step * (kind.Leaders.Count - 1 - leaders[leader]));
                if (leader >= 0)
                {
                    leaders.RemoveAt(leader);
                }
                yield return new Router($"{scope}-{++number}", province, carrier, Next(province + carrier), attacks);
            }
        }
    }

    /// <summary>The next /22 of the upper half of the place's first network.</summary>
    private IpPrefix Next(string place)
    {
        int taken = _routersAt.GetValueOrDefault(place);
        _routersAt[place] = taken + 1;
        return new IpPrefix(IpAddress.FromV4(Lower(place).Address.V4 + 0x8000 + ((uint)taken << 10)), 96 + 22);
    }

    /// <summary>The lower half of the place's first network is its customers'.</summary>
    private static IpPrefix Lower(string place) => new((PlaceTable.Find(place) ?? AddressPlan.Find(place)!)[0].Address, 96 + 17);

    private static List<(string, int)>[] Deal(IReadOnlyList<(string Place, int Count)> places, int hands)
    {
        List<string>[] dealt = [.. Enumerable.Range(0, hands).Select(_ => new List<string>())];
        int next = 0;
        foreach ((string place, int count) in places)
        {
            for (int card = 0; card < count; card++)
            {
                dealt[next++ % hands].Add(place);
            }
        }
        return Array.ConvertAll(dealt, hand => hand.GroupBy(place => place, StringComparer.Ordinal).Select(group => (group.Key, group.Count())).ToList());
    }

    private static string Names(IEnumerable<(string Place, int Count)> places) => "{ " + string.Join(", ", places.Select(place => $"{place.Place}: {place.Count}")) + " }";

    private static string Way((string Province, string Operator, int Count) place) => $"{s_gateways.First(gateway => gateway.Operator == place.Operator).Name}/{IndexOf(place.Province)}>100";

    private static int IndexOf(string province) => 1 + PlaceNames.Provinces.TakeWhile(name => name != province).Count();

    private int Part(int total) => (int)((total / (double)_part) + 0.5);

    private ReferenceKind Kind(string name) => ReferenceKind.Read(_numbers.GetProperty(name));

    private void Line(string text) => _to.Append(text).Append('\n');

    private sealed record Router(string Name, string Province, string Operator, IpPrefix Network, int Attacks);
}
