namespace Suyuan.Model;

/// <summary>
/// What BGP announces: prefix → origin AS, and which networks each neighbour can bring (its full cone: all that stands behind it on any path, and behind
/// those; Lichtblau et al., IMC 2017). Immutable; may be read by several threads.
/// </summary>
public sealed class RouteTable
{
    private readonly Dictionary<IpPrefix, uint[]> _origins;
    private readonly Dictionary<uint, HashSet<uint>> _behind;
    private readonly int[] _lengths;
    private readonly Dictionary<uint, IReadOnlySet<uint>> _cones = [];
    private readonly Lock _lock = new();

    internal RouteTable(Dictionary<IpPrefix, uint[]> origins, Dictionary<uint, HashSet<uint>> behind)
    {
        (_origins, _behind) = (origins, behind);
        Networks = origins.Values.SelectMany(networks => networks).Distinct().Count();
        _lengths = [.. origins.Keys.Select(prefix => (int)prefix.Length).Distinct().OrderDescending()];
    }

    public static RouteTable Empty { get; } = new RouteTableBuilder().Build();

    /// <summary>Distinct origin ASes.</summary>
    public int Networks { get; }

    public int Count => _origins.Count;

    public IEnumerable<KeyValuePair<IpPrefix, IReadOnlyList<uint>>> Rows => _origins.Select(row => KeyValuePair.Create(row.Key, (IReadOnlyList<uint>)row.Value));

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

    /// <summary>The neighbour and all networks behind it. Its cone tends to be too large, never too small: what lies outside is not its to send.</summary>
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
        HashSet<uint> cone = [neighbour];
        Stack<uint> open = new([neighbour]);
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
        return cone;
    }
}
