using Suyuan.Detection.Vectors;
using Suyuan.Detection.Windows;
using Suyuan.Model;

namespace Suyuan.Detection;

/// <summary>A minute after its second look, held until the next is judged too, which decides its edges.</summary>
internal sealed class JudgedMinute(MinuteWindow window)
{
    private readonly List<(TargetMinute Target, VectorVerdict Verdict)> _verdicts = [];
    private readonly HashSet<(IpAddress, byte)> _part = [];
    private readonly HashSet<IpAddress> _attacked = [];
    private HashSet<(IpAddress, byte)> _partBefore = [];

    public MinuteWindow Window { get; } = window;

    /// <summary>Attacks of the minute, once edges are decided, in the order of target and vector.</summary>
    public IEnumerable<(TargetMinute Target, VectorVerdict Verdict)> Attacks => _verdicts
        .Where(one => _part.Contains((one.Target.Target, one.Verdict.Vector.Code)))
        .OrderBy(one => one.Target.Target).ThenBy(one => one.Verdict.Vector.Token, StringComparer.Ordinal);

    public void Add(TargetMinute target, List<VectorVerdict> verdicts)
    {
        foreach (VectorVerdict verdict in verdicts)
        {
            _verdicts.Add((target, verdict));
            if (verdict.Trigger)
            {
                _part.Add((target.Target, verdict.Vector.Code));
                _attacked.Add(target.Target);
            }
        }
    }

    /// <summary>Some vector triggered on the address in this minute.</summary>
    public bool IsAttacked(IpAddress target) => _attacked.Contains(target);

    /// <summary>Remembers which vectors triggered in the minute before, if it is the minute before.</summary>
    public void Follow(JudgedMinute? before)
    {
        if (before is not null && before.Window.Minute == Window.Minute - 1)
        {
            _partBefore = before.Triggered();
        }
    }

    /// <summary>A minute under the threshold belongs to the attack when the same vector triggered on the target in the minute before or after.</summary>
    public void DecideEdges(JudgedMinute? next)
    {
        HashSet<(IpAddress, byte)> after = next is not null && next.Window.Minute == Window.Minute + 1 ? next.Triggered() : [];
        foreach ((TargetMinute target, VectorVerdict verdict) in _verdicts)
        {
            (IpAddress, byte) key = (target.Target, verdict.Vector.Code);
            if (!verdict.Trigger && (_partBefore.Contains(key) || after.Contains(key)))
            {
                _part.Add(key);
            }
        }
    }

    /// <summary>Near-triggers that were judged no attack: what baselines learn from.</summary>
    public IEnumerable<(IpAddress Target, byte Code, long Packets, long Octets)> Quiet() => _verdicts
        .Where(one => !one.Verdict.Trigger)
        .Select(one => (one.Target.Target, one.Verdict.Vector.Code, one.Verdict.Records.Sum(record => record.Packets), one.Verdict.Records.Sum(record => record.Octets)));

    private HashSet<(IpAddress, byte)> Triggered() =>
        _verdicts.Where(one => one.Verdict.Trigger).Select(one => (one.Target.Target, one.Verdict.Vector.Code)).ToHashSet();
}
