using Suyuan.Model;
using Suyuan.Simulation.Randomness;
using Suyuan.Simulation.Worlds;

namespace Suyuan.Simulation.Traffic.Background;

/// <summary>Peer-to-peer: hosts with one port for all peers, hello and lookup packets by the thousand, pieces both ways.</summary>
internal sealed class PeerTraffic(BackgroundPlan plan, uint sampling, SeededGenerator random) : PlannedSessions(plan, s_sizes, sampling, random)
{
    private static readonly SizeClass[] s_sizes = [new(2, 0.75), new(60, 0.2), new(4_000, 0.05)];

    protected override Session Open(long start, int packets)
    {
        IpAddress own = Busy(Plan.Inside);
        IpAddress peer = Any(Plan.Outside);
        Session session = Outward(start, Random.Between(50, 2000) + (packets * 20), packets, own, peer, PortOf(peer));
        return session with { ClientPort = PortOf(own) };
    }

    protected override SampledPacket Packet(in Session session, int index)
    {
        bool up = session.Packets == 2 ? index == 0 : Random.Chance(0.5);
        return session.Packets == 2 ? Udp(session, up, 95, 330) : Random.Chance(0.6) ? Udp(session, up, 1300, 1480) : Udp(session, up, 48, 80);
    }

    private static ushort PortOf(IpAddress host)
    {
        ulong mix = SeededGenerator.Mix(host.Fold() ^ 0x9000_0000);
        return mix % 5 == 0 ? (ushort)6881 : (ushort)(10_000 + (mix % 50_000));
    }
}
