using Suyuan.Model;
using Suyuan.Simulation.Randomness;
using Suyuan.Simulation.Worlds;

namespace Suyuan.Simulation.Traffic;

/// <summary>Ports, flags and lengths of a vector's packets; reflection answers have the sizes of methods.md §3.</summary>
/// <param name="target">Chooses the attacked port: the same wherever the packets are seen and from whomever they come.</param>
internal sealed class PacketShape(AttackVector vector, IpAddress target, SeededGenerator random)
{
    /// <summary>Ports of servers that answer a forged SYN.</summary>
    private static readonly ushort[] s_tcpReflectorPorts = [80, 443, 22, 21, 25, 8080, 179];

    private readonly ReflectionService? _service = vector.Service;
    private readonly ushort _targetPort = PortOf(vector, target);

    /// <summary>Mean octets of a vector's packets, for rates given in bits.</summary>
    /// <param name="host">Any of the family that they are of.</param>
    public static double MeanLength(AttackVector vector, IpAddress host)
    {
        const int Draws = 2000;
        PacketShape shape = new(vector, host, new SeededGenerator(0, "mean length of " + vector.Token));
        long octets = 0;
        for (int draw = 0; draw < Draws; draw++)
        {
            SampledPacket packet = new() { Source = host };
            shape.Fill(ref packet);
            octets += Ipv6Shape.Of(packet).Length;
        }
        return (double)octets / Draws;
    }

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
                Tcp(ref packet, TcpFlag.Syn, random.Chance(0.7) ? 40 : 60);
                break;
            case "ack-flood":
                Tcp(ref packet, TcpFlag.Ack, random.Between(40, 552));
                break;
            case "rst-flood":
                Tcp(ref packet, TcpFlag.Rst, 40);
                break;
            case "http-flood":
                Tcp(ref packet, TcpFlag.Ack | TcpFlag.Push, random.Between(52, 700));
                break;
            case "tcp-reflection":
                packet.SourcePort = s_tcpReflectorPorts[SeededGenerator.Mix(packet.Source.Fold()) % (ulong)s_tcpReflectorPorts.Length];
                packet.DestinationPort = (ushort)random.Between(1024, 65_535);
                Tcp(ref packet, TcpFlag.Syn | TcpFlag.Ack, random.Chance(0.6) ? 44 : 60);
                break;
            case "udp-flood":
                packet.Protocol = Protocols.Udp;
                packet.DestinationPort = (ushort)random.Between(1, 65_535);
                packet.Length = (ushort)random.Between(540, 1052);
                break;
            case "icmp-flood":
                Portless(ref packet, Protocols.Icmp, random.Between(84, 1052));
                packet.DestinationPort = 0x0800;
                break;
            case "gre-flood":
                Portless(ref packet, Protocols.Gre, random.Between(540, 1052));
                break;
            case "other-flood":
                Portless(ref packet, Protocols.Esp, random.Between(60, 1400));
                break;
            case "fragment-flood":
                // Pieces from the middle of datagrams that never had a beginning.
                Portless(ref packet, Protocols.Udp, random.Chance(0.8) ? 1500 : random.Between(60, 1480));
                packet.NonInitial = true;
                packet.MoreFragments = random.Chance(0.7);
                packet.FragmentOffset = (ushort)(185 * random.Between(1, 40));
                break;
            default:
                throw new InvalidOperationException($"no packet shape for {vector.Token}");
        }
    }

    /// <summary>The request that makes a service send its answer to the target: small, from the target's port.</summary>
    public void FillRequest(ref SampledPacket packet)
    {
        packet.SourcePort = _targetPort;
        if (_service is null)
        {
            packet.SourcePort = (ushort)random.Between(1024, 65_535);
            packet.DestinationPort = s_tcpReflectorPorts[SeededGenerator.Mix(packet.Destination.Fold()) % (ulong)s_tcpReflectorPorts.Length];
            Tcp(ref packet, TcpFlag.Syn, 40);
            return;
        }
        packet.Protocol = Protocols.Udp;
        packet.DestinationPort = _service.Ports[0];
        packet.Length = (ushort)(_service.Token switch
        {
            // MON_GETLIST: 8 octets; stats or a get of a planted key; M-SEARCH; an ANY query with EDNS; rootDSE search.
            "ntp" => 36,
            "memcached" => 43,
            "ssdp" => random.Between(118, 132),
            "dns" => random.Between(64, 84),
            "cldap" => 80,
            _ => random.Between(29, 90),
        });
    }

    public static ushort PortOf(AttackVector vector, IpAddress target)
    {
        ulong mix = SeededGenerator.Mix(target.Fold());
        return vector.IsReflection ? (ushort)(1024 + (mix % 64_000)) : (mix & 1) == 0 ? (ushort)80 : (ushort)443;
    }

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
                FillPiece(ref packet, pieces: 3);
                break;
            case "cldap":
                packet.Length = (ushort)random.Between(1420, 1500);
                break;
            case "snmp" or "chargen":
                FillPiece(ref packet, pieces: 2);
                break;
            default:
                LengthRange range = service.HasSignature ? service.Signature[0] : new LengthRange(80, 400);
                packet.Length = (ushort)random.Between(range.Min, Math.Min((int)range.Max, 1500));
                break;
        }
    }

    /// <summary>A large answer leaves as several IP packets, as likely one as the other to be picked; all but the first have no ports.</summary>
    private void FillPiece(ref SampledPacket packet, int pieces)
    {
        int piece = random.Below(pieces);
        packet.MoreFragments = piece < pieces - 1;
        packet.Length = (ushort)(packet.MoreFragments ? 1500 : random.Between(120, 900));
        packet.FragmentOffset = (ushort)(piece * 185);
        if (piece > 0)
        {
            packet.NonInitial = true;
            packet.SourcePort = 0;
            packet.DestinationPort = 0;
        }
    }

    private static void Tcp(ref SampledPacket packet, int flags, int length)
    {
        packet.Protocol = Protocols.Tcp;
        packet.TcpFlags = (byte)flags;
        packet.Length = (ushort)length;
    }

    private static void Portless(ref SampledPacket packet, byte protocol, int length)
    {
        packet.Protocol = protocol;
        packet.SourcePort = 0;
        packet.DestinationPort = 0;
        packet.Length = (ushort)length;
    }
}
