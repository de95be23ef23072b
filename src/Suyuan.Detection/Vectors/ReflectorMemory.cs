using Suyuan.Detection.Events;
using Suyuan.Model;

namespace Suyuan.Detection.Vectors;

/// <summary>The reflectors of each target under reflection, for as long as its burst goes on: at most a burst's pause after their last packet.</summary>
internal sealed class ReflectorMemory
{
    private const long PauseMinutes = EventRule.BurstPauseMs / Minute.Milliseconds;

    private readonly Dictionary<IpPrefix, (long Minute, Dictionary<IpAddress, byte> Reflectors)> _targets = [];

    public IReadOnlyDictionary<IpAddress, byte>? Find(IpPrefix target) =>
        _targets.TryGetValue(target, out (long Minute, Dictionary<IpAddress, byte> Reflectors) known) ? known.Reflectors : null;

    public void Learn(IpPrefix target, long minute, IEnumerable<KeyValuePair<IpAddress, byte>> reflectors)
    {
        Dictionary<IpAddress, byte> known = _targets.TryGetValue(target, out (long Minute, Dictionary<IpAddress, byte> Reflectors) before) ? before.Reflectors : [];
        foreach ((IpAddress reflector, byte code) in reflectors)
        {
            known[reflector] = code;
        }
        _targets[target] = (minute, known);
    }

    /// <summary>Forgets targets whose burst is over by this minute.</summary>
    public void Forget(long minute)
    {
        foreach (IpPrefix target in _targets.Where(pair => minute - pair.Value.Minute > PauseMinutes).Select(pair => pair.Key).ToArray())
        {
            _targets.Remove(target);
        }
    }
}
