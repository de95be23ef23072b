using Suyuan.Model;
using Suyuan.Simulation.Randomness;
using Suyuan.Simulation.Worlds;

namespace Suyuan.Simulation.Traffic;

/// <summary>Which addresses of a target are hit: the one, all of a prefix, or so many hosts of it, the same wherever the packets are seen.</summary>
internal sealed class TargetAddresses(AttackPart part, SeededGenerator random)
{
    private readonly IpPrefix _target = part.Attack.Target;
    private readonly long _sweepMs = part.Stage.SweepSeconds * 1000L;
    private readonly IpAddress[] _hosts =
        [.. Enumerable.Range(0, part.Stage.TargetHosts).Select(number => AddressPlan.HostIn(part.Attack.Target, new SeededGenerator((ulong)number, part.Attack.Target.ToString())))];

    /// <summary>At a time: a sweep goes from the first to the last.</summary>
    public IpAddress At(long time)
    {
        if (_sweepMs == 0 || _target.IsHost)
        {
            return Any();
        }
        long into = (time - part.Stage.Start) % _sweepMs;
        return _hosts.Length > 0
            ? _hosts[(int)(into * _hosts.Length / _sweepMs)]
            : new IpAddress(_target.Address.Value + ((UInt128)into * (_target.Last.Value - _target.Address.Value + 1) / (UInt128)_sweepMs));
    }

    public IpAddress Any() => _hosts.Length > 0 ? _hosts[random.Below(_hosts.Length)] : _target.Any(random);
}
