using Suyuan.Simulation.Traffic;

namespace Suyuan.Simulation.Encoders;

/// <summary>Ethernet, IP and transport headers of a packet as they would stand on the wire.</summary>
internal sealed class PacketHeader
{
    private readonly OctetWriter _to = new(96);

    /// <returns>Valid until the next call.</returns>
    public ReadOnlySpan<byte> Write(in SampledPacket packet)
    {
        OctetWriter to = _to;
        to.Clear();
        to.U16(0x0200);
        to.U32(packet.Output);
        to.U16(0x0200);
        to.U32(packet.Input);
        int header = packet.Source.IsV4 ? WriteIpv4(packet) : WriteIpv6(packet);
        if (packet.NonInitial)
        {
            to.Zeros(Math.Min(20, packet.Length - header));
        }
        else
        {
            WriteTransport(packet, packet.Length - header);
        }
        return to.Written;
    }

    /// <returns>Octets of the header, extension headers among them.</returns>
    private int WriteIpv4(in SampledPacket packet)
    {
        OctetWriter to = _to;
        to.U16(0x0800);
        to.U8(0x45);
        to.U8(0);
        to.U16(packet.Length);
        to.U16((int)(packet.Time & 0xFFFF));
        to.U16((packet.MoreFragments ? 0x2000 : 0) | packet.FragmentOffset);
        to.U8(packet.Ttl);
        to.U8(packet.Protocol);
        to.U16(0);
        to.Address(packet.Source);
        to.Address(packet.Destination);
        to.PatchU16(24, Ipv4Checksum.Of(to.Written[14..34]));
        return 20;
    }

    /// <summary>RFC 8200 §3, with a fragment header (§4.5) where it is a piece.</summary>
    private int WriteIpv6(in SampledPacket packet)
    {
        const int NextIsFragment = 44;
        OctetWriter to = _to;
        bool piece = packet.MoreFragments || packet.NonInitial;
        to.U16(0x86DD);
        to.U32(0x6000_0000);
        to.U16(packet.Length - 40);
        to.U8(piece ? NextIsFragment : packet.Protocol);
        to.U8(packet.Ttl);
        to.Address(packet.Source);
        to.Address(packet.Destination);
        if (!piece)
        {
            return 40;
        }
        to.U8(packet.Protocol);
        to.U8(0);
        to.U16((packet.FragmentOffset << 3) | (packet.MoreFragments ? 1 : 0));
        to.U32((uint)(packet.Time & uint.MaxValue));
        return 40 + Ipv6Shape.FragmentHeader;
    }

    private void WriteTransport(in SampledPacket packet, int length)
    {
        OctetWriter to = _to;
        switch (packet.Protocol)
        {
            case Protocols.Tcp:
                to.U16(packet.SourcePort);
                to.U16(packet.DestinationPort);
                to.Zeros(8);
                to.U8(0x50);
                to.U8(packet.TcpFlags);
                to.U16(0xFFFF);
                to.Zeros(4);
                break;
            case Protocols.Udp:
                to.U16(packet.SourcePort);
                to.U16(packet.DestinationPort);
                // A fragmented datagram is longer than its first piece; 65,507 is not claimed, the piece's own length is a lower bound.
                to.U16(length);
                // What the checksum covers is cut off; over IPv6 it must be there (RFC 8200 §8.1).
                to.U16(packet.Source.IsV4 ? 0 : 0xFFFF);
                break;
            case Protocols.Gre:
                // RFC 2784 §2: no checksum, IPv4 inside.
                to.U16(0);
                to.U16(0x0800);
                break;
            default:
                to.U16(packet.DestinationPort);
                to.Zeros(6);
                break;
        }
    }
}
