using Suyuan.Simulation.Randomness;
using Suyuan.Simulation.Worlds;

namespace Suyuan.Simulation.Traffic.Background;

/// <summary>Streams of minutes to an hour from few servers: full packets one way, acknowledgements the other.</summary>
internal sealed class VideoTraffic(BackgroundPlan plan, uint sampling, SeededGenerator random) : PlannedSessions(plan, s_sizes, sampling, random)
{
    /// <summary>About 4 Mbit/s.</summary>
    private const int PacketsPerMinute = 30_000;

    private static readonly SizeClass[] s_sizes = [new(6_000, 0.5), new(30_000, 0.3), new(200_000, 0.15), new(1_200_000, 0.05)];

    protected override Session Open(long start, int packets) =>
        Outward(start, (int)Math.Max(5_000, packets * 60_000L / PacketsPerMinute), packets, Busy(Plan.Inside), Busy(Plan.Outside), 443);

    protected override SampledPacket Packet(in Session session, int index) =>
        TcpConversation.Packet(session, index, 0.7, (1400, 1500), (52, 64), Random);
}
