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

    private readonly Dictionary<AttackVector, double> _meanLengths = [];

    public IEnumerable<AttackStage> Build(PartSection part, IpPrefix target, long attackStart, int attackSeconds, SeededGenerator random)
    {
        AttackVector vector = Check(part);
        double rate = part.Rate.Draw(random);
        long pps = Math.Max(1, (long)(part.Rate.IsBits ? rate / 8 / MeanLength(vector) : rate));
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
        };
        byte ttl = part.Ttl == 0 ? (byte)random.Between(44, 250) : part.Ttl;
        if (part.Forged is string forged)
        {
            IReadOnlyList<Hop> path = world.Path(part, part.Via);
            world.CheckPath(part, path);
            return [stage with { Sources = Forge(part, forged, world.InterfaceOf(path[0]), ttl, random), Path = path }];
        }
        List<PopulationGroup> groups = Choose(part, random);
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

    private List<PopulationGroup> Choose(PartSection part, SeededGenerator random)
    {
        List<PopulationGroup> groups = [];
        IReadOnlyList<Hop>? via = part.Via is null ? null : world.Path(part, part.Via);
        if (via is not null)
        {
            world.CheckPath(part, via);
        }
        foreach (PopulationGroup group in populations[part.Sources!].Groups)
        {
            WeightedHost[] hosts = part.Share == 1 ? [.. group.Hosts] : [.. group.Hosts.Where(_ => random.Chance(part.Share))];
            if (hosts.Length > 0)
            {
                groups.Add(new PopulationGroup(via ?? group.Path, hosts));
            }
        }
        return groups.Count > 0 ? groups : throw world.Refuse(part, $"share: nobody of population '{part.Sources}' was drawn");
    }

    private AttackSources Forge(PartSection part, string forged, InterfaceModel entry, byte ttl, SeededGenerator random)
    {
        switch (forged)
        {
            case "random":
                return new ForgedSources(ttl);
            case "routable":
                return new ForgedSources(ttl, AvoidsBogons: true);
            case "cone" or "own/16" or "own/24" when entry.Prefixes.Count == 0:
                throw world.Refuse(part, $"forged: '{forged}' needs an entry interface with prefixes");
            case "cone":
                return new SweptSources(entry.Prefixes, ttl);
            case "own/16":
                return new SweptSources([Within(entry, 16, random)], ttl);
            case "own/24":
                return new SweptSources([Within(entry, 24, random)], ttl);
            default:
                throw world.Refuse(part, $"forged: '{forged}' is not random, routable, cone, own/16 or own/24");
        }
    }

    /// <summary>A network of the size within the interface's prefixes; a smaller prefix is taken whole.</summary>
    private static IpPrefix Within(InterfaceModel entry, int length, SeededGenerator random)
    {
        IpPrefix prefix = entry.Prefixes[random.Below(entry.Prefixes.Count)];
        return prefix.FamilyLength >= length
            ? prefix
            : new IpPrefix(IpAddress.FromV4(AnyIn(prefix, random) & ~(uint.MaxValue >> length)), 96 + length);
    }

    private static uint AnyIn(IpPrefix prefix, SeededGenerator random) => AddressPlan.AnyIn([prefix], random);

    private double MeanLength(AttackVector vector) =>
        _meanLengths.TryGetValue(vector, out double known) ? known : _meanLengths[vector] = PacketShape.MeanLength(vector);
}
