using Suyuan.Detection.Events;
using Suyuan.Model;

namespace Suyuan.Server.Collection;

/// <summary>Follows the bursts of all targets through the minutes that are committed, and says when one began or ended: then verdicts are due.</summary>
internal sealed class BurstWatch
{
    private readonly Dictionary<IpPrefix, long> _last = [];

    /// <param name="minutes">What became final.</param>
    /// <param name="finalUntilMs">Everything before this time is final, Unix ms.</param>
    /// <returns>True when a burst began or ended.</returns>
    public bool Follow(IEnumerable<AttackMinute> minutes, long finalUntilMs)
    {
        bool due = false;
        foreach (AttackMinute minute in minutes)
        {
            due |= !_last.TryGetValue(minute.Target, out long last) || minute.First - last > EventRule.BurstPauseMs;
            _last[minute.Target] = Math.Max(minute.Last, last);
        }
        foreach ((IpPrefix target, long last) in _last)
        {
            if (finalUntilMs - last > EventRule.BurstPauseMs)
            {
                // Removing while enumerating is allowed.
                _last.Remove(target);
                due = true;
            }
        }
        return due;
    }
}
