using System.Globalization;
using Suyuan.Model;
using Suyuan.Simulation.Randomness;
using Suyuan.Simulation.Worlds;

namespace Suyuan.Simulation.WorldFiles;

/// <summary>What the parts of a world share while it is built: its file for messages, its exporters, its time, its seed.</summary>
internal sealed class Surroundings(string file, WorldSection world, IReadOnlyList<ExporterModel> exporters, ulong seed, long start)
{
    /// <summary>Hops that a packet loses between two exporters of a path.</summary>
    private const byte TtlLossPerHop = 2;
    private const int MostTries = 10_000;
    private const int LongestPath = 8;

    private readonly Dictionary<string, ExporterModel> _exporters = exporters.ToDictionary(exporter => exporter.Name, StringComparer.Ordinal);
    private readonly IpPrefix[] _edges =
        [.. exporters.SelectMany(exporter => exporter.Interfaces).Where(row => row.Role == InterfaceRole.Edge).SelectMany(row => row.Prefixes)];

    public WorldSection World => world;

    public ulong Seed => seed;

    /// <summary>Unix ms.</summary>
    public long Start => start;

    public long End => start + world.Duration.Milliseconds;

    public SeededGenerator Random(string purpose) => new(seed, purpose);

    public WorldFileException Refuse(Section section, string message) => new($"{file}:{section.Line.ToString(CultureInfo.InvariantCulture)}: {message}");

    /// <summary>Reads <c>exporter/in&gt;out</c> words: the path of packets, the entry first.</summary>
    public IReadOnlyList<Hop> Path(Section section, Words? words)
    {
        IReadOnlyList<Hop> hops = Ways(section, words);
        return hops.Count <= LongestPath ? [.. hops.Select((hop, index) => hop with { TtlLoss = (byte)(index * TtlLossPerHop) })] : throw Refuse(section, "via: a path has 8 exporters at most");
    }

    /// <summary>Reads <c>exporter/in&gt;out</c> words, each by itself.</summary>
    public IReadOnlyList<Hop> Ways(Section section, Words? words)
    {
        if (words is null || words.All.Count == 0)
        {
            throw Refuse(section, "'via' is missing: where packets enter, as exporter/in>out with interface indexes");
        }
        List<Hop> hops = [];
        foreach (string word in words.All)
        {
            string[] parts = word.Split('/', '>');
            if (parts.Length != 3 || !_exporters.TryGetValue(parts[0], out ExporterModel? exporter) || !TryInterface(exporter, parts[1], out uint input)
                || !TryInterface(exporter, parts[2], out uint output))
            {
                throw Refuse(section, $"via: '{word}' is no exporter/in>out with an exporter and interfaces of this world");
            }
            hops.Add(new Hop(exporter.Name, input, output));
        }
        return hops;
    }

    /// <summary>Behind an edge only what its prefixes hold counts as in region; seen again, packets come in over a core interface.</summary>
    public void CheckPath(Section section, IReadOnlyList<Hop> path)
    {
        if (path.Skip(1).FirstOrDefault(hop => InterfaceOf(hop).Role != InterfaceRole.Core) is Hop wrong)
        {
            throw Refuse(section, $"via: after its entry a path goes over interfaces with role core, and {wrong.Exporter}/{wrong.Input} is none");
        }
    }

    public InterfaceModel InterfaceOf(Hop hop) => _exporters[hop.Exporter].Interfaces.First(row => row.Index == hop.Input);

    /// <summary>A generator of hosts of the places, or of the prefixes behind an interface where none are given.</summary>
    /// <param name="ipv6">The family of all of them.</param>
    public Func<SeededGenerator, IpAddress> Hosts(Section section, Places? places, bool ipv6, InterfaceModel? behind = null)
    {
        if (places is null)
        {
            IReadOnlyList<IpPrefix> own = behind is null ? [] : PrefixesOf(behind, ipv6);
            if (own.Count == 0)
            {
                throw Refuse(section, $"no place to draw addresses from: the interface has no {NameOf(ipv6)} prefixes, and none are given");
            }
            return random => AddressPlan.HostIn(own[random.Below(own.Count)], random);
        }
        (IReadOnlyList<IpPrefix> Prefixes, double Weight, bool Literal)[] sets = [.. places.Weighted.Select(place => Set(section, place, ipv6))];
        double total = sets.Sum(set => set.Weight);
        return random =>
        {
            for (int tries = 0; tries < MostTries; tries++)
            {
                double at = random.Unit() * total;
                int index = 0;
                while (index < sets.Length - 1 && at >= sets[index].Weight)
                {
                    at -= sets[index++].Weight;
                }
                IReadOnlyList<IpPrefix> prefixes = sets[index].Prefixes;
                IpPrefix prefix = prefixes[random.Below(prefixes.Count)];
                IpAddress address = prefix.IsHost ? prefix.Address : AddressPlan.HostIn(prefix, random);
                // A named place means its networks beyond our routers: what lies behind their edges is written as a prefix.
                if (sets[index].Literal || !_edges.Any(edge => edge.Contains(address)))
                {
                    return address;
                }
            }
            throw Refuse(section, "these places lie behind this world's own edges: write prefixes to draw from there");
        };
    }

    /// <summary>An interface of both families has prefixes of both.</summary>
    public static IReadOnlyList<IpPrefix> PrefixesOf(InterfaceModel row, bool ipv6) => [.. row.Prefixes.Where(prefix => prefix.Address.IsV4 != ipv6)];

    private static string NameOf(bool ipv6) => ipv6 ? "IPv6" : "IPv4";

    private (IReadOnlyList<IpPrefix> Prefixes, double Weight, bool Literal) Set(Section section, (string Name, double Weight) place, bool ipv6)
    {
        if (IpPrefix.TryParse(place.Name, out IpPrefix prefix))
        {
            return prefix.Address.IsV4 != ipv6
                ? ([prefix], place.Weight, true)
                : throw Refuse(section, $"{place.Name} is no {NameOf(ipv6)} prefix: 'ipv6' says which family these hosts are of, and no packet has two");
        }
        if (place.Name == "world")
        {
            return (ipv6 ? Ipv6Plan.World : [.. AddressPlan.Countries.SelectMany(country => AddressPlan.Find(country)!)], place.Weight, false);
        }
        if (place.Name == "home")
        {
            return (ipv6 ? Ipv6Plan.Home : [.. AddressPlan.HomeNetworks.SelectMany(network => AddressPlan.Find(network)!)], place.Weight, false);
        }
        if (ipv6)
        {
            return Ipv6Plan.Find(place.Name) is IReadOnlyList<IpPrefix> blocks
                ? (blocks, place.Weight, false)
                : throw Refuse(section, $"'{place.Name}' is no place with IPv6: a prefix, 'home', 'world', or one of {string.Join(", ", Ipv6Plan.Names)}");
        }
        return AddressPlan.Find(place.Name) is IReadOnlyList<IpPrefix> found
            ? (found, place.Weight, false)
            : throw Refuse(section, $"'{place.Name}' is no place: a prefix, 'home', 'world', or one of {string.Join(", ", AddressPlan.HomeNetworks.Concat(AddressPlan.Countries).Concat(AddressPlan.Providers).Concat(PlaceTable.Names).Distinct())}");
    }

    private static bool TryInterface(ExporterModel exporter, string text, out uint index) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out index) && exporter.Interfaces.Any(row => row.Index == uint.Parse(text, CultureInfo.InvariantCulture));
}
