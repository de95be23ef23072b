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
    private readonly TargetAddresses _targets;

    public FloodTraffic(AttackPart part, SeededGenerator random)
    {
        _part = part;
        _random = random;
        _targets = new TargetAddresses(part, random);
        _shape = new PacketShape(part.Stage.Vector, part.Attack.Target.Address, random);
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
        (int host, IpAddress source, byte ttl) = _sources.Next();
        IpAddress target = _targets.At(time);
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
}
