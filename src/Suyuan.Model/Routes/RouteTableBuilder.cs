namespace Suyuan.Model;

/// <summary>Gathers the rows of a routing table. Bounded: what does not fit is counted, not kept.</summary>
public sealed class RouteTableBuilder
{
    /// <summary>Twice today's global table: about 400 MB.</summary>
    public const int MaxPrefixes = 3_000_000;

    /// <summary>Ten times today's pairs of neighbours.</summary>
    public const int MaxPairs = 10_000_000;

    /// <summary>Shorter prefixes are default routes and mistakes: no registry hands out more than a /8 or a /12.</summary>
    private const int ShortestV4 = 8;
    private const int ShortestV6 = 12;

    private readonly Dictionary<IpPrefix, uint[]> _origins = [];
    private readonly Dictionary<uint, HashSet<uint>> _behind = [];
    private int _pairs;

    /// <summary>Routes that found no room.</summary>
    public long Dropped { get; private set; }

    /// <param name="path">ASes from the collector's neighbour to the origin; may repeat.</param>
    /// <param name="origins">Last of the path; several where the route was put together from several networks; none where the collector's own network announces it.</param>
    public void Add(IpPrefix prefix, ReadOnlySpan<uint> path, ReadOnlySpan<uint> origins)
    {
        if (prefix.FamilyLength < (prefix.Address.IsV4 ? ShortestV4 : ShortestV6))
        {
            return;
        }
        for (int hop = 1; hop < path.Length; hop++)
        {
            AddNeighbours(path[hop - 1], path[hop]);
        }
        if (!_origins.TryGetValue(prefix, out uint[]? known))
        {
            if (_origins.Count >= MaxPrefixes)
            {
                Dropped++;
                return;
            }
            known = [];
            _origins.Add(prefix, known);
        }
        foreach (uint origin in origins)
        {
            if (Array.IndexOf(known, origin) < 0)
            {
                known = [.. known, origin];
                _origins[prefix] = known;
            }
        }
    }

    public RouteTable Build(SiblingTable? siblings = null) => new(_origins, _behind, siblings ?? SiblingTable.Empty);

    /// <param name="far">Stands behind <paramref name="near"/> on some path.</param>
    public void AddNeighbours(uint near, uint far)
    {
        if (near == far || (_behind.TryGetValue(near, out HashSet<uint>? behind) && behind.Contains(far)))
        {
            return;
        }
        if (_pairs >= MaxPairs)
        {
            Dropped++;
            return;
        }
        _pairs++;
        if (behind is null)
        {
            _behind.Add(near, behind = []);
        }
        behind.Add(far);
    }
}
