using Suyuan.Model;
using Suyuan.Simulation.Randomness;
using Suyuan.Simulation.Worlds;

namespace Suyuan.Simulation.Traffic.Background;

/// <summary>Victims of floods elsewhere answer the forged addresses, ours among them: SYN-ACK, RST, ICMP errors from real hosts that nobody here asked.</summary>
internal sealed class BackscatterTraffic(BackgroundPlan plan, uint sampling, SeededGenerator random)
    : PlannedSessions(plan, [new SizeClass(1, 1)], sampling, random)
{
    /// <summary>An attack's length, and how many go on at a time.</summary>
    private const long SpellMs = 600_000;
    private const int AtOnce = 3;

    private static readonly AttackVector[] s_floods = [VectorCatalog.SynFlood, VectorCatalog.SynFlood, VectorCatalog.AckFlood, VectorCatalog.UdpFlood, VectorCatalog.IcmpFlood];

    protected override Session Open(long start, int packets)
    {
        ulong turn = SeededGenerator.Mix((ulong)(((start / SpellMs) * AtOnce) + Random.Below(AtOnce)));
        IpAddress victim = Plan.Outside[(int)(turn % (ulong)Plan.Outside.Count)];
        return Inward(start, 1, 1, victim, AddressPlan.AnyIn(Plan.InsidePrefixes, Random), 0);
    }

    protected override SampledPacket Packet(in Session session, int index)
    {
        SampledPacket packet = session.Shell(true, Protocols.Tcp);
        AttackVector flood = s_floods[SeededGenerator.Mix(session.Client.Fold()) % (ulong)s_floods.Length];
        VictimAnswer.Fill(ref packet, flood, PacketShape.PortOf(flood, session.Client), Random);
        return packet;
    }
}
