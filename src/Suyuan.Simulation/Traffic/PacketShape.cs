using Suyuan.Model;
using Suyuan.Simulation.Randomness;

namespace Suyuan.Simulation.Traffic;

/// <summary>Ports, flags and lengths of a vector's packets; reflection answers have the sizes of methods.md §3.</summary>
/// <param name="target">Chooses the attacked port: the same wherever the packets are seen and from whomever they come.</param>
internal sealed class PacketShape(AttackVector vector, uint target, SeededGenerator random)
{
    private readonly ReflectionService? _service = vector.Service;
    private readonly ushort _targetPort = PortOf(vector, SeededGenerator.Mix(target));

    public void Fill(ref SampledPacket packet)
    {
        if (_service is not null)
        {
            FillAnswer(ref packet, _service);
            return;
        }
        packet.SourcePort = (ushort)random.Between(1024, 65_535);
        packet.DestinationPort = _targetPort;
        switch (vector.Token)
        {
            case "syn-flood":
                packet.Protocol = Protocols.Tcp;
                packet.TcpFlags = TcpFlag.Syn;
                packet.Length = (ushort)(random.Chance(0.7) ? 40 : 60);
                break;
            case "ack-flood":
                packet.Protocol = Protocols.Tcp;
                packet.TcpFlags = TcpFlag.Ack;
                packet.Length = (ushort)random.Between(40, 552);
                break;
            case "udp-flood":
                packet.Protocol = Protocols.Udp;
                packet.DestinationPort = (ushort)random.Between(1, 65_535);
                packet.Length = (ushort)random.Between(540, 1052);
                break;
            case "icmp-flood":
                packet.Protocol = Protocols.Icmp;
                packet.SourcePort = 0;
                packet.DestinationPort = 0x0800;
                packet.Length = (ushort)random.Between(84, 1052);
                break;
            default:
                throw new InvalidOperationException($"no packet shape for {vector.Token}");
        }
    }

    private static ushort PortOf(AttackVector vector, ulong mix) =>
        vector.IsReflection ? (ushort)(1024 + (mix % 64_000)) : (mix & 1) == 0 ? (ushort)80 : (ushort)443;

    private void FillAnswer(ref SampledPacket packet, ReflectionService service)
    {
        packet.Protocol = Protocols.Udp;
        packet.SourcePort = service.Ports[0];
        packet.DestinationPort = _targetPort;
        switch (service.Token)
        {
            case "ntp":
                packet.Length = 468;
                break;
            case "memcached":
                packet.Length = 1428;
                break;
            case "ssdp":
                packet.Length = (ushort)random.Between(290, 440);
                break;
            case "dns":
                FillLargeDnsAnswer(ref packet);
                break;
            case "cldap":
                packet.Length = (ushort)random.Between(1420, 1500);
                break;
            default:
                LengthRange range = service.HasSignature ? service.Signature[0] : new LengthRange(80, 400);
                packet.Length = (ushort)random.Between(range.Min, Math.Min((int)range.Max, 1500));
                break;
        }
    }

    /// <summary>A 3 kB answer leaves as three IP packets; two of them have no ports.</summary>
    private void FillLargeDnsAnswer(ref SampledPacket packet)
    {
        int piece = random.Below(3);
        packet.Length = (ushort)(piece < 2 ? 1500 : random.Between(120, 900));
        packet.MoreFragments = piece < 2;
        packet.FragmentOffset = (ushort)(piece * 185);
        if (piece > 0)
        {
            packet.NonInitial = true;
            packet.SourcePort = 0;
            packet.DestinationPort = 0;
        }
    }
}
