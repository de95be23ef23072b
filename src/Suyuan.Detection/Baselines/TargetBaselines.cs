using Suyuan.Detection.Vectors;
using Suyuan.Model;

namespace Suyuan.Detection.Baselines;

/// <summary>
/// What a target's vectors usually carry per minute: exponentially weighted means of minutes that are worth a tenth of a trigger. A target that has
/// never come near a trigger has no baseline, and its first jump alarms. Minutes judged as attacks do not teach.
/// </summary>
internal sealed class TargetBaselines(double weight)
{
    /// <summary>Targets remembered; beyond it the half that was longest quiet is forgotten.</summary>
    private const int Most = 1 << 20;

    private readonly Dictionary<(IpPrefix Target, byte Code), (double Packets, double Octets, long Minute)> _means = [];

    public UsualTraffic? Find(IpPrefix target, byte code) =>
        _means.TryGetValue((target, code), out (double Packets, double Octets, long Minute) mean) ? new UsualTraffic(mean.Packets, mean.Octets) : null;

    public void Learn(IpPrefix target, byte code, long minute, long packets, long octets)
    {
        if (!_means.TryGetValue((target, code), out (double Packets, double Octets, long Minute) mean))
        {
            _means[(target, code)] = (packets, octets, minute);
            Forget();
            return;
        }
        // Minutes without traffic worth mentioning since the last one count as nothing.
        double kept = Math.Pow(1 - weight, Math.Max(1, minute - mean.Minute));
        _means[(target, code)] = ((mean.Packets * kept) + (packets * weight), (mean.Octets * kept) + (octets * weight), minute);
    }

    private void Forget()
    {
        if (_means.Count > Most)
        {
            foreach ((IpPrefix, byte) key in _means.OrderBy(pair => pair.Value.Minute).ThenBy(pair => pair.Key.Target).ThenBy(pair => pair.Key.Code)
                .Take(Most / 2).Select(pair => pair.Key).ToArray())
            {
                _means.Remove(key);
            }
        }
    }
}
