using Suyuan.Model;
using Suyuan.Simulation.Randomness;

namespace Suyuan.Simulation.Worlds;

/// <summary>Who takes part in the demo's attacks: botnets with their controllers, and reflectors by protocol.</summary>
internal static class DemoPopulations
{
    private static readonly string[] s_families = ["mirai", "gafgyt", "xorddos", "mirai", "gafgyt", "mozi"];

    private static readonly string[] s_hosting =
    [
        "US DigitalOcean", "US Vultr", "US FranTech", "US ColoCrossing", "DE Hetzner", "DE Contabo", "NL LeaseWeb", "NL LeaseWeb", "FR OVH", "RU Selectel",
        "HK 阿里云", "US DigitalOcean", "US FranTech", "US ColoCrossing", "DE Hetzner",
    ];

    private static readonly string[] s_homeHosting = ["CN 阿里云", "CN 腾讯云", "CN 华为云"];

    /// <summary>Networks without an exporter of their own: seen where they enter the exchange.</summary>
    private static readonly string[] s_remote = [.. AddressPlan.HomeNetworks.Where(network => !DemoNetwork.HasRouter(network))];

    public static IReadOnlyList<Botnet> Botnets(ulong seed)
    {
        SeededGenerator random = new(seed, "botnets");
        List<Botnet> botnets = [];
        for (int index = 0; index < s_families.Length; index++)
        {
            List<IpAddress> controllers = [];
            for (int rank = 0; rank < 3 + (index % 3); rank++)
            {
                controllers.Add(AddressPlan.RentedHost(s_hosting[random.Below(s_hosting.Length)], random));
            }
            controllers.Add(index % 2 == 0
                ? AddressPlan.HomeHost(index == 0 ? "江苏电信" : index == 2 ? "广东电信" : "福建电信", random)
                : AddressPlan.RentedHost(s_homeHosting[index / 2], random));
            botnets.Add(new Botnet(s_families[index], controllers, (ushort)random.Between(1024, 60_000), Bots(random)));
        }
        return botnets;
    }

    /// <summary>Reflectors of a protocol.</summary>
    /// <param name="homeShare">Share inside China; the rest by <paramref name="countries"/>, the first most.</param>
    public static IReadOnlyList<EntryGroup> Reflectors(ulong seed, string protocol, int count, double homeShare, string[] homeNetworks, string[] countries)
    {
        SeededGenerator random = new(seed, "reflectors " + protocol);
        Dictionary<(string Exporter, uint Input), List<WeightedHost>> groups = [];
        HashSet<IpAddress> seen = [];
        while (seen.Count < count)
        {
            (string Exporter, uint Input) entry;
            IpAddress address;
            if (!random.Chance(homeShare))
            {
                entry = (DemoNetwork.Exchange, DemoNetwork.ExchangeAbroad);
                address = AddressPlan.ForeignHost(Skewed(countries, random), random);
            }
            else if (random.Chance(0.25))
            {
                entry = (DemoNetwork.Edges[random.Below(DemoNetwork.Edges.Count)], random.Chance(0.5) ? DemoNetwork.EdgeA : DemoNetwork.EdgeB);
                address = AddressPlan.HostIn(DemoNetwork.PrefixOf(entry.Exporter, entry.Input), random);
            }
            else
            {
                entry = (DemoNetwork.Exchange, DemoNetwork.ExchangeHome);
                address = AddressPlan.HomeHost(Skewed(homeNetworks, random), random);
                if (DemoNetwork.Edges.Any(edge => DemoNetwork.IsBehind(edge, address)))
                {
                    continue;
                }
            }
            if (seen.Add(address))
            {
                Group(groups, entry).Add(new WeightedHost(address, random.LogNormal(0.5)));
            }
        }
        return Entries(groups);
    }

    private static List<EntryGroup> Bots(SeededGenerator random)
    {
        Dictionary<(string Exporter, uint Input), List<WeightedHost>> groups = [];
        HashSet<IpAddress> seen = [];
        // Four or five edge interfaces full of bots, and a scatter of provinces seen only at the exchange.
        for (int card = 0; card < 5; card++)
        {
            string exporter = DemoNetwork.Edges[random.Below(DemoNetwork.Edges.Count)];
            uint input = random.Chance(0.5) ? DemoNetwork.EdgeA : DemoNetwork.EdgeB;
            int count = random.Between(70, 150);
            for (int index = 0; index < count; index++)
            {
                IpAddress address = AddressPlan.HostIn(DemoNetwork.PrefixOf(exporter, input), random);
                if (seen.Add(address))
                {
                    Group(groups, (exporter, input)).Add(new WeightedHost(address, random.LogNormal(0.8)));
                }
            }
        }
        for (int index = 0; index < 120; index++)
        {
            IpAddress address = AddressPlan.HomeHost(s_remote[random.Below(s_remote.Length)], random);
            if (seen.Add(address))
            {
                Group(groups, (DemoNetwork.Exchange, DemoNetwork.ExchangeHome)).Add(new WeightedHost(address, random.LogNormal(0.8)));
            }
        }
        return Entries(groups);
    }

    private static List<WeightedHost> Group(Dictionary<(string Exporter, uint Input), List<WeightedHost>> groups, (string Exporter, uint Input) entry)
    {
        if (!groups.TryGetValue(entry, out List<WeightedHost>? hosts))
        {
            groups[entry] = hosts = [];
        }
        return hosts;
    }

    private static List<EntryGroup> Entries(Dictionary<(string Exporter, uint Input), List<WeightedHost>> groups) =>
        [.. groups.OrderBy(group => group.Key.Exporter, StringComparer.Ordinal).ThenBy(group => group.Key.Input)
            .Select(group => new EntryGroup(group.Key.Exporter, group.Key.Input, DemoNetwork.Uplink, group.Value))];

    /// <summary>The first names most often: rank n·u².</summary>
    private static string Skewed(string[] names, SeededGenerator random)
    {
        double unit = random.Unit();
        return names[(int)(names.Length * unit * unit)];
    }
}
