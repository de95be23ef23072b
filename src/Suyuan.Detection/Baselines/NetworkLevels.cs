using Suyuan.Detection.Vectors;
using Suyuan.Detection.Windows;
using Suyuan.Model;

namespace Suyuan.Detection.Baselines;

/// <summary>
/// What networks usually receive, by vector, learned from the first look's counters alone: a network's clients receive far more than a host does, and their
/// records must not be read again every minute to find that nothing is new.
/// </summary>
internal sealed class NetworkLevels(DetectionThresholds thresholds)
{
    private readonly TargetBaselines _levels = new(thresholds.BaselineWeight);
    private long _minutes;

    /// <summary>Data has been there for long enough to know the networks that receive much.</summary>
    public bool IsWarm => _minutes >= thresholds.CarpetWarmUpMinutes;

    public UsualTraffic? Find(IpPrefix network, byte code, long minute) => _levels.Find(network, code, minute);

    /// <summary>Worth reading its hosts' records again.</summary>
    public bool IsNews(long minute, NetworkCount count)
    {
        (IpPrefix network, byte code, long packets, long octets) = count;
        if (thresholds.NetworkOverUsual == 0)
        {
            return true;
        }
        if (_levels.Find(network, code, minute) is UsualTraffic usual)
        {
            return packets >= thresholds.NetworkOverUsual * usual.Packets || octets >= thresholds.NetworkOverUsual * usual.Octets;
        }
        return IsWarm || (new AttackVector(code).Service is ReflectionService service && service.Confidence >= thresholds.DecisiveConfidence);
    }

    /// <summary>A minute is judged: learns from the networks that were not attacked.</summary>
    public void Learn(long minute, IEnumerable<NetworkCount> counts, Func<IpPrefix, bool> isAttacked)
    {
        ArgumentNullException.ThrowIfNull(counts);
        _levels.Tick();
        foreach (NetworkCount count in counts)
        {
            if (!isAttacked(count.Network))
            {
                _levels.Learn(count.Network, count.Code, minute, new UsualTraffic(count.Packets, count.Octets));
            }
        }
        _minutes++;
    }
}
