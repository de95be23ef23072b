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

    /// <summary>A run of so many networks may have one in its middle that sampling showed nothing of.</summary>
    private const int RunPerGap = 4;

    private readonly Dictionary<IpPrefix, long> _open = [];

    /// <param name="carpets">The minute's networks and vectors.</param>
    /// <param name="following">Those of the minutes after: a target that widens within them is wide from the start.</param>
    /// <returns>By network.</returns>
    public IReadOnlyDictionary<IpPrefix, IpPrefix> Settle(
        long minute, IReadOnlyCollection<(IpPrefix Network, byte Code)> carpets, IEnumerable<IReadOnlyCollection<(IpPrefix Network, byte Code)>> following)
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
        // All that is under the vector by then: one minute's sample need not show each network.
        HashSet<(IpPrefix, byte)> together = carpets.ToHashSet();
        List<IpPrefix> wide = [.. Covers(carpets), .. _open.Keys];
        foreach (IReadOnlyCollection<(IpPrefix, byte)> next in following)
        {
            together.UnionWith(next);
        }
        wide.AddRange(Covers(together));
        wide.Sort((left, right) => left.Length != right.Length ? left.Length.CompareTo(right.Length) : left.CompareTo(right));
        foreach ((IpPrefix network, _) in carpets)
        {
            IpPrefix target = wide.First(cover => cover.Contains(network));
            targets[network] = target;
            _open[target] = minute;
        }
        return targets;
    }

    /// <summary>The target that the network is part of while its burst lasts.</summary>
    public IpPrefix? Open(IpPrefix network) => _open.Keys.Where(target => target.Contains(network)).OrderBy(target => target.Length).Cast<IpPrefix?>().FirstOrDefault();

    /// <summary>The smallest prefixes around runs of neighbouring networks that share a vector.</summary>
    internal static List<IpPrefix> Covers(IReadOnlyCollection<(IpPrefix Network, byte Code)> carpets) => carpets.GroupBy(carpet => carpet.Code)
        .SelectMany(vector => Runs(vector.Select(carpet => carpet.Network).Distinct().Order().ToArray(), network => network))
        .Select(run => Around(run[0], run[^1])).Distinct().ToList();

    /// <summary>Runs of neighbours, none wider than a target may be.</summary>
    /// <param name="ordered">In the order of their networks.</param>
    internal static List<List<TPart>> Runs<TPart>(IReadOnlyList<TPart> ordered, Func<TPart, IpPrefix> network)
    {
        List<List<TPart>> runs = [];
        foreach (TPart part in ordered)
        {
            if (runs.Count > 0 && Joins(runs[^1], part, network))
            {
                runs[^1].Add(part);
            }
            else
            {
                runs.Add([part]);
            }
        }
        return runs;
    }

    private static bool Joins<TPart>(List<TPart> run, TPart part, Func<TPart, IpPrefix> network)
    {
        IpPrefix last = network(run[^1]);
        IpPrefix next = network(part);
        UInt128 size = last.Last.Value - last.Address.Value + 1;
        // A run that began in one widest target does not reach into the next.
        return Widest(network(run[0])).Contains(next) && (IsOneSite(last, next) || (next.Address.Value - last.Last.Value - 1) / size <= (UInt128)(run.Count / RunPerGap));
    }

    /// <summary>A customer has a /56 of IPv6 (RFC 6177 §2), and of its /64s few have hosts: those between need not show anything.</summary>
    private static bool IsOneSite(IpPrefix network, IpPrefix other) => !network.Address.IsV4 && new IpPrefix(network.Address, 56).Contains(other.Address);

    /// <summary>The widest target around a network.</summary>
    internal static IpPrefix Widest(IpPrefix network) => new(network.Address, network.Address.IsV4 ? 112 : 48);

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
