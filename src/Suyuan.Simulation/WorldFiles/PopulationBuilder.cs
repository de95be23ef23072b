using Suyuan.Model;
using Suyuan.Simulation.Randomness;
using Suyuan.Simulation.Worlds;

namespace Suyuan.Simulation.WorldFiles;

/// <summary>Hosts as attacks draw them, by the way their packets enter.</summary>
/// <param name="Controllers">Who leads, where someone does, comes first.</param>
/// <param name="Attacks">How many attacks of the world draw from it.</param>
internal sealed record Population(string Name, PopulationSection Section, IReadOnlyList<PopulationGroup> Groups, IReadOnlyList<IpAddress> Controllers, int Attacks)
{
    /// <summary>The one that a bot keeps to, in its keep-alives and in logs.</summary>
    public IpAddress ControllerOf(IpAddress bot) => Controllers[(int)(SeededGenerator.Mix(bot.Fold()) % (ulong)Controllers.Count)];
}

/// <param name="Attacks">In so many of the population's attacks all of them take part, evenly spread; null = each is drawn anew for each attack.</param>
internal sealed record PopulationGroup(IReadOnlyList<Hop> Path, bool Ipv6, IReadOnlyList<WeightedHost> Hosts, int? Attacks);

internal static class PopulationBuilder
{
    public static IReadOnlyDictionary<string, Population> Build(Surroundings world)
    {
        Dictionary<string, Population> populations = new(StringComparer.Ordinal);
        Dictionary<string, int> attacks = world.World.Attacks
            .SelectMany(attack => attack.With.Prepend<PartSection>(attack).Where(part => part.Sources is not null).Select(part => (Name: part.Sources!, Count: attack.Count * attack.Repeat)))
            .GroupBy(part => part.Name, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Sum(part => part.Count), StringComparer.Ordinal);
        // A bot is of one botnet, but for those that are written down as addresses.
        HashSet<IpAddress> bots = [];
        HashSet<IpAddress> orders = [];
        foreach ((string name, PopulationSection section) in world.World.Populations)
        {
            if (section.Protocol is null == section.Botnet is null)
            {
                throw world.Refuse(section, $"population '{name}' needs either 'protocol' (reflectors) or 'botnet' (its family)");
            }
            if (section.Protocol is string protocol && protocol != "tcp" && VectorCatalog.ReflectionOf(protocol) is null)
            {
                throw world.Refuse(section, $"protocol: '{protocol}' is not one of tcp, {string.Join(", ", VectorCatalog.Services.Select(service => service.Token))}");
            }
            SeededGenerator random = world.Random("population " + name);
            HashSet<IpAddress> seen = section.Botnet is null ? [] : bots;
            int all = attacks.GetValueOrDefault(name);
            if (section.Hosts.Find(hosts => hosts.Attacks is < 1 || hosts.Attacks > all) is HostsSection wrong)
            {
                throw world.Refuse(wrong, $"attacks: 1 to {all}, as many as draw from population '{name}'");
            }
            PopulationGroup[] groups = [.. section.Hosts.Select(hosts => Group(world, section, hosts, seen, random))];
            populations.Add(name, new Population(name, section, groups, Controllers(world, section, orders, random), all));
        }
        return populations;
    }

    private static PopulationGroup Group(Surroundings world, PopulationSection population, HostsSection section, HashSet<IpAddress> seen, SeededGenerator random)
    {
        IReadOnlyList<Hop> path = world.Path(section, section.Via);
        world.CheckPath(section, path);
        List<WeightedHost> hosts = [];
        if (section.EveryAddress)
        {
            foreach (IpAddress address in Enumerate(world, section, world.InterfaceOf(path[0])))
            {
                hosts.Add(new WeightedHost(address, Weight(), section.Devices));
            }
            return new PopulationGroup(path, section.Ipv6, hosts, section.Attacks);
        }
        foreach ((Places? places, int count) in Quotas(section))
        {
            Func<SeededGenerator, IpAddress> host = world.Hosts(section, places, section.Ipv6, world.InterfaceOf(path[0]));
            int wanted = hosts.Count + count;
            // Small places may not hold as many hosts as were asked for.
            for (int tries = 0; hosts.Count < wanted; tries++)
            {
                if (tries > 100L * count)
                {
                    throw world.Refuse(section, $"count: these places do not hold {section.Count} hosts");
                }
                IpAddress address = host(random);
                if (seen.Add(address) || IsOneHost(places))
                {
                    hosts.Add(new WeightedHost(address, Weight(), section.Devices));
                }
            }
        }
        return new PopulationGroup(path, section.Ipv6, hosts, section.Attacks);

        // Who comes so often is seen each time: its packets are neither the fewest nor the most.
        double Weight() => section.Attacks is null ? random.LogNormal(population.Spread) : 1;
    }

    private static bool IsOneHost(Places? places) => places is { Weighted: [(string name, _)] } && IpPrefix.TryParse(name, out IpPrefix prefix) && prefix.IsHost;

    /// <summary>Hosts are divided among places by weight, to the nearest host: shares are exact and not drawn.</summary>
    private static List<(Places? Places, int Count)> Quotas(HostsSection section)
    {
        if (section.From is not Places from)
        {
            return [(null, section.Count)];
        }
        double total = from.Weighted.Sum(place => place.Weight);
        double sum = 0;
        int given = 0;
        List<(Places? Places, int Count)> quotas = [];
        foreach ((string Name, double Weight) place in from.Weighted)
        {
            sum += place.Weight;
            int upTo = (int)((section.Count * sum / total) + 0.5);
            quotas.Add((new Places([place]), upTo - given));
            given = upTo;
        }
        return quotas;
    }

    /// <summary>Every address of the prefixes named, first and last too.</summary>
    public static IEnumerable<IpAddress> Enumerate(Surroundings world, Section section, Places? places, bool ipv6, InterfaceModel behind)
    {
        const int MostAddresses = 1 << 16;
        IpPrefix[] prefixes = places is null
            ? [.. Surroundings.PrefixesOf(behind, ipv6)]
            : [.. places.Weighted.Select(place => IpPrefix.TryParse(place.Name, out IpPrefix prefix) ? prefix : throw world.Refuse(section, $"every_address: '{place.Name}' is no prefix"))];
        if (prefixes.Sum(prefix => prefix.Size()) is 0 or > MostAddresses)
        {
            throw world.Refuse(section, "every_address: between 1 and 65536 addresses");
        }
        return prefixes.SelectMany(prefix => Enumerable.Range(0, (int)prefix.Size()).Select(offset => new IpAddress(prefix.Address.Value + (UInt128)offset)));
    }

    private static IEnumerable<IpAddress> Enumerate(Surroundings world, HostsSection section, InterfaceModel behind) => Enumerate(world, section, section.From, section.Ipv6, behind);

    private static List<IpAddress> Controllers(Surroundings world, PopulationSection population, HashSet<IpAddress> seen, SeededGenerator random)
    {
        List<IpAddress> controllers = [];
        if (population.Controllers is not HostsSection section)
        {
            return population.Leader is null ? controllers : throw world.Refuse(population, "leader: a botnet has one beside its 'controllers'");
        }
        if (population.Leader is Places leader)
        {
            Draw(leader, 1);
        }
        foreach ((Places? places, int count) in Quotas(section))
        {
            Draw(places, count);
        }
        return controllers;

        void Draw(Places? places, int count)
        {
            Func<SeededGenerator, IpAddress> host = world.Hosts(section, places, section.Ipv6);
            int wanted = controllers.Count + count;
            for (int tries = 0; controllers.Count < wanted; tries++)
            {
                IpAddress address = host(random);
                if (seen.Add(address) || IsOneHost(places))
                {
                    controllers.Add(address);
                }
                else if (tries > 100L * count)
                {
                    throw world.Refuse(section, $"count: these places do not hold {section.Count} controllers");
                }
            }
        }
    }
}
