using Suyuan.Model;
using Suyuan.Simulation.Randomness;

namespace Suyuan.Simulation.Traffic;

/// <summary>Bots that open real connections, ask once and leave; half of the packets are the target's, which the attack does not count.</summary>
internal sealed class HttpFloodTraffic(AttackPart part, SeededGenerator random)
    : SessionTraffic(part.Stage.PacketsPerSecond * 2.0, s_sizes, part.Exporter.Sampling, random)
{
    private const int SessionMs = 1500;

    // SYN, ACK, GET, ACK, FIN up; SYN-ACK, two of data, ACK, FIN down.
    private static readonly SizeClass[] s_sizes = [new(10, 1)];
    private readonly TargetAddresses _targets = new(part, random);
    private readonly SourceDraw _sources = new(part.Stage.Sources, random);

    protected override (long From, long To) Window(long minute) =>
        (Math.Max(Minute.Start(minute), part.Stage.Start), Math.Min(Minute.End(minute), part.Stage.End - SessionMs));

    protected override double Level(long minute) => 1;

    protected override Session Open(long start, int packets)
    {
        (int host, IpAddress address, _) = _sources.Next();
        IpAddress target = _targets.Any();
        return new Session(
            start, SessionMs, packets, address, (ushort)Random.Between(1024, 65_535), target, PacketShape.PortOf(part.Stage.Vector, target),
            part.Hop.Input, part.Hop.Output, part.FirstLabel + (uint)host);
    }

    protected override SampledPacket Packet(in Session session, int index)
    {
        bool up = index is 0 or 2 or 3 or 6 or 8;
        SampledPacket packet = session.Shell(up, Protocols.Tcp);
        packet.TcpFlags = (byte)(index switch
        {
            0 => TcpFlag.Syn,
            1 => TcpFlag.Syn | TcpFlag.Ack,
            3 or 4 or 5 => TcpFlag.Push | TcpFlag.Ack,
            8 or 9 => TcpFlag.Fin | TcpFlag.Ack,
            _ => TcpFlag.Ack,
        });
        packet.Length = (ushort)(index switch
        {
            3 => Random.Between(220, 700),
            4 or 5 => Random.Between(600, 1500),
            0 or 1 => 60,
            _ => 52,
        });
        return packet;
    }
}
