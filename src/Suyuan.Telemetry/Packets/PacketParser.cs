using System.Buffers.Binary;
using Suyuan.Model;

namespace Suyuan.Telemetry.Packets;

/// <summary>
/// Reads the outermost IP header of a packet and the transport header behind it. Tunnels are not descended: their outer header is what routers forward
/// by. Never reads past what was captured.
/// </summary>
public static class PacketParser
{
    private const byte Icmp = 1;
    private const byte Tcp = 6;
    private const byte Udp = 17;
    private const byte Icmpv6 = 58;
    private const byte Dccp = 33;
    private const byte Sctp = 132;
    private const byte UdpLite = 136;

    /// <param name="linkType">LINKTYPE_ value of the capture.</param>
    /// <returns>
    /// <see cref="DecodeFault.None"/>; <see cref="DecodeFault.CutByCapture"/> where addresses are there but ports were cut off (the header is
    /// usable); any other fault means that <paramref name="header"/> is not.
    /// </returns>
    public static DecodeFault TryParse(ReadOnlySpan<byte> frame, int linkType, out PacketHeader header)
    {
        header = default;
        if (!LinkType.IsKnown(linkType))
        {
            return DecodeFault.UnsupportedLinkType;
        }
        int at = LinkLayer.FindIp(frame, linkType);
        if (at < 0)
        {
            return at == -1 ? DecodeFault.NotIp : DecodeFault.TruncatedHeader;
        }
        if (at >= frame.Length)
        {
            return DecodeFault.TruncatedHeader;
        }
        DecodeFault fault = TryParseIp(frame[at..], out header);
        header.TransportOffset += at;
        if (header.PayloadOffset >= 0)
        {
            header.PayloadOffset += at;
        }
        return fault;
    }

    /// <summary>As <see cref="TryParse"/>, from the IP header on.</summary>
    public static DecodeFault TryParseIp(ReadOnlySpan<byte> ip, out PacketHeader header)
    {
        header = default;
        header.PayloadOffset = -1;
        if (ip.IsEmpty)
        {
            return DecodeFault.TruncatedHeader;
        }
        return (ip[0] >> 4) switch
        {
            4 => ParseV4(ip, ref header),
            6 => ParseV6(ip, ref header),
            _ => DecodeFault.MalformedPacket,
        };
    }

    /// <summary>RFC 791 §3.1.</summary>
    private static DecodeFault ParseV4(ReadOnlySpan<byte> ip, ref PacketHeader header)
    {
        if (ip.Length < 20)
        {
            return DecodeFault.TruncatedHeader;
        }
        int headerLength = (ip[0] & 0x0F) * 4;
        if (headerLength < 20)
        {
            return DecodeFault.MalformedPacket;
        }
        int totalLength = BinaryPrimitives.ReadUInt16BigEndian(ip[2..]);
        ushort fragment = BinaryPrimitives.ReadUInt16BigEndian(ip[6..]);
        header.Family = AddressFamily.V4;
        header.Tos = ip[1];
        // Segmentation offload leaves 0 here in captures on the sending host: what was captured is then all that is known.
        header.IpLength = totalLength == 0 ? ip.Length : totalLength;
        header.FragmentId = BinaryPrimitives.ReadUInt16BigEndian(ip[4..]);
        header.Ttl = ip[8];
        header.Protocol = ip[9];
        header.SourceV4 = BinaryPrimitives.ReadUInt32BigEndian(ip[12..]);
        header.DestinationV4 = BinaryPrimitives.ReadUInt32BigEndian(ip[16..]);
        header.Fields = FlowFields.Tos | FlowFields.Ttl | FlowFields.Length | FlowFields.Fragment;
        if ((fragment & 0x3FFF) != 0)
        {
            header.FragmentOffset = (fragment & 0x1FFF) * 8;
            header.MoreFragments = (fragment & 0x2000) != 0;
            header.Fragments = FragmentFlags.Fragment | ((fragment & 0x1FFF) != 0 ? FragmentFlags.NonInitial : FragmentFlags.None);
        }
        if (totalLength != 0 && totalLength < headerLength)
        {
            return DecodeFault.MalformedPacket;
        }
        return ParseTransport(ip, headerLength, ref header);
    }

    /// <summary>RFC 8200 §3, §4: extension headers are walked to the transport header.</summary>
    private static DecodeFault ParseV6(ReadOnlySpan<byte> ip, ref PacketHeader header)
    {
        if (ip.Length < 40)
        {
            return DecodeFault.TruncatedHeader;
        }
        header.Family = AddressFamily.V6;
        header.Tos = (byte)(BinaryPrimitives.ReadUInt16BigEndian(ip) >> 4 & 0xFF);
        header.IpLength = BinaryPrimitives.ReadUInt16BigEndian(ip[4..]) + 40;
        header.Ttl = ip[7];
        header.SourceV6 = BinaryPrimitives.ReadUInt128BigEndian(ip[8..]);
        header.DestinationV6 = BinaryPrimitives.ReadUInt128BigEndian(ip[24..]);
        header.Fields = FlowFields.Tos | FlowFields.Ttl | FlowFields.Length | FlowFields.Fragment;
        byte next = ip[6];
        int at = 40;
        // Each turn moves on by at least eight octets.
        while (next is 0 or 43 or 44 or 51 or 60 or 135 or 139 or 140)
        {
            header.Protocol = next;
            if (ip.Length < at + 8)
            {
                return DecodeFault.CutByCapture;
            }
            if (next == 44)
            {
                ushort fragment = BinaryPrimitives.ReadUInt16BigEndian(ip[(at + 2)..]);
                header.FragmentId = BinaryPrimitives.ReadUInt32BigEndian(ip[(at + 4)..]);
                header.FragmentOffset = fragment & 0xFFF8;
                header.MoreFragments = (fragment & 1) != 0;
                header.Fragments = FragmentFlags.Fragment | ((fragment & 0xFFF8) != 0 ? FragmentFlags.NonInitial : FragmentFlags.None);
                next = ip[at];
                at += 8;
                if ((header.Fragments & FragmentFlags.NonInitial) != 0)
                {
                    break;
                }
            }
            else
            {
                int length = next == 51 ? (ip[at + 1] + 2) * 4 : (ip[at + 1] + 1) * 8;
                next = ip[at];
                at += length;
            }
        }
        header.Protocol = next;
        return ParseTransport(ip, at, ref header);
    }

    private static DecodeFault ParseTransport(ReadOnlySpan<byte> ip, int at, ref PacketHeader header)
    {
        header.TransportOffset = at;
        header.TransportLength = Math.Max(0, header.IpLength - at);
        if ((header.Fragments & FragmentFlags.NonInitial) != 0)
        {
            return DecodeFault.None;
        }
        ReadOnlySpan<byte> rest = ip.Length > at ? ip[at..] : [];
        switch (header.Protocol)
        {
            case Tcp:
                if (!ReadPorts(rest, ref header))
                {
                    return DecodeFault.CutByCapture;
                }
                if (rest.Length < 14)
                {
                    return DecodeFault.CutByCapture;
                }
                header.TcpFlags = rest[13];
                header.Fields |= FlowFields.TcpFlags;
                SetPayload(at + ((rest[12] >> 4) * 4), ip.Length, ref header);
                return DecodeFault.None;
            case Udp or UdpLite:
                if (!ReadPorts(rest, ref header))
                {
                    return DecodeFault.CutByCapture;
                }
                SetPayload(at + 8, ip.Length, ref header);
                return DecodeFault.None;
            case Sctp or Dccp:
                return ReadPorts(rest, ref header) ? DecodeFault.None : DecodeFault.CutByCapture;
            case Icmp or Icmpv6:
                if (rest.Length < 2)
                {
                    return DecodeFault.CutByCapture;
                }
                header.DestinationPort = BinaryPrimitives.ReadUInt16BigEndian(rest);
                header.Fields |= FlowFields.IcmpType;
                return DecodeFault.None;
            default:
                return DecodeFault.None;
        }
    }

    private static bool ReadPorts(ReadOnlySpan<byte> transport, ref PacketHeader header)
    {
        if (transport.Length < 4)
        {
            return false;
        }
        header.SourcePort = BinaryPrimitives.ReadUInt16BigEndian(transport);
        header.DestinationPort = BinaryPrimitives.ReadUInt16BigEndian(transport[2..]);
        header.Fields |= FlowFields.Ports;
        return true;
    }

    /// <summary>The payload ends with the IP packet; octets behind it are Ethernet padding.</summary>
    private static void SetPayload(int offset, int captured, ref PacketHeader header)
    {
        int end = Math.Min(captured, header.IpLength);
        if (offset <= end)
        {
            header.PayloadOffset = offset;
            header.PayloadLength = end - offset;
        }
    }
}
