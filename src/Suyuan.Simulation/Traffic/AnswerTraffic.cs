using Suyuan.Model;
using Suyuan.Simulation.Randomness;
using Suyuan.Simulation.Worlds;

namespace Suyuan.Simulation.Traffic;

/// <summary>What the target sends back to whoever seems to attack it: SYN-ACK, RST or ICMP errors, mostly to forged addresses.</summary>
internal sealed class AnswerTraffic(AttackPart part, SeededGenerator random) : ITrafficSource
{
    private readonly TargetAddresses _targets = new(part, random);
    private readonly SourceDraw _sources = new(part.Stage.Sources, random);

    public void Sample(long minute, List<SampledPacket> packets)
    {
        AttackStage stage = part.Stage;
        long from = stage.OnMilliseconds(Minute.Start(minute));
        long to = stage.OnMilliseconds(Minute.End(minute));
        if (to <= from)
        {
            return;
        }
        int count = random.Poisson(stage.PacketsPerSecond * stage.AnswerShare * (to - from) / 1000.0 / part.Exporter.Sampling);
        for (int index = 0; index < count; index++)
        {
            IpAddress target = _targets.Any();
            SampledPacket packet = new()
            {
                Time = stage.TimeAt(from + random.Below((int)(to - from))),
                Source = target,
                Destination = _sources.Next().Address,
                Ttl = HopLimit.Of(target),
                Input = part.Hop.Output,
                Output = part.Hop.Input,
            };
            VictimAnswer.Fill(ref packet, stage.Vector, PacketShape.PortOf(stage.Vector, part.Attack.Target.Address), random);
            packets.Add(packet);
        }
    }
}
