using Suyuan.Simulation.Randomness;
using Suyuan.Simulation.Worlds;

namespace Suyuan.Simulation.Traffic.Background;

/// <summary>Pages and downloads: most connections are short, most packets are in the long ones.</summary>
internal sealed class WebTraffic(BackgroundPlan plan, uint sampling, SeededGenerator random) : PlannedSessions(plan, s_sizes, sampling, random)
{
    private static readonly SizeClass[] s_sizes = [new(12, 0.55), new(30, 0.3), new(120, 0.12), new(1_200, 0.028), new(20_000, 0.002)];

    protected override Session Open(long start, int packets) =>
        Outward(start, Random.Between(300, 4000) + (packets * 10), packets, Busy(Plan.Inside), Busy(Plan.Outside), (ushort)(Random.Chance(0.9) ? 443 : 80));

    protected override SampledPacket Packet(in Session session, int index) =>
        TcpConversation.Packet(session, index, 0.6, (900, 1500), (52, 700), Random);
}
