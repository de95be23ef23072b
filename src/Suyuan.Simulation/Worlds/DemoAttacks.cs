using Suyuan.Model;
using Suyuan.Simulation.Randomness;

namespace Suyuan.Simulation.Worlds;

/// <summary>The demo's attacks and what the botnets' controllers and the sensors logged of them.</summary>
/// <param name="days">Days over which they are spread.</param>
internal sealed partial class DemoAttacks(ulong seed, IReadOnlyList<Botnet> botnets, long worldStart, int days)
{
    private readonly SeededGenerator _random = new(seed, "attacks");
    private readonly List<Attack> _attacks = [];
    private readonly List<BotnetCommand> _commands = [];
    private readonly List<BotnetCheckin> _checkins = [];
    private readonly List<SensorSighting> _sightings = [];
    private readonly HashSet<IpPrefix> _targets = [];

    public IReadOnlyList<Attack> Attacks => _attacks;

    public IReadOnlyList<BotnetCommand> Commands => _commands;

    public IReadOnlyList<BotnetCheckin> Checkins => _checkins;

    public IReadOnlyList<SensorSighting> Sightings => _sightings;

    public void Plan()
    {
        PlanReflection();
        PlanBotnets();
        PlanForged();
        PlanSwept();
        PlanCarpets();
        PlanLogsOnly();
    }

    private void PlanReflection()
    {
        string[] unicom = ["河北联通", "河南联通", "浙江电信", "山东联通", "辽宁联通", "湖北电信", "吉林联通", "山西联通"];
        string[] telecom = ["广东电信", "广东移动", "四川电信", "江苏电信", "湖南电信", "江苏移动", "河南移动", "安徽电信"];
        string[] east = ["浙江电信", "广东电信", "辽宁联通", "吉林联通", "黑龙江联通", "山东联通", "河北联通", "福建电信"];
        string[] asia = ["VN", "BR", "US", "RU", "TW", "IN", "ID", "TR"];
        string[] wide = ["US", "RU", "BR", "KR", "DE", "IT", "TW", "MX", "JP", "TH"];
        IReadOnlyList<EntryGroup> ntp = DemoPopulations.Reflectors(seed, "ntp", 1400, 0.375, unicom, asia);
        IReadOnlyList<EntryGroup> ssdp = DemoPopulations.Reflectors(seed, "ssdp", 2200, 0.931, east, ["KR", "TW", "RU", "US"]);
        IReadOnlyList<EntryGroup> memcached = DemoPopulations.Reflectors(seed, "memcached", 260, 0.966, telecom, ["US", "DE", "RU"]);
        IReadOnlyList<EntryGroup> dns = DemoPopulations.Reflectors(seed, "dns", 700, 0.35, telecom, wide);
        IReadOnlyList<EntryGroup> cldap = DemoPopulations.Reflectors(seed, "cldap", 260, 0.3, east, wide);
        for (int round = 0; round < 6; round++)
        {
            Reflect("ntp", ntp, share: 0.55, pps: 34_000 + (round * 2_000), seconds: 120 + (20 * round), When(round));
            Reflect("ssdp", ssdp, share: 0.5, pps: 42_000 + (round * 2_000), seconds: 150, When(round));
            Reflect("memcached", memcached, share: 0.7, pps: 12_000 + (round * 1_500), seconds: 180, When(round));
        }
        for (int round = 0; round < 4; round++)
        {
            // Only every third packet of a large DNS answer has ports: these alone make 100 Mbit/s.
            Reflect("dns", dns, share: 0.6, pps: 28_000, seconds: 150, When(round));
            Reflect("cldap", cldap, share: 0.8, pps: 11_000, seconds: 150, When(round));
        }
        // Two vectors at once; the same target again after 26 h (a second event) and after 9 h (the same event).
        IpAddress mixed = Target();
        long first = When(0);
        Reflect("ntp", ntp, 0.5, 30_000, 150, first, mixed);
        Reflect("ssdp", ssdp, 0.4, 40_000, 150, first + 30_000, mixed);
        Reflect("ntp", ntp, 0.5, 30_000, 120, first + (26 * 3_600_000L), mixed);
        IpAddress repeated = Target();
        long earlier = When(1);
        Reflect("dns", dns, 0.6, 28_000, 150, earlier, repeated);
        Reflect("memcached", memcached, 0.7, 12_000, 120, earlier + (9 * 3_600_000L), repeated);
        // Just above 100 Mbit/s, and well below.
        Reflect("ntp", ntp, 0.4, 31_000, 180, When(3));
        Reflect("ntp", ntp, 0.2, 4_000, 180, When(4));
        Sight("ntp", 3);
        Sight("ssdp", 2);
        Sight("memcached", 2);
    }

    private void PlanBotnets()
    {
        string[] vectors = ["udp-flood", "syn-flood", "ack-flood", "udp-flood", "syn-flood", "icmp-flood"];
        for (int index = 0; index < botnets.Count; index++)
        {
            Botnet botnet = botnets[index];
            for (int round = 0; round < 3; round++)
            {
                Flood(botnet, vectors[(index + (round * 2)) % vectors.Length], 36_000 + (4_000 * round), 150 + (30 * round), When(round + index), Target());
            }
            CheckIn(botnet);
        }
        // One target, two botnets and reflection: a mixed attack.
        IpAddress both = Target();
        long start = When(2);
        Flood(botnets[0], "syn-flood", 40_000, 180, start, both);
        Flood(botnets[1], "udp-flood", 40_000, 180, start + 20_000, both);
        // Under any threshold.
        Flood(botnets[2], "syn-flood", 7_000, 120, When(3), Target());
    }

    private void PlanForged()
    {
        string[] routers = ["gd-ct-1", "sc-ct", "sh-ct", "bj-cu", "js-ct", "zj-cm", "sd-cu"];
        for (int round = 0; round < 2; round++)
        {
            foreach (string router in routers)
            {
                AttackSources sources = new ForgedSources((byte)_random.Between(46, 250));
                Stage(Target(), round == 0 ? "syn-flood" : "udp-flood", 42_000, 120, When(round * 2), sources, Edge(router));
            }
        }
        // Forged at one edge, seen again by the exchange on its way abroad.
        Hop[] path = [Edge("sc-ct"), new Hop(DemoNetwork.Exchange, DemoNetwork.Uplink, DemoNetwork.ExchangeAbroad, 4)];
        Add(Target(), new AttackStage
        {
            Vector = AttackVector.Parse("syn-flood"),
            Start = When(3),
            Seconds = 120,
            PacketsPerSecond = 40_000,
            Sources = new ForgedSources(61),
            Path = path,
        });
        // Somebody else's forged flood, only passing by.
        Stage(Target(), "syn-flood", 40_000, 120, When(4), new ForgedSources(48), new Hop(DemoNetwork.Exchange, DemoNetwork.ExchangeAbroad, DemoNetwork.Uplink));
    }

    private void PlanSwept()
    {
        string[] routers = ["js-ct", "ha-cu", "zj-ct", "gd-cm", "ln-cu", "sd-cu", "gd-ct-2", "bj-cu"];
        for (int index = 0; index < routers.Length; index++)
        {
            Hop edge = Edge(routers[index]);
            IpPrefix customers = DemoNetwork.PrefixOf(routers[index], edge.Input);
            // NetFlow v5 carries no TTL: there only a sweep wide enough to be mostly dead addresses can be told from hosts.
            IpPrefix swept = index % 2 == 0 ? customers : new IpPrefix(IpAddress.FromV4(customers.Address.V4 + (_random.Below(256u) << 8)), 120);
            byte ttl = (byte)_random.Between(50, 120);
            Stage(Target(), "syn-flood", 40_000, 120, When(index), new SweptSources([swept], ttl), edge);
            if (index < 5)
            {
                Stage(Target(), "udp-flood", 36_000, 120, When(index + 2), new SweptSources([swept], ttl), edge);
            }
        }
    }

    private void PlanCarpets()
    {
        IReadOnlyList<EntryGroup> ntp = DemoPopulations.Reflectors(seed, "ntp carpet", 500, 0.3, ["河北联通", "浙江电信"], ["VN", "BR", "US"]);
        for (int round = 0; round < 2; round++)
        {
            IpPrefix network = IpPrefix.Network(Target());
            Reflect("ntp", ntp, 1, 90_000, 90, When(round + 1), network);
        }
    }

    /// <summary>Orders and sightings of attacks that none of the exporters saw.</summary>
    private void PlanLogsOnly()
    {
        for (int index = 0; index < 8; index++)
        {
            Order(botnets[index % botnets.Count], IpPrefix.Host(Target()), "udpplain", 60, When(index));
        }
        for (int index = 0; index < 5; index++)
        {
            _sightings.Add(new SensorSighting(
                Time(When(index)), "sensor-1", index % 2 == 0 ? "ntp" : "ssdp", Target(), (ushort)_random.Between(1024, 65_535),
                _random.Between(200, 4000), ""));
        }
    }

    private void Reflect(string protocol, IReadOnlyList<EntryGroup> population, double share, long pps, int seconds, long start, IpAddress? target = null) =>
        Reflect(protocol, population, share, pps, seconds, start, IpPrefix.Host(target ?? Target()));

    private void Reflect(string protocol, IReadOnlyList<EntryGroup> population, double share, long pps, int seconds, long start, IpPrefix target)
    {
        List<EntryGroup> chosen = [.. population.Select(group => group with { Hosts = [.. group.Hosts.Where(_ => _random.Chance(share))] })
            .Where(group => group.Hosts.Count > 0)];
        AddGroups(target, protocol + "-reflection", chosen, pps, seconds, start);
    }

    private void Flood(Botnet botnet, string vector, long pps, int seconds, long start, IpAddress target)
    {
        IpPrefix prefix = IpPrefix.Host(target);
        AddGroups(prefix, vector, botnet.Bots, pps, seconds, start);
        Order(botnet, prefix, vector switch
        {
            "udp-flood" => "udpplain",
            "icmp-flood" => "icmp",
            "ack-flood" => "ack",
            _ => "syn",
        }, seconds, start);
    }

    /// <summary>Divides an attack's packets over its entries by the weight of the hosts behind each.</summary>
    private void AddGroups(IpPrefix target, string vector, IReadOnlyList<EntryGroup> groups, long pps, int seconds, long start)
    {
        double total = groups.Sum(group => group.Weight);
        List<AttackStage> stages = [];
        foreach (EntryGroup group in groups)
        {
            long part = (long)(pps * group.Weight / total);
            if (part > 0)
            {
                stages.Add(new AttackStage
                {
                    Vector = AttackVector.Parse(vector),
                    Start = start,
                    Seconds = seconds,
                    PacketsPerSecond = part,
                    Sources = new HostSources(group.Hosts),
                    Path = [new Hop(group.Exporter, group.Input, group.Output)],
                });
            }
        }
        _attacks.Add(new Attack(Name(), target, stages));
    }

    private void Stage(IpAddress target, string vector, long pps, int seconds, long start, AttackSources sources, Hop hop) => Add(target, new AttackStage
    {
        Vector = AttackVector.Parse(vector),
        Start = start,
        Seconds = seconds,
        PacketsPerSecond = pps,
        Sources = sources,
        Path = [hop],
    });

    private void Add(IpAddress target, AttackStage stage) => _attacks.Add(new Attack(Name(), IpPrefix.Host(target), [stage]));

    private string Name() => "attack " + (_attacks.Count + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static Hop Edge(string exporter) => new(exporter, DemoNetwork.EdgeA, DemoNetwork.Uplink);

    /// <summary>One or two of the botnet's controllers give the order, 5 to 40 s ahead.</summary>
    private void Order(Botnet botnet, IpPrefix target, string method, int seconds, long start)
    {
        int first = _random.Below(botnet.Controllers.Count);
        int orders = _random.Between(1, 2);
        for (int index = 0; index < orders; index++)
        {
            _commands.Add(new BotnetCommand(
                Time(start - _random.Between(5_000, 40_000)), botnet.Controllers[(first + index) % botnet.Controllers.Count], botnet.Port,
                botnet.Family, target, null, method, seconds, ""));
        }
    }

    private void CheckIn(Botnet botnet)
    {
        foreach (EntryGroup group in botnet.Bots)
        {
            // The exchange's bots cannot be told from transit without their controller's word.
            double share = group.Exporter == DemoNetwork.Exchange ? 0.9 : 0.4;
            foreach (WeightedHost bot in group.Hosts.Where(_ => _random.Chance(share)))
            {
                _checkins.Add(new BotnetCheckin(
                    Time(worldStart + _random.Below(days * 86_400_000)), botnet.Controllers[_random.Below(botnet.Controllers.Count)],
                    botnet.Port, botnet.Family, bot.Address, ""));
            }
        }
    }

    /// <summary>A sensor among the reflectors saw some of the attacks too.</summary>
    private void Sight(string protocol, int count)
    {
        foreach (Attack attack in _attacks.Where(attack => attack.Target.IsHost && attack.Stages[0].Vector.Token == protocol + "-reflection").Take(count))
        {
            _sightings.Add(new SensorSighting(
                Time(attack.Stages[0].Start + 2_000), "sensor-1", protocol, attack.Target.Address, (ushort)_random.Between(1024, 65_535),
                _random.Between(300, 5000), ""));
        }
    }

    /// <summary>A time of the given day (wrapped to those that there are), any minute that leaves room for what follows.</summary>
    private long When(int day) => worldStart + ((day % days) * 86_400_000L) + (_random.Between(70, 1300) * 60_000L) + _random.Below(60_000);

    /// <summary>Game servers, shops and their like: rented machines and access customers, at home and abroad, each chosen once.</summary>
    private IpAddress Target()
    {
        string[] homes = ["江苏电信", "浙江电信", "广东电信", "福建电信", "湖北电信", "北京联通", "河南联通"];
        while (true)
        {
            IpAddress address = _random.Below(10) switch
            {
                < 3 => AddressPlan.RentedHost("CN 阿里云", _random),
                < 5 => AddressPlan.RentedHost("CN 腾讯云", _random),
                < 8 => AddressPlan.HomeHost(homes[_random.Below(homes.Length)], _random),
                8 => AddressPlan.RentedHost("US ColoCrossing", _random),
                _ => AddressPlan.ForeignHost("KR", _random),
            };
            if (!DemoNetwork.Edges.Any(edge => DemoNetwork.IsBehind(edge, address)) && _targets.Add(IpPrefix.Network(address)))
            {
                return address;
            }
        }
    }

    private static DateTimeOffset Time(long unixMs) => DateTimeOffset.FromUnixTimeMilliseconds(unixMs);
}
