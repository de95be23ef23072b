using Suyuan.Model;
using Suyuan.Simulation.Randomness;
using Suyuan.Simulation.Worlds;

namespace Suyuan.Simulation.Traffic.Background;

/// <summary>
/// A number of long flows at any time, each replaced by another when its life is over. A flow is what its number and generation mix to, so
/// nothing need be remembered of it.
/// </summary>
internal abstract class SteadyTraffic(BackgroundPlan plan, int flows, int lifeMinutes, uint sampling, SeededGenerator random) : ITrafficSource
{
    private readonly ulong _key = random.Next();

    protected BackgroundPlan Plan => plan;

    protected SeededGenerator Random => random;

    public void Sample(long minute, List<SampledPacket> packets)
    {
        (long from, long to) = plan.Within(minute);
        if (to <= from)
        {
            return;
        }
        int count = random.Poisson(plan.PacketsPerSecond * plan.LevelAt(minute) * (to - from) / 1000 / sampling);
        for (int index = 0; index < count; index++)
        {
            int flow = random.Below(flows);
            // Each flow ends at a minute of its own.
            long offset = (long)(SeededGenerator.Mix(_key ^ (uint)flow) % (ulong)lifeMinutes);
            long generation = (minute + offset) / lifeMinutes;
            packets.Add(Packet(flow, SeededGenerator.Mix(_key ^ ((ulong)generation << 24) ^ (uint)flow)) with { Time = from + random.Below((int)(to - from)) });
        }
    }

    /// <param name="flow">0 to the number of flows.</param>
    /// <param name="id">64 bits that all packets of the flow share.</param>
    protected abstract SampledPacket Packet(int flow, ulong id);

    protected static IpAddress Of(IReadOnlyList<IpAddress> hosts, ulong id) => hosts[(int)(id % (ulong)hosts.Count)];

    protected static ushort HighPort(ulong id) => (ushort)(1025 + ((id >> 20) % 64_000));

    /// <param name="outward">From inside to outside.</param>
    protected SampledPacket Shell(bool outward, IpAddress inside, ushort insidePort, IpAddress outside, ushort outsidePort, byte protocol) => new()
    {
        Source = outward ? inside : outside,
        Destination = outward ? outside : inside,
        SourcePort = outward ? insidePort : outsidePort,
        DestinationPort = outward ? outsidePort : insidePort,
        Protocol = protocol,
        Ttl = HopLimit.Of(outward ? inside : outside),
        Input = outward ? plan.Near : plan.Far,
        Output = outward ? plan.Far : plan.Near,
    };
}
