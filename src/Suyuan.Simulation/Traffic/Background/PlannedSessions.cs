using Suyuan.Model;
using Suyuan.Simulation.Randomness;
using Suyuan.Simulation.Worlds;

namespace Suyuan.Simulation.Traffic.Background;

/// <summary>Conversations after a plan's rate, hours and hosts.</summary>
internal abstract class PlannedSessions(BackgroundPlan plan, ReadOnlySpan<SizeClass> sizes, uint sampling, SeededGenerator random)
    : SessionTraffic(plan.PacketsPerSecond, sizes, sampling, random)
{
    protected BackgroundPlan Plan => plan;

    protected override (long From, long To) Window(long minute) => plan.Within(minute);

    protected override double Level(long minute) => plan.LevelAt(minute);

    /// <summary>Busy hosts are few: rank n·u³, a power law with a long tail.</summary>
    protected IpAddress Busy(IReadOnlyList<IpAddress> hosts)
    {
        double unit = Random.Unit();
        return hosts[(int)(hosts.Count * unit * unit * unit)];
    }

    protected IpAddress Any(IReadOnlyList<IpAddress> hosts) => hosts[Random.Below(hosts.Count)];

    /// <summary>The next address that a scanner tries: any at all, and of IPv6, where nobody lives to try them all, one of a list of known hosts.</summary>
    protected IpAddress Scanned() => plan.InsidePrefixes[0].Address.IsV4 ? AddressPlan.AnyIn(plan.InsidePrefixes, Random) : Any(plan.Inside);

    protected ushort HighPort() => (ushort)Random.Between(1025, 65_535);

    /// <summary>A client inside talks to a server outside.</summary>
    protected Session Outward(long start, int milliseconds, int packets, IpAddress client, IpAddress server, ushort port) =>
        new(start, milliseconds, packets, client, HighPort(), server, port, plan.Near, plan.Far);

    /// <summary>A client outside talks to a server inside.</summary>
    protected Session Inward(long start, int milliseconds, int packets, IpAddress client, IpAddress server, ushort port) =>
        new(start, milliseconds, packets, client, HighPort(), server, port, plan.Far, plan.Near);

    protected SampledPacket Udp(in Session session, bool up, int min, int max) =>
        session.Shell(up, Protocols.Udp) with { Length = (ushort)Random.Between(min, max) };
}
