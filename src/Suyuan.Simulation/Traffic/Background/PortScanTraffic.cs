using Suyuan.Model;
using Suyuan.Simulation.Randomness;
using Suyuan.Simulation.Worlds;

namespace Suyuan.Simulation.Traffic.Background;

/// <summary>Scanners outside: most try a few ports on every address inside, one in five every port of one address.</summary>
internal sealed class PortScanTraffic(BackgroundPlan plan, uint sampling, SeededGenerator random) : PlannedSessions(plan, s_sizes, sampling, random)
{
    private const long HourMs = 3_600_000;

    private static readonly ushort[] s_ports = [22, 23, 80, 443, 445, 1433, 2323, 3389, 5555, 6379, 8080, 8443];

    // Silence; a reset; an open port, and the scanner's reset.
    private static readonly SizeClass[] s_sizes = [new(1, 0.8), new(2, 0.17), new(3, 0.03)];

    protected override Session Open(long start, int packets)
    {
        IpAddress scanner = Any(Plan.Outside);
        bool vertical = SeededGenerator.Mix(scanner.Fold()) % 5 == 0;
        IpAddress target = vertical
            ? Plan.Inside[(int)(SeededGenerator.Mix(scanner.Fold() ^ (ulong)(start / HourMs)) % (ulong)Plan.Inside.Count)]
            : Scanned();
        ushort port = vertical ? (ushort)Random.Between(1, 65_535) : s_ports[Random.Below(s_ports.Length)];
        return Inward(start, Random.Between(5, 200), packets, scanner, target, port);
    }

    protected override SampledPacket Packet(in Session session, int index)
    {
        SampledPacket packet = session.Shell(index != 1, Protocols.Tcp);
        packet.TcpFlags = (byte)(index switch
        {
            0 => TcpFlag.Syn,
            1 when session.Packets == 3 => TcpFlag.Syn | TcpFlag.Ack,
            1 => TcpFlag.Rst | TcpFlag.Ack,
            _ => TcpFlag.Rst,
        });
        packet.Length = (ushort)(index == 1 && session.Packets == 3 ? 44 : 40);
        return packet;
    }
}
