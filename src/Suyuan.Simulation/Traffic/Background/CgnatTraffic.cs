using Suyuan.Model;
using Suyuan.Simulation.Randomness;
using Suyuan.Simulation.Worlds;

namespace Suyuan.Simulation.Traffic.Background;

/// <summary>A carrier-grade NAT: every address of the pool is in use, first and last too, by a log-normal number of people with systems of their own.</summary>
internal sealed class CgnatTraffic : PlannedSessions
{
    /// <summary>Devices behind an address (RFC 7422 §2 reckons with ten to a thousand).</summary>
    private const uint Devices = 64;

    private static readonly SizeClass[] s_sizes = [new(2, 0.3), new(14, 0.4), new(80, 0.25), new(2_000, 0.05)];
    private readonly double[] _cumulative;

    public CgnatTraffic(BackgroundPlan plan, uint sampling, SeededGenerator random)
        : base(plan, s_sizes, sampling, random)
    {
        _cumulative = new double[plan.Inside.Count];
        double sum = 0;
        for (int index = 0; index < _cumulative.Length; index++)
        {
            sum += random.LogNormal(1);
            _cumulative[index] = sum;
        }
    }

    protected override Session Open(long start, int packets)
    {
        int index = Array.BinarySearch(_cumulative, Random.Unit() * _cumulative[^1]);
        IpAddress client = Plan.Inside[Math.Min(index < 0 ? ~index : index + 1, _cumulative.Length - 1)];
        return Outward(start, Random.Between(50, 3000) + (packets * 10), packets, client, Busy(Plan.Outside), (ushort)(packets == 2 ? 53 : 443));
    }

    protected override SampledPacket Packet(in Session session, int index)
    {
        SampledPacket packet = session.Packets == 2
            ? Udp(session, index == 0, 56, 300)
            : TcpConversation.Packet(session, index, 0.6, (900, 1500), (52, 700), Random);
        if (packet.Source == session.Client)
        {
            packet.Ttl = HopLimit.Of(session.Client, session.ClientPort % Devices);
        }
        return packet;
    }
}
