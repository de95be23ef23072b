using Suyuan.Detection.Carpets;
using Suyuan.Detection.Vectors;
using Suyuan.Detection.Windows;
using Suyuan.Model;

namespace Suyuan.Detection.Alarms;

/// <summary>
/// Judges the targets of open minutes whose counters have just crossed a threshold. Only counters that grew since they were last judged are judged again, and none that
/// shows what the target always gets, so that most looks read no record.
/// </summary>
internal sealed class EarlyLook(DetectionThresholds thresholds, FirstLook first, SecondLook second, AlarmDesk desk)
{
    /// <summary>Minutes looked into: records come in order but for the exporters' delays.</summary>
    private const int Minutes = 3;

    /// <summary>A counter is judged again when it has grown by this factor.</summary>
    private const double Growth = 1.25;

    /// <summary>Networks are summed at each fourth look: that costs more than all hosts.</summary>
    private const int LooksPerNetworks = 4;

    private readonly CounterLimits _limits = CounterLimits.OfTriggers(thresholds);
    private readonly Dictionary<(long Minute, IpPrefix Target, byte Code), long> _judged = [];
    private int _looks;

    /// <param name="nowMs">As far as the records have come, Unix ms.</param>
    public void Look(long nowMs)
    {
        _looks++;
        foreach (MinuteWindow window in first.TakeTouched().TakeLast(Minutes))
        {
            Candidates candidates = new();
            AddHosts(candidates, window, window.V4, IpAddress.FromV4, nowMs);
            AddHosts(candidates, window, window.V6, address => new IpAddress(address), nowMs);
            if (_looks % LooksPerNetworks == 0)
            {
                candidates.AddNetworks(window, thresholds, count => second.IsNews(window.Minute, count) && IsNew(window.Minute, count, nowMs));
            }
            if (candidates.Hosts.Count > 0)
            {
                Raise(second.Peek(window.Minute, candidates, first.Ring.Blocks));
            }
        }
        long oldest = first.FinalUntil;
        foreach ((long, IpPrefix, byte) key in _judged.Keys.Where(key => key.Minute < oldest).ToArray())
        {
            _judged.Remove(key);
        }
    }

    private void Raise(JudgedMinute judged)
    {
        foreach (Carpet carpet in judged.Carpets.Values.SelectMany(list => list).Where(carpet => carpet.Verdict.Trigger))
        {
            desk.See(carpet.Network, carpet.Verdict, judged.Minute);
        }
        foreach ((IpAddress host, (_, List<VectorVerdict> verdicts)) in judged.Hosts.OrderBy(pair => pair.Key))
        {
            foreach (VectorVerdict verdict in verdicts.Where(verdict => verdict.Trigger && !judged.IsCarpet(IpPrefix.Network(host), verdict.Vector.Code)))
            {
                desk.See(IpPrefix.Host(host), verdict, judged.Minute);
            }
        }
    }

    private void AddHosts<TAddress>(Candidates candidates, MinuteWindow window, MinuteCounters<TAddress> counters, Func<TAddress, IpAddress> toAddress, long nowMs)
        where TAddress : unmanaged, IEquatable<TAddress>
    {
        ReadOnlySpan<TargetCounter<TAddress>> slots = counters.Slots;
        foreach (int slot in counters.Large)
        {
            ref readonly TargetCounter<TAddress> counter = ref slots[slot];
            if (!_limits.Pass(counter))
            {
                continue;
            }
            IpAddress host = toAddress(counter.Target);
            if (!second.IsOrdinary(host, counter.Code, window.Minute, counter.Packets, counter.Octets) && IsNew(window.Minute, new NetworkCount(IpPrefix.Host(host), counter.Code, counter.Packets, counter.Octets), nowMs))
            {
                candidates.Add(host, window.Minute);
            }
        }
    }

    /// <summary>Worth judging: not under an alarm of this minute, which is only followed, and not judged before with nearly as much.</summary>
    private bool IsNew(long minute, NetworkCount count, long nowMs)
    {
        if (desk.IsRaised(count.Network, count.Code, minute))
        {
            desk.Follow(count.Network, count.Code, minute, count.Packets, count.Octets, nowMs);
            return false;
        }
        if (_judged.TryGetValue((minute, count.Network, count.Code), out long before) && count.Packets < before * Growth)
        {
            return false;
        }
        _judged[(minute, count.Network, count.Code)] = count.Packets;
        return true;
    }
}
