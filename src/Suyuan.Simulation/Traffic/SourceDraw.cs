using Suyuan.Model;
using Suyuan.Simulation.Randomness;
using Suyuan.Simulation.Worlds;

namespace Suyuan.Simulation.Traffic;

/// <summary>Where the next packet of an attack says it comes from.</summary>
internal sealed class SourceDraw
{
    private readonly AttackSources _sources;
    private readonly double[] _cumulative;
    private readonly SeededGenerator _random;

    public SourceDraw(AttackSources sources, SeededGenerator random)
    {
        _sources = sources;
        _random = random;
        IReadOnlyList<WeightedHost> hosts = (sources as HostSources)?.Hosts ?? [];
        _cumulative = new double[hosts.Count];
        double sum = 0;
        for (int index = 0; index < hosts.Count; index++)
        {
            sum += hosts[index].Weight;
            _cumulative[index] = sum;
        }
    }

    /// <returns>The index of a host, 0 for forged sources; address and TTL.</returns>
    public (int Host, IpAddress Address, byte Ttl) Next()
    {
        switch (_sources)
        {
            case HostSources sources:
                double at = _random.Unit() * _cumulative[^1];
                int index = Array.BinarySearch(_cumulative, at);
                index = Math.Min(index < 0 ? ~index : index + 1, _cumulative.Length - 1);
                WeightedHost host = sources.Hosts[index];
                return (index, host.Address, host.Devices == 1 ? HopLimit.Of(host.Address) : HopLimit.Of(host.Address, _random.Below((uint)host.Devices)));
            case SweptSources swept:
                return (0, AddressPlan.AnyIn(swept.Prefixes, _random), swept.Ttl);
            case ForgedSources forged:
                return (0, Forge(forged), forged.Ttl);
            default:
                throw new InvalidOperationException($"no way to draw from {_sources.GetType().Name}");
        }
    }

    private IpAddress Forge(ForgedSources forged)
    {
        while (true)
        {
            IpAddress address = forged.Within.Any(_random);
            if (!forged.AvoidsBogons || !Bogons.Contains(address))
            {
                return address;
            }
        }
    }
}
