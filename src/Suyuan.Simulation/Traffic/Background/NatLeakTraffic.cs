using Suyuan.Model;
using Suyuan.Simulation.Randomness;
using Suyuan.Simulation.Worlds;

namespace Suyuan.Simulation.Traffic.Background;

/// <summary>Broken translators: packets with private sources (RFC 1918, RFC 6598; RFC 4193) on their way to everywhere, and never an answer.</summary>
internal sealed class NatLeakTraffic(BackgroundPlan plan, uint sampling, SeededGenerator random)
    : PlannedSessions(plan, [new SizeClass(1, 0.5), new SizeClass(3, 0.5)], sampling, random)
{
    protected override Session Open(long start, int packets)
    {
        uint host = Random.NextUInt();
        IpAddress source = !Plan.Outside[0].IsV4
            ? new IpAddress(new UInt128(0xFD00_0000_0000_0000 | ((ulong)(host & 0xFF) << 32), host >> 16))
            : IpAddress.FromV4(Random.Below(10) switch
            {
                < 6 => 0xC0A8_0000 | (host & 0x1FF),
                < 9 => 0x0A00_0000 | (host & 0xFFFF),
                _ => 0x6440_0000 | (host & 0xFFFF),
            });
        return Outward(start, 9000, packets, source, Busy(Plan.Outside), (ushort)(Random.Chance(0.8) ? 443 : 53));
    }

    protected override SampledPacket Packet(in Session session, int index)
    {
        if (session.ServerPort == 53)
        {
            return Udp(session, true, 56, 90);
        }
        // The end of a connection that the translator has forgotten, sent again and again.
        return session.Shell(true, Protocols.Tcp) with { TcpFlags = TcpFlag.Fin | TcpFlag.Ack, Length = 52 };
    }
}
