using Suyuan.Model;
using Suyuan.Simulation.Randomness;
using Suyuan.Simulation.Worlds;

namespace Suyuan.Simulation.WorldFiles;

/// <summary>Hosts as attacks draw them, by the way their packets enter.</summary>
internal sealed record Population(string Name, PopulationSection Section, IReadOnlyList<PopulationGroup> Groups, IReadOnlyList<IpAddress> Controllers);

internal sealed record PopulationGroup(IReadOnlyList<Hop> Path, IReadOnlyList<WeightedHost> Hosts);

internal static class PopulationBuilder
{
    public static IReadOnlyDictionary<string, Population> Build(Surroundings world)
    {
        Dictionary<string, Population> populations = new(StringComparer.Ordinal);
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
            HashSet<uint> seen = [];
            PopulationGroup[] groups = [.. section.Hosts.Select(hosts => Group(world, section, hosts, seen, random))];
            populations.Add(name, new Population(name, section, groups, Controllers(world, section, random)));
        }
        return populations;
    }

    private static PopulationGroup Group(Surroundings world, PopulationSection population, HostsSection section, HashSet<uint> seen, SeededGenerator random)
    {
        IReadOnlyList<Hop> path = world.Path(section, section.Via);
        world.CheckPath(section, path);
        List<WeightedHost> hosts = [];
        if (section.EveryAddress)
        {
            foreach (uint address in Enumerate(world, section, world.InterfaceOf(path[0])))
            {
                hosts.Add(new WeightedHost(address, random.LogNormal(population.Spread), section.Devices));
            }
            return new PopulationGroup(path, hosts);
        }
        Func<SeededGenerator, uint> host = world.Hosts(section, section.From, world.InterfaceOf(path[0]));
        // Small places may not hold as many hosts as were asked for.
        for (int tries = 0; hosts.Count < section.Count; tries++)
        {
            if (tries > 100L * section.Count)
            {
                throw world.Refuse(section, $"count: these places do not hold {section.Count} hosts");
            }
            uint address = host(random);
            if (seen.Add(address))
            {
                hosts.Add(new WeightedHost(address, random.LogNormal(population.Spread), section.Devices));
            }
        }
        return new PopulationGroup(path, hosts);
    }

    /// <summary>Every address of the prefixes named, first and last too.</summary>
    public static IEnumerable<uint> Enumerate(Surroundings world, Section section, Places? places, InterfaceModel behind)
    {
        const int MostAddresses = 1 << 16;
        IpPrefix[] prefixes = places is null
            ? [.. behind.Prefixes]
            : [.. places.Weighted.Select(place => IpPrefix.TryParse(place.Name, out IpPrefix prefix) ? prefix : throw world.Refuse(section, $"every_address: '{place.Name}' is no prefix"))];
        if (prefixes.Sum(prefix => (long)prefix.Last.V4 - prefix.Address.V4 + 1) is 0 or > MostAddresses)
        {
            throw world.Refuse(section, "every_address: between 1 and 65536 addresses");
        }
        return prefixes.SelectMany(prefix => Enumerable.Range(0, (int)(prefix.Last.V4 - prefix.Address.V4) + 1).Select(offset => prefix.Address.V4 + (uint)offset));
    }

    private static IEnumerable<uint> Enumerate(Surroundings world, HostsSection section, InterfaceModel behind) => Enumerate(world, section, section.From, behind);

    private static IpAddress[] Controllers(Surroundings world, PopulationSection population, SeededGenerator random)
    {
        if (population.Controllers is not HostsSection section)
        {
            return [];
        }
        Func<SeededGenerator, uint> host = world.Hosts(section, section.From);
        HashSet<uint> controllers = [];
        while (controllers.Count < section.Count)
        {
            controllers.Add(host(random));
        }
        return [.. controllers.Select(IpAddress.FromV4)];
    }
}
