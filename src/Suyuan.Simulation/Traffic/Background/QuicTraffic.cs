using Suyuan.Simulation.Randomness;
using Suyuan.Simulation.Worlds;

namespace Suyuan.Simulation.Traffic.Background;

/// <summary>HTTP/3 from content networks: much UDP from port 443 to many clients (RFC 9000 §14: packets of 1,200 octets and more).</summary>
internal sealed class QuicTraffic(BackgroundPlan plan, uint sampling, SeededGenerator random) : PlannedSessions(plan, s_sizes, sampling, random)
{
    private static readonly SizeClass[] s_sizes = [new(16, 0.6), new(150, 0.3), new(4_000, 0.1)];

    protected override Session Open(long start, int packets) =>
        Outward(start, Random.Between(200, 3000) + (packets * 5), packets, Busy(Plan.Inside), Busy(Plan.Outside), 443);

    protected override SampledPacket Packet(in Session session, int index) =>
        index is 0 or 1 ? Udp(session, index == 0, 1228, 1280) : Random.Chance(0.7) ? Udp(session, false, 1228, 1378) : Udp(session, true, 60, 120);
}
