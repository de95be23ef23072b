using Suyuan.Model;

namespace Suyuan.Detection.Baselines;

/// <summary>
/// What a target's vectors usually carry per minute: exponentially weighted means of minutes that are worth a tenth of a trigger. A target that has
/// never come near a trigger has no baseline, and its first jump alarms. Minutes judged as attacks do not teach.
/// </summary>
internal sealed class TargetBaselines(double weight)
{
    private readonly Dictionary<(IpAddress Target, byte Code), (double Packets, double Octets, long Minute)> _means = [];

    public (double Packets, double Octets)? Find(IpAddress target, byte code) =>
        _means.TryGetValue((target, code), out (double Packets, double Octets, long Minute) mean) ? (mean.Packets, mean.Octets) : null;

    public void Learn(IpAddress target, byte code, long minute, long packets, long octets)
    {
        if (!_means.TryGetValue((target, code), out (double Packets, double Octets, long Minute) mean))
        {
            _means[(target, code)] = (packets, octets, minute);
            return;
        }
        // Minutes without traffic worth mentioning since the last one count as nothing.
        double kept = Math.Pow(1 - weight, Math.Max(1, minute - mean.Minute));
        _means[(target, code)] = ((mean.Packets * kept) + (packets * weight), (mean.Octets * kept) + (octets * weight), minute);
    }
}
