using Suyuan.Model;
using Suyuan.Simulation.Randomness;
using Suyuan.Simulation.Worlds;

namespace Suyuan.Simulation.Traffic;

/// <summary>One stage of an attack at one exporter of its path: a Poisson stream of sampled packets, as random 1-in-N sampling leaves it.</summary>
internal sealed class AttackTraffic : ITrafficSource
{
    private readonly AttackStage _stage;
    private readonly Hop _hop;
    private readonly uint _sampling;
    private readonly SeededGenerator _random;
    private readonly PacketShape _shape;
    private readonly uint _targetFirst;
    private readonly uint _targetCount;
    private readonly double[] _cumulative;

    public AttackTraffic(Attack attack, AttackStage stage, Hop hop, uint sampling, SeededGenerator random)
    {
        _stage = stage;
        _hop = hop;
        _sampling = sampling;
        _random = random;
        _targetFirst = attack.Target.Address.V4;
        _shape = new PacketShape(stage.Vector, _targetFirst, random);
        _targetCount = attack.Target.Last.V4 - _targetFirst + 1;
        IReadOnlyList<WeightedHost> hosts = (stage.Sources as HostSources)?.Hosts ?? [];
        _cumulative = new double[hosts.Count];
        double sum = 0;
        for (int index = 0; index < hosts.Count; index++)
        {
            sum += hosts[index].Weight;
            _cumulative[index] = sum;
        }
        SampledByHost = new long[hosts.Count];
    }

    public AttackStage Stage => _stage;

    public Hop Hop => _hop;

    /// <summary>Packets sampled so far, by index of the stage's hosts.</summary>
    public long[] SampledByHost { get; }

    public long Sampled { get; private set; }

    public long SampledOctets { get; private set; }

    public void Sample(long minute, List<SampledPacket> packets)
    {
        long from = Math.Max(Minute.Start(minute), _stage.Start);
        long to = Math.Min(Minute.End(minute), _stage.End);
        if (to <= from)
        {
            return;
        }
        int count = _random.Poisson(_stage.PacketsPerSecond * (to - from) / 1000.0 / _sampling);
        for (int index = 0; index < count; index++)
        {
            packets.Add(Draw(from + _random.Below((int)(to - from))));
        }
        Sampled += count;
    }

    private SampledPacket Draw(long time)
    {
        (uint source, byte ttl) = DrawSource();
        SampledPacket packet = new()
        {
            Time = time,
            Source = source,
            Destination = _targetFirst + _random.Below(_targetCount),
            Ttl = (byte)(ttl - _hop.TtlLoss),
            Input = _hop.Input,
            Output = _hop.Output,
        };
        _shape.Fill(ref packet);
        SampledOctets += packet.Length;
        return packet;
    }

    private (uint Source, byte Ttl) DrawSource()
    {
        switch (_stage.Sources)
        {
            case HostSources hosts:
                double at = _random.Unit() * _cumulative[^1];
                int index = Array.BinarySearch(_cumulative, at);
                index = Math.Min(index < 0 ? ~index : index + 1, _cumulative.Length - 1);
                SampledByHost[index]++;
                uint address = hosts.Hosts[index].Address;
                return (address, HopLimit.Of(address));
            case SweptSources swept:
                uint first = swept.Prefix.Address.V4;
                return (first + _random.Below(swept.Prefix.Last.V4 - first + 1), swept.Ttl);
            case ForgedSources forged:
                return (_random.NextUInt(), forged.Ttl);
            default:
                throw new InvalidOperationException($"no way to draw from {_stage.Sources.GetType().Name}");
        }
    }
}
