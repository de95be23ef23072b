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
            hops.Add(new Hop(exporter.Name, input, output, (byte)(hops.Count * TtlLossPerHop)));
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
    public Func<SeededGenerator, uint> Hosts(Section section, Places? places, InterfaceModel? behind = null)
    {
        if (places is null)
        {
            if (behind is null || behind.Prefixes.Count == 0)
            {
                throw Refuse(section, "no place to draw addresses from: the interface has no prefixes, and none are given");
            }
            IReadOnlyList<IpPrefix> own = behind.Prefixes;
            return random => AddressPlan.HostIn(own[random.Below(own.Count)], random);
        }
        (IReadOnlyList<IpPrefix> Prefixes, double Weight, bool Literal)[] sets = [.. places.Weighted.Select(place => Set(section, place))];
        double total = sets.Sum(set => set.Weight);
        return random =>
        {
            while (true)
            {
                double at = random.Unit() * total;
                int index = 0;
                while (index < sets.Length - 1 && at >= sets[index].Weight)
                {
                    at -= sets[index++].Weight;
                }
                IReadOnlyList<IpPrefix> prefixes = sets[index].Prefixes;
                IpPrefix prefix = prefixes[random.Below(prefixes.Count)];
                uint address = prefix.IsHost ? prefix.Address.V4 : AddressPlan.HostIn(prefix, random);
                // A named place means its networks beyond our routers: what lies behind their edges is written as a prefix.
                if (sets[index].Literal || !_edges.Any(edge => edge.Contains(IpAddress.FromV4(address))))
                {
                    return address;
                }
            }
        };
    }

    private (IReadOnlyList<IpPrefix> Prefixes, double Weight, bool Literal) Set(Section section, (string Name, double Weight) place)
    {
        if (IpPrefix.TryParse(place.Name, out IpPrefix prefix))
        {
            return ([prefix], place.Weight, true);
        }
        if (place.Name == "world")
        {
            return ([.. AddressPlan.Countries.SelectMany(country => AddressPlan.Find(country)!)], place.Weight, false);
        }
        if (place.Name == "home")
        {
            return ([.. AddressPlan.HomeNetworks.SelectMany(network => AddressPlan.Find(network)!)], place.Weight, false);
        }
        return AddressPlan.Find(place.Name) is IReadOnlyList<IpPrefix> found
            ? (found, place.Weight, false)
            : throw Refuse(section, $"'{place.Name}' is no place: a prefix, 'home', 'world', or one of {string.Join(", ", AddressPlan.HomeNetworks.Concat(AddressPlan.Countries).Concat(AddressPlan.Providers))}");
    }

    private static bool TryInterface(ExporterModel exporter, string text, out uint index) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out index) && exporter.Interfaces.Any(row => row.Index == uint.Parse(text, CultureInfo.InvariantCulture));
}
