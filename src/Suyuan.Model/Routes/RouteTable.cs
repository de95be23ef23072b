namespace Suyuan.Model;

/// <summary>
/// What BGP announces: prefix → origin AS, and which networks each neighbour can bring (its full cone: all that stands behind it on any path, and behind
/// those; Lichtblau et al., IMC 2017; with the siblings that Müller et al., CoNEXT 2019, add). Immutable; may be read by several threads.
/// </summary>
public sealed class RouteTable
{
    private readonly Dictionary<IpPrefix, uint[]> _origins;
    private readonly Dictionary<uint, HashSet<uint>> _behind;
    private readonly int[] _lengths;
    private readonly Dictionary<uint, IReadOnlySet<uint>> _cones = [];
    private readonly Lock _lock = new();

    internal RouteTable(Dictionary<IpPrefix, uint[]> origins, Dictionary<uint, HashSet<uint>> behind, SiblingTable siblings)
    {
        (_origins, _behind, Siblings) = (origins, behind, siblings);
        HasV6 = origins.Keys.Any(prefix => !prefix.Address.IsV4);
        Networks = origins.Values.SelectMany(networks => networks).Distinct().Count();
        _lengths = [.. origins.Keys.Select(prefix => (int)prefix.Length).Distinct().OrderDescending()];
    }

    public static RouteTable Empty { get; } = new RouteTableBuilder().Build();

    /// <summary>Distinct origin ASes.</summary>
    public int Networks { get; }

    public int Count => _origins.Count;

    public SiblingTable Siblings { get; }

    /// <summary>It holds IPv6 routes; many collectors' peers send one family alone.</summary>
    public bool HasV6 { get; }

    public IEnumerable<KeyValuePair<IpPrefix, IReadOnlyList<uint>>> Rows => _origins.Select(row => KeyValuePair.Create(row.Key, (IReadOnlyList<uint>)row.Value));

    /// <summary>Networks next to each other on some path, the one nearer the collector first.</summary>
    public IEnumerable<(uint Near, uint Far)> Neighbours => _behind.SelectMany(pair => pair.Value.Select(far => (pair.Key, far)));

    /// <summary>The same routes with other siblings.</summary>
    public RouteTable With(SiblingTable siblings) => new(_origins, _behind, siblings);

    /// <summary>Origins of the longest prefix that holds the address; empty where none does.</summary>
    public IReadOnlyList<uint> Origins(IpAddress address)
    {
        foreach (int length in _lengths)
        {
            if (_origins.TryGetValue(new IpPrefix(new IpAddress(address.Value & (UInt128.MaxValue << (128 - length))), length), out uint[]? found))
            {
                return found;
            }
        }
        return [];
    }

    /// <summary>
    /// The neighbour, its siblings and all networks behind any of them: one organisation may send over each of its networks what another announces. Networks
    /// behind bring their siblings too, but not what stands behind those: a branch office has no part in its parent's transit, which may be the whole Internet.
    /// The cone tends to be too large, never too small: what lies outside is not its to send.
    /// </summary>
    public IReadOnlySet<uint> Cone(uint neighbour)
    {
        lock (_lock)
        {
            if (!_cones.TryGetValue(neighbour, out IReadOnlySet<uint>? cone))
            {
                _cones.Add(neighbour, cone = Close(neighbour));
            }
            return cone;
        }
    }

    private HashSet<uint> Close(uint neighbour)
    {
        IReadOnlyList<uint> own = Siblings.Of(neighbour);
        HashSet<uint> cone = [.. own];
        Stack<uint> open = new(own);
        while (open.TryPop(out uint network))
        {
            foreach (uint behind in _behind.GetValueOrDefault(network) ?? [])
            {
                if (cone.Add(behind))
                {
                    open.Push(behind);
                }
            }
        }
        cone.UnionWith(cone.SelectMany(Siblings.Of).ToArray());
        return cone;
    }
}
