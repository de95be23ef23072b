using Suyuan.Simulation.Randomness;
using Suyuan.Simulation.Worlds;

namespace Suyuan.Simulation.Traffic.Background;

/// <summary>Clients that ask resolvers outside: one small question, one small answer.</summary>
internal sealed class DnsTraffic(BackgroundPlan plan, uint sampling, SeededGenerator random) : PlannedSessions(plan, [new SizeClass(2, 1)], sampling, random)
{
    protected override Session Open(long start, int packets) => Outward(start, Random.Between(4, 120), packets, Busy(Plan.Inside), Busy(Plan.Outside), 53);

    protected override SampledPacket Packet(in Session session, int index) => index == 0 ? Udp(session, true, 56, 90) : Udp(session, false, 80, 480);
}
