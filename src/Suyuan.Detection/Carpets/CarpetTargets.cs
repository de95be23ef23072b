using Suyuan.Detection.Events;
using Suyuan.Model;

namespace Suyuan.Detection.Carpets;

/// <summary>
/// The targets that carpet-bombed networks are printed under: neighbouring networks under one vector in the same minute merge to their covering prefix, at most
/// /16 (IPv6 /48; methods.md §2.1 item 5), and keep it while the burst lasts, so that an attack has one target from beginning to end.
/// </summary>
internal sealed class CarpetTargets
{
    private const long PauseMinutes = EventRule.BurstPauseMs / Minute.Milliseconds;

    private readonly Dictionary<IpPrefix, long> _open = [];

    /// <param name="carpets">The minute's networks and vectors.</param>
    /// <param name="next">Those of the minute after: a target that widens within a minute is wide from the start.</param>
    /// <returns>By network.</returns>
    public IReadOnlyDictionary<IpPrefix, IpPrefix> Settle(
        long minute, IReadOnlyCollection<(IpPrefix Network, byte Code)> carpets, IReadOnlyCollection<(IpPrefix Network, byte Code)> next)
    {
        ArgumentNullException.ThrowIfNull(carpets);
        foreach (IpPrefix closed in _open.Where(pair => minute - pair.Value > PauseMinutes).Select(pair => pair.Key).ToArray())
        {
            _open.Remove(closed);
        }
        Dictionary<IpPrefix, IpPrefix> targets = [];
        if (carpets.Count == 0)
        {
            return targets;
        }
        List<IpPrefix> wide = [.. Covers(carpets), .. Covers(next), .. _open.Keys];
        wide.Sort((left, right) => left.Length.CompareTo(right.Length));
        foreach ((IpPrefix network, _) in carpets)
        {
            IpPrefix target = wide.First(cover => cover.Contains(network));
            targets[network] = target;
            _open[target] = minute;
        }
        return targets;
    }

    /// <summary>The smallest prefixes around runs of neighbouring networks that share a vector with the next in the run.</summary>
    internal static List<IpPrefix> Covers(IReadOnlyCollection<(IpPrefix Network, byte Code)> carpets)
    {
        List<IpPrefix> covers = [];
        IpPrefix? first = null;
        IpPrefix last = default;
        HashSet<byte> codes = [];
        foreach (IGrouping<IpPrefix, byte> network in carpets.GroupBy(carpet => carpet.Network, carpet => carpet.Code).OrderBy(group => group.Key))
        {
            bool joins = first is not null && network.Key.Address.Value == last.Last.Value + 1
                && Cap(first.Value).Contains(network.Key) && network.Any(codes.Contains);
            if (!joins && first is not null)
            {
                covers.Add(Around(first.Value, last));
            }
            first = joins ? first : network.Key;
            last = network.Key;
            codes = network.ToHashSet();
        }
        if (first is not null)
        {
            covers.Add(Around(first.Value, last));
        }
        return covers;
    }

    private static IpPrefix Cap(IpPrefix network) => new(network.Address, network.Address.IsV4 ? 112 : 48);

    private static IpPrefix Around(IpPrefix first, IpPrefix last)
    {
        IpPrefix cover = first;
        while (!cover.Contains(last))
        {
            cover = new IpPrefix(cover.Address, cover.Length - 1);
        }
        return cover;
    }
}
