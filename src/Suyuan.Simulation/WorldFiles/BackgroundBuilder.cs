using Suyuan.Model;
using Suyuan.Simulation.Randomness;
using Suyuan.Simulation.Traffic.Background;
using Suyuan.Simulation.Worlds;

namespace Suyuan.Simulation.WorldFiles;

/// <summary>Ordinary traffic by exporter, and the botnets' keep-alives.</summary>
internal static class BackgroundBuilder
{
    /// <summary>Kinds whose inside hosts are people's: bots are among them, since their owners use them too.</summary>
    private static readonly HashSet<string> s_peoples = new(StringComparer.Ordinal) { "blend", "web", "video", "quic", "dns", "p2p" };

    public static ILookup<string, BackgroundModel> Build(Surroundings world, IReadOnlyDictionary<string, Population> populations, double scale)
    {
        List<(string Exporter, BackgroundModel Model)> models = [];
        for (int index = 0; index < world.World.Background.Count; index++)
        {
            BackgroundSection section = world.World.Background[index];
            if (!BackgroundKinds.Contains(section.Kind))
            {
                throw world.Refuse(section, $"kind: '{section.Kind}' is not one of {string.Join(", ", BackgroundKinds.All)}");
            }
            if (section.Rate.IsBits)
            {
                throw world.Refuse(section, "rate: background is in packets a second");
            }
            foreach (Hop hop in world.Ways(section, section.Via))
            {
                SeededGenerator random = world.Random(FormattableString.Invariant($"hosts {index} {hop.Exporter} {hop.Input}"));
                models.Add((hop.Exporter, Plan(world, section, hop, populations, scale, random)));
            }
        }
        foreach (Population botnet in populations.Values.Where(population => population.Section.KeepAlive.Milliseconds > 0))
        {
            models.AddRange(botnet.Groups.Select(group => (group.Path[0].Exporter, (BackgroundModel)KeepAlive(world, botnet, group))));
        }
        return models.ToLookup(pair => pair.Exporter, pair => pair.Model, StringComparer.Ordinal);
    }

    private static BackgroundPlan Plan(
        Surroundings world, BackgroundSection section, Hop hop, IReadOnlyDictionary<string, Population> populations, double scale, SeededGenerator random)
    {
        InterfaceModel near = world.InterfaceOf(hop);
        IpAddress[] inside = section.EveryAddress
            ? [.. PopulationBuilder.Enumerate(world, section, section.InsideFrom, section.Ipv6, near)]
            : Draw(section.Inside, world.Hosts(section, section.InsideFrom, section.Ipv6, near), random);
        if (section.Bots is Words bots)
        {
            foreach (string name in bots.All.Where(name => !populations.ContainsKey(name)))
            {
                throw world.Refuse(section, $"bots: there is no population '{name}'");
            }
            IpAddress[] among = [.. BotsBehind(populations.Values.Where(population => bots.All.Contains(population.Name)), hop, section.Ipv6).Where(_ => random.Chance(section.BotsShare))];
            inside = Shuffled([.. inside, .. among], random);
        }
        else if (s_peoples.Contains(section.Kind) && section.InsideFrom is null)
        {
            inside = Shuffled([.. inside, .. BotsBehind(populations.Values, hop, section.Ipv6)], random);
        }
        long from = world.Start + section.Start.Milliseconds;
        return new BackgroundPlan
        {
            Kind = section.Kind,
            PacketsPerSecond = section.Rate.Draw(random) * scale,
            Near = hop.Input,
            Far = hop.Output,
            Inside = inside,
            Outside = Draw(section.Outside, world.Hosts(section, section.OutsideFrom ?? new Places([("home", 0.7), ("world", 0.3)]), section.Ipv6), random),
            InsidePrefixes = Surroundings.PrefixesOf(near, section.Ipv6) is { Count: > 0 } own ? own : [.. inside.Select(host => IpPrefix.Host(host))],
            From = from,
            To = section.Duration is Span duration ? from + duration.Milliseconds : world.End,
            IsFlat = section.Flat,
            Port = section.Port,
        };
    }

    private static BackgroundPlan KeepAlive(Surroundings world, Population botnet, PopulationGroup group)
    {
        if (botnet.Controllers.Count == 0)
        {
            throw world.Refuse(botnet.Section, $"keep_alive: botnet '{botnet.Name}' has no controllers to talk to");
        }
        IpAddress[] controllers = [.. botnet.Controllers.Where(controller => controller.IsV4 != group.Ipv6)];
        if (controllers.Length == 0)
        {
            throw world.Refuse(botnet.Section, $"keep_alive: botnet '{botnet.Name}' has bots of a family that none of its controllers is of");
        }
        return new BackgroundPlan
        {
            Kind = "keep-alive",
            PacketsPerSecond = 2000.0 * group.Hosts.Count / botnet.Section.KeepAlive.Milliseconds,
            Near = group.Path[0].Input,
            Far = group.Path[0].Output,
            Inside = [.. group.Hosts.Select(host => host.Address)],
            Outside = controllers,
            InsidePrefixes = [],
            From = world.Start,
            To = world.End,
            IsFlat = true,
            Port = botnet.Section.Port,
        };
    }

    private static IEnumerable<IpAddress> BotsBehind(IEnumerable<Population> populations, Hop hop, bool ipv6) => populations
        .Where(population => population.Section.Botnet is not null).SelectMany(population => population.Groups)
        .Where(group => group.Path[0].Exporter == hop.Exporter && group.Path[0].Input == hop.Input)
        .SelectMany(group => group.Hosts).Select(host => host.Address).Where(address => address.IsV4 != ipv6).Distinct();

    private static IpAddress[] Draw(int count, Func<SeededGenerator, IpAddress> host, SeededGenerator random)
    {
        IpAddress[] hosts = new IpAddress[Math.Max(1, count)];
        for (int index = 0; index < hosts.Length; index++)
        {
            hosts[index] = host(random);
        }
        return hosts;
    }

    private static IpAddress[] Shuffled(IpAddress[] hosts, SeededGenerator random)
    {
        for (int index = hosts.Length - 1; index > 0; index--)
        {
            int other = random.Below(index + 1);
            (hosts[index], hosts[other]) = (hosts[other], hosts[index]);
        }
        return hosts;
    }
}
