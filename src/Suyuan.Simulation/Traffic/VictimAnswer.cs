using Suyuan.Model;
using Suyuan.Simulation.Randomness;

namespace Suyuan.Simulation.Traffic;

/// <summary>A victim's answer to a packet of a flood (RFC 9293 §3.10.7, RFC 1122 §3.2.2).</summary>
internal static class VictimAnswer
{
    public static void Fill(ref SampledPacket packet, AttackVector vector, ushort port, SeededGenerator random)
    {
        packet.SourcePort = port;
        packet.DestinationPort = (ushort)random.Between(1024, 65_535);
        packet.Protocol = Protocols.Tcp;
        switch (vector.Token)
        {
            case "syn-flood":
                packet.TcpFlags = random.Chance(0.9) ? (byte)(TcpFlag.Syn | TcpFlag.Ack) : (byte)(TcpFlag.Rst | TcpFlag.Ack);
                packet.Length = (ushort)(random.Chance(0.6) ? 44 : 60);
                break;
            case "ack-flood" or "rst-flood" or "http-flood":
                packet.TcpFlags = TcpFlag.Rst;
                packet.Length = 40;
                break;
            case "icmp-flood":
                packet.Protocol = Protocols.Icmp;
                packet.SourcePort = 0;
                packet.DestinationPort = 0;
                packet.Length = (ushort)random.Between(84, 1052);
                break;
            default:
                // Port unreachable: type 3, code 3, with the head of the packet that caused it.
                packet.Protocol = Protocols.Icmp;
                packet.SourcePort = 0;
                packet.DestinationPort = 0x0303;
                packet.Length = 56;
                break;
        }
    }
}
