using Suyuan.Model;
using Suyuan.Simulation.Randomness;
using Suyuan.Simulation.Worlds;

namespace Suyuan.Simulation.Traffic;

/// <summary>A Poisson stream of sampled packets towards the target, as random 1-in-N sampling leaves it.</summary>
internal sealed class FloodTraffic : ITrafficSource
{
    private readonly AttackPart _part;
    private readonly SeededGenerator _random;
    private readonly PacketShape _shape;
    private readonly SourceDraw _sources;
    private readonly uint _targetFirst;
    private readonly uint _targetCount;

    public FloodTraffic(AttackPart part, SeededGenerator random)
    {
        _part = part;
        _random = random;
        _targetFirst = part.Attack.Target.Address.V4;
        _targetCount = part.Attack.Target.Last.V4 - _targetFirst + 1;
        _shape = new PacketShape(part.Stage.Vector, _targetFirst, random);
        _sources = new SourceDraw(part.Stage.Sources, random);
    }

    public void Sample(long minute, List<SampledPacket> packets)
    {
        AttackStage stage = _part.Stage;
        long from = stage.OnMilliseconds(Minute.Start(minute));
        long to = stage.OnMilliseconds(Minute.End(minute));
        if (to <= from)
        {
            return;
        }
        int count = _random.Poisson(stage.PacketsPerSecond * (to - from) / 1000.0 / _part.Exporter.Sampling);
        for (int index = 0; index < count; index++)
        {
            packets.Add(Draw(stage.TimeAt(from + _random.Below((int)(to - from)))));
        }
    }

    private SampledPacket Draw(long time)
    {
        Hop hop = _part.Hop;
        (int host, uint source, byte ttl) = _sources.Next();
        uint target = Target(time);
        bool request = _part.Stage.RequestsTo.Count > 0;
        SampledPacket packet = new()
        {
            Time = time,
            Source = request ? target : source,
            Destination = request ? _part.Stage.RequestsTo[_random.Below(_part.Stage.RequestsTo.Count)] : target,
            Ttl = (byte)(ttl - hop.TtlLoss),
            Input = hop.Input,
            Output = hop.Output,
            Label = _part.FirstLabel + (uint)host,
        };
        if (request)
        {
            _shape.FillRequest(ref packet);
        }
        else
        {
            _shape.Fill(ref packet);
        }
        return packet;
    }

    private uint Target(long time)
    {
        int sweep = _part.Stage.SweepSeconds * 1000;
        if (sweep == 0 || _targetCount == 1)
        {
            return _targetFirst + (_targetCount == 1 ? 0 : _random.Below(_targetCount));
        }
        long into = (time - _part.Stage.Start) % sweep;
        return _targetFirst + (uint)(into * _targetCount / sweep);
    }
}
