using System.Globalization;
using Suyuan.Model;
using Suyuan.Simulation.Randomness;
using Suyuan.Simulation.Traffic;
using Suyuan.Simulation.Worlds;

namespace Suyuan.Simulation.WorldFiles;

/// <summary>One mechanism of an attack → its streams of packets, one for each way in.</summary>
internal sealed class StageBuilder(Surroundings world, IReadOnlyDictionary<string, Population> populations)
{
    /// <summary>A pause longer than this ends a burst: such a rhythm is written as repeats.</summary>
    private const long LongestPauseMs = 300_000;

    private readonly Dictionary<(AttackVector Vector, bool IsV4), double> _meanLengths = [];

    // Attacks that drew from a population so far.
    private readonly Dictionary<string, int> _turns = new(StringComparer.Ordinal);
    private readonly Dictionary<PopulationGroup, HostTurns> _inTurn = new(ReferenceEqualityComparer.Instance);

    /// <param name="hosts">Of a prefix as target, that are hit; 0 = all addresses.</param>
    public IEnumerable<AttackStage> Build(PartSection part, IpPrefix target, int hosts, long attackStart, int attackSeconds, SeededGenerator random)
    {
        AttackVector vector = Check(part);
        double rate = part.Rate.Draw(random);
        long pps = Math.Max(1, (long)(part.Rate.IsBits ? rate / 8 / MeanLength(vector, target.Address) : rate));
        AttackStage stage = new()
        {
            Vector = vector,
            Start = attackStart + part.Delay.Milliseconds,
            Seconds = part is AttackSection ? attackSeconds : Math.Max(1, (int)(part.Duration?.Draw(random) ?? (attackSeconds - part.Delay.Seconds))),
            PacketsPerSecond = pps,
            Sources = new ForgedSources(0),
            Path = [],
            Pulse = part.Pulse is PulseSection pulse ? new Pulse(pulse.On.Milliseconds, pulse.Off.Milliseconds) : null,
            SweepSeconds = part.Sweep.Seconds,
            AnswerShare = part.Answers,
            TargetHosts = hosts,
        };
        byte ttl = part.Ttl == 0 ? (byte)random.Between(44, 250) : part.Ttl;
        if (part.Forged is string forged)
        {
            IReadOnlyList<Hop> path = world.Path(part, part.Via);
            world.CheckPath(part, path);
            return [stage with { Sources = Forge(part, forged, world.InterfaceOf(path[0]), !target.Address.IsV4, ttl, random), Path = path }];
        }
        List<PopulationGroup> groups = Choose(part, !target.Address.IsV4, random);
        double total = groups.Sum(group => group.Hosts.Sum(host => host.Weight));
        List<AttackStage> stages = [];
        foreach (PopulationGroup group in groups)
        {
            long own = (long)(pps * group.Hosts.Sum(host => host.Weight) / total);
            if (own > 0)
            {
                stages.Add(stage with { PacketsPerSecond = own, Sources = new HostSources(group.Hosts), Path = group.Path });
            }
        }
        if (part.Requests is RequestsSection requests)
        {
            stages.Add(Requests(requests, stage, target, groups, (long)(pps * requests.Share), ttl));
        }
        return stages;
    }

    private AttackStage Requests(RequestsSection section, AttackStage stage, IpPrefix target, List<PopulationGroup> groups, long pps, byte ttl)
    {
        IReadOnlyList<Hop> path = world.Path(section, section.Via);
        world.CheckPath(section, path);
        if (world.InterfaceOf(path[0]).Prefixes.Any(prefix => prefix.Contains(target.Address)))
        {
            throw world.Refuse(section, $"requests: the target {target} lies behind {path[0].Exporter}/{path[0].Input} itself, its address would not be forged there");
        }
        return stage with
        {
            PacketsPerSecond = Math.Max(1, pps),
            Sources = new ForgedSources(ttl),
            RequestsTo = [.. groups.SelectMany(group => group.Hosts).Select(host => host.Address)],
            Path = path,
            AnswerShare = 0,
        };
    }

    private AttackVector Check(PartSection part)
    {
        if (!AttackVector.TryParse(part.Vector, out AttackVector vector))
        {
            throw world.Refuse(part, $"vector: '{part.Vector}' is not one of {string.Join(", ", VectorCatalog.All.Select(known => known.Token))}");
        }
        if (part.Sources is null == part.Forged is null)
        {
            throw world.Refuse(part, "each attack part needs either 'sources' (a population) or 'forged' (a way to forge)");
        }
        if (part.Sources is string name)
        {
            if (!populations.TryGetValue(name, out Population? population))
            {
                throw world.Refuse(part, $"sources: there is no population '{name}'");
            }
            if (population.Section.Protocol is string protocol ? vector.Token != protocol + "-reflection" : vector.IsReflection)
            {
                throw world.Refuse(part, $"sources: population '{name}' cannot make {vector.Token}");
            }
        }
        else if (vector.IsReflection || vector == VectorCatalog.HttpFlood)
        {
            throw world.Refuse(part, $"forged: the packets of {vector.Token} come from real hosts");
        }
        if (part.InTurn && part.Sources is null)
        {
            throw world.Refuse(part, "in_turn: only the hosts of a population take turns");
        }
        if (part.Requests is not null && !vector.IsReflection)
        {
            throw world.Refuse(part, "requests: only reflection has requests");
        }
        if (part.Pulse is PulseSection pulse && (pulse.On.Milliseconds < 1000 || pulse.Off.Milliseconds is < 1000 or > LongestPauseMs || vector == VectorCatalog.HttpFlood))
        {
            throw world.Refuse(part, "pulse: on at least 1s, off 1s to 300s (longer pauses are 'repeat'), and not for http-flood");
        }
        if (part.Share is not (> 0 and <= 1) || part.Answers is not (>= 0 and <= 1))
        {
            throw world.Refuse(part, "share: above 0 to 1; answers: 0 to 1");
        }
        return vector;
    }

    private List<PopulationGroup> Choose(PartSection part, bool ipv6, SeededGenerator random)
    {
        List<PopulationGroup> groups = [];
        IReadOnlyList<Hop>? via = part.Via is null ? null : world.Path(part, part.Via);
        if (via is not null)
        {
            world.CheckPath(part, via);
        }
        Population population = populations[part.Sources!];
        int turn = _turns.GetValueOrDefault(population.Name);
        _turns[population.Name] = turn + 1;
        foreach (PopulationGroup group in population.Groups.Where(group => group.Ipv6 == ipv6))
        {
            WeightedHost[] hosts = group.Attacks is int attacks
                ? ((turn + 1L) * attacks / population.Attacks > (long)turn * attacks / population.Attacks ? [.. group.Hosts] : [])
                : part.Share == 1 ? [.. group.Hosts]
                : part.InTurn ? Turns(group).Take(part.Share, random)
                : [.. group.Hosts.Where(_ => random.Chance(part.Share))];
            if (hosts.Length > 0)
            {
                groups.Add(group with { Path = via ?? group.Path, Hosts = hosts });
            }
        }
        return groups.Count > 0 ? groups : throw world.Refuse(part, $"share: nobody of population '{part.Sources}' was drawn that has {(ipv6 ? "IPv6" : "IPv4")}");
    }

    private HostTurns Turns(PopulationGroup group) => _inTurn.TryGetValue(group, out HostTurns? turns) ? turns : _inTurn[group] = new HostTurns(group.Hosts);

    private AttackSources Forge(PartSection part, string forged, InterfaceModel entry, bool ipv6, byte ttl, SeededGenerator random)
    {
        ForgedSources any = new(ttl) { Within = IpPrefix.Parse(ipv6 ? "::/0" : "0.0.0.0/0") };
        IReadOnlyList<IpPrefix> own = Surroundings.PrefixesOf(entry, ipv6);
        switch (forged)
        {
            case "random":
                return any;
            case "routable" when ipv6:
                // Global unicast: nobody draws from the seven eighths that no one has.
                return any with { AvoidsBogons = true, Within = IpPrefix.Parse("2000::/3") };
            case "routable":
                return any with { AvoidsBogons = true };
            case "cone" when own.Count > 0:
                return new SweptSources(own, ttl);
            case "cone":
                throw NoPrefixes();
        }
        if (forged.StartsWith("own/", StringComparison.Ordinal) && int.TryParse(forged.AsSpan(4), NumberStyles.None, CultureInfo.InvariantCulture, out int length)
            && (ipv6 ? length is >= 32 and <= 120 : length is 16 or 24))
        {
            return own.Count > 0 ? new SweptSources([Within(own[random.Below(own.Count)], length, random)], ttl) : throw NoPrefixes();
        }
        if (IpPrefix.TryParse(forged, out IpPrefix network) && network.Address.IsV4 != ipv6)
        {
            return entry.Prefixes.Any(prefix => prefix.Contains(network)) ? new SweptSources([network], ttl)
                : entry.Prefixes.Any(network.Contains) ? throw world.Refuse(part, $"forged: {network} holds prefixes of the entry and others, it would be neither")
                : any with { Within = network };
        }
        throw world.Refuse(part, $"forged: '{forged}' is not random, routable, cone, {(ipv6 ? "own/32 to own/120" : "own/16, own/24")} or a prefix of the target's family");

        WorldFileException NoPrefixes() => world.Refuse(part, $"forged: '{forged}' needs an entry interface with prefixes of the target's family");
    }

    /// <summary>A network of the size within the prefix; a smaller prefix is taken whole.</summary>
    private static IpPrefix Within(IpPrefix prefix, int length, SeededGenerator random) =>
        prefix.FamilyLength >= length ? prefix : prefix.Any(random).Around(length);

    private double MeanLength(AttackVector vector, IpAddress host)
    {
        (AttackVector, bool) key = (vector, host.IsV4);
        return _meanLengths.TryGetValue(key, out double known) ? known : _meanLengths[key] = PacketShape.MeanLength(vector, host);
    }
}
