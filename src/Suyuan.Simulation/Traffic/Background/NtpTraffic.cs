using Suyuan.Simulation.Randomness;
using Suyuan.Simulation.Worlds;

namespace Suyuan.Simulation.Traffic.Background;

/// <summary>Time, asked and told in 76 octets each (RFC 5905 §7.3), now and then with a digest; daemons ask from port 123 themselves.</summary>
/// <param name="serversInside">A pool server with clients all over the world, or clients here that ask servers elsewhere.</param>
internal sealed class NtpTraffic(BackgroundPlan plan, uint sampling, SeededGenerator random, bool serversInside)
    : PlannedSessions(plan, [new SizeClass(2, 1)], sampling, random)
{
    private const ushort Port = 123;

    protected override Session Open(long start, int packets)
    {
        Session session = serversInside
            ? Inward(start, Random.Between(4, 200), packets, Any(Plan.Outside), Any(Plan.Inside), Port)
            : Outward(start, Random.Between(4, 200), packets, Busy(Plan.Inside), Busy(Plan.Outside), Port);
        return Random.Chance(0.3) ? session with { ClientPort = Port } : session;
    }

    protected override SampledPacket Packet(in Session session, int index)
    {
        int length = session.Client.Fold() % 50 == 0 ? 96 : 76;
        return Udp(session, index == 0, length, length);
    }
}
