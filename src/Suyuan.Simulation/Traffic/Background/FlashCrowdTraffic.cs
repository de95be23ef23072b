using Suyuan.Simulation.Randomness;
using Suyuan.Simulation.Worlds;

namespace Suyuan.Simulation.Traffic.Background;

/// <summary>A ticket sale: everybody, each about as much as the other, opens real connections to one server in the same minutes.</summary>
internal sealed class FlashCrowdTraffic(BackgroundPlan plan, uint sampling, SeededGenerator random) : PlannedSessions(plan, s_sizes, sampling, random)
{
    private static readonly SizeClass[] s_sizes = [new(12, 0.5), new(40, 0.4), new(150, 0.1)];

    // Impatient people come back: reloads make the busiest tenth of clients a few times as busy, no more.
    protected override Session Open(long start, int packets) => Outward(
        start, Random.Between(200, 8000) + (packets * 10), packets, Random.Chance(0.7) ? Any(Plan.Inside) : Plan.Inside[Random.Below((Plan.Inside.Count + 9) / 10)],
        Plan.Outside[0], 443);

    protected override SampledPacket Packet(in Session session, int index) =>
        TcpConversation.Packet(session, index, 0.5, (500, 1500), (52, 900), Random);
}
