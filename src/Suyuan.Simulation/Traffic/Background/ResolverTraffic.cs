using Suyuan.Simulation.Randomness;
using Suyuan.Simulation.Worlds;

namespace Suyuan.Simulation.Traffic.Background;

/// <summary>
/// A carrier's recursive resolvers and the authoritative servers of the world: large signed answers, many of them in fragments, to few addresses,
/// each to a question that was asked.
/// </summary>
internal sealed class ResolverTraffic(BackgroundPlan plan, uint sampling, SeededGenerator random)
    : PlannedSessions(plan, s_sizes, sampling, random)
{
    // Question and answer; question and an answer in two pieces.
    private static readonly SizeClass[] s_sizes = [new(2, 0.75), new(3, 0.25)];

    protected override Session Open(long start, int packets) => Outward(start, Random.Between(10, 250), packets, Any(Plan.Inside), Busy(Plan.Outside), 53);

    protected override SampledPacket Packet(in Session session, int index)
    {
        if (index == 0)
        {
            return Udp(session, true, 64, 96);
        }
        if (session.Packets == 2)
        {
            // EDNS at 1,232 octets (DNS Flag Day 2020) and what still fits 1,500.
            return Random.Chance(0.5) ? Udp(session, false, 90, 500) : Udp(session, false, 900, 1460);
        }
        SampledPacket piece = Udp(session, false, index == 1 ? 1500 : 120, index == 1 ? 1500 : 900);
        return index == 1
            ? piece with { MoreFragments = true }
            : piece with { NonInitial = true, FragmentOffset = 185, SourcePort = 0, DestinationPort = 0 };
    }
}
