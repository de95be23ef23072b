using Suyuan.Simulation.Traffic;

namespace Suyuan.Simulation.Encoders;

/// <summary>Ethernet, IPv4 and transport headers of a packet as they would stand on the wire.</summary>
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
        to.U16(0x0800);
        to.U8(0x45);
        to.U8(0);
        to.U16(packet.Length);
        to.U16((int)(packet.Time & 0xFFFF));
        to.U16((packet.MoreFragments ? 0x2000 : 0) | packet.FragmentOffset);
        to.U8(packet.Ttl);
        to.U8(packet.Protocol);
        to.U16(0);
        to.U32(packet.Source);
        to.U32(packet.Destination);
        to.PatchU16(24, Ipv4Checksum.Of(to.Written[14..34]));
        if (packet.NonInitial)
        {
            to.Zeros(Math.Min(20, packet.Length - 20));
        }
        else
        {
            WriteTransport(packet);
        }
        return to.Written;
    }

    private void WriteTransport(in SampledPacket packet)
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
                to.U16(packet.Length - 20);
                to.U16(0);
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
