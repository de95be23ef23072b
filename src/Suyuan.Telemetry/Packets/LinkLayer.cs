using System.Buffers.Binary;

namespace Suyuan.Telemetry.Packets;

/// <summary>Finds the IP packet in a frame: the octets before it belong to the link, tags and labels.</summary>
internal static class LinkLayer
{
    private const ushort Ipv4 = 0x0800;
    private const ushort Ipv6 = 0x86DD;

    /// <summary>VLAN tags, labels and PPPoE headers stack; more than this is an attack on the parser.</summary>
    private const int MaxStack = 16;

    /// <returns>Offset of the IP header; −1 when the frame holds none, −2 when it is cut before it.</returns>
    public static int FindIp(ReadOnlySpan<byte> frame, int linkType) => linkType switch
    {
        LinkType.Ethernet => FromEtherType(frame, 12),
        LinkType.Raw or LinkType.RawBsd or LinkType.RawOpenBsd or LinkType.Ipv4 or LinkType.Ipv6 => frame.IsEmpty ? -2 : 0,
        LinkType.Mpls => FromLabels(frame, 0),
        LinkType.LinuxSll => FromEtherType(frame, 14),
        LinkType.LinuxSll2 => FromSll2(frame),
        LinkType.Null or LinkType.Loop => FromLoopback(frame),
        LinkType.Ppp or LinkType.PppHdlc => FromPpp(frame, frame is [0xFF, 0x03, ..] ? 2 : 0),
        LinkType.CiscoHdlc => FromEtherType(frame, 2),
        LinkType.FrameRelay => FromFrameRelay(frame),
        LinkType.Nflog => FromNflog(frame),
        _ => -1,
    };

    /// <summary>Follows IEEE 802.1Q, 802.1ad, MPLS (RFC 3032) and PPPoE (RFC 2516) from an EtherType field on.</summary>
    private static int FromEtherType(ReadOnlySpan<byte> frame, int at)
    {
        for (int depth = 0; depth < MaxStack; depth++)
        {
            if (frame.Length < at + 2)
            {
                return -2;
            }
            ushort type = BinaryPrimitives.ReadUInt16BigEndian(frame[at..]);
            switch (type)
            {
                case Ipv4 or Ipv6:
                    return at + 2;
                case 0x8100 or 0x88A8 or 0x9100 or 0x9200:
                    at += 4;
                    break;
                // IEEE 802.1BR E-tag: 6 octets of tag, then the next type. VN-tag: 4 octets.
                case 0x893F:
                    at += 8;
                    break;
                case 0x8926:
                    at += 6;
                    break;
                case 0x8847 or 0x8848:
                    return FromLabels(frame, at + 2);
                case 0x8864:
                    return FromPpp(frame, at + 8);
                // IEEE 802.3 length: LLC, and SNAP's type where it is there.
                case <= 1500:
                    if (frame.Length < at + 10)
                    {
                        return -1;
                    }
                    if (frame[at + 2] != 0xAA || frame[at + 3] != 0xAA)
                    {
                        return -1;
                    }
                    at += 8;
                    break;
                default:
                    return -1;
            }
        }
        return -1;
    }

    private static int FromLabels(ReadOnlySpan<byte> frame, int at)
    {
        for (int depth = 0; depth < MaxStack; depth++)
        {
            if (frame.Length < at + 5)
            {
                return -2;
            }
            bool bottom = (frame[at + 2] & 1) != 0;
            at += 4;
            if (bottom)
            {
                // No protocol field behind labels: the first nibble tells (RFC 4928 §3); 0 is a pseudowire's control word.
                return (frame[at] >> 4) switch
                {
                    4 or 6 => at,
                    0 => FromEtherType(frame, at + 4 + 12),
                    _ => -1,
                };
            }
        }
        return -1;
    }

    /// <summary>RFC 1661 protocol field, one octet where compressed.</summary>
    private static int FromPpp(ReadOnlySpan<byte> frame, int at)
    {
        if (frame.Length < at + 2)
        {
            return -2;
        }
        if ((frame[at] & 1) != 0)
        {
            return frame[at] is 0x21 or 0x57 ? at + 1 : -1;
        }
        return BinaryPrimitives.ReadUInt16BigEndian(frame[at..]) is 0x0021 or 0x0057 ? at + 2 : -1;
    }

    private static int FromSll2(ReadOnlySpan<byte> frame)
    {
        if (frame.Length < 20)
        {
            return -2;
        }
        ushort type = BinaryPrimitives.ReadUInt16BigEndian(frame);
        return type is Ipv4 or Ipv6 ? 20 : type is 0x8100 or 0x88A8 ? FromEtherType(frame, 22) : -1;
    }

    /// <summary>Address family in the capturing host's byte order; 2 is IPv4, IPv6 is 24, 28 or 30 by system.</summary>
    private static int FromLoopback(ReadOnlySpan<byte> frame)
    {
        if (frame.Length < 4)
        {
            return -2;
        }
        // Some writers put an EtherType in the last two octets instead.
        if (BinaryPrimitives.ReadUInt16BigEndian(frame[2..]) is Ipv4 or Ipv6)
        {
            return 4;
        }
        uint family = BinaryPrimitives.ReadUInt32LittleEndian(frame);
        return (family <= 0xFFFF ? family : BinaryPrimitives.ReverseEndianness(family)) is 2 or 10 or 24 or 28 or 30 ? 4 : -1;
    }

    /// <summary>RFC 2427: two-octet address, control 0x03, NLPID 0xCC (IPv4) or 0x8E (IPv6), or SNAP; Cisco frames carry an EtherType.</summary>
    private static int FromFrameRelay(ReadOnlySpan<byte> frame)
    {
        if (frame.Length < 4)
        {
            return -2;
        }
        return frame[2] == 0x03
            ? frame[3] is 0xCC or 0x8E ? 4 : -1
            : FromEtherType(frame, 2);
    }

    /// <summary>Netlink log: a 4-octet header, then TLVs in host order; type 9 is the packet.</summary>
    private static int FromNflog(ReadOnlySpan<byte> frame)
    {
        int at = 4;
        while (frame.Length >= at + 4)
        {
            int length = BinaryPrimitives.ReadUInt16LittleEndian(frame[at..]);
            int type = BinaryPrimitives.ReadUInt16LittleEndian(frame[(at + 2)..]) & 0x7FFF;
            if (type == 9)
            {
                return at + 4;
            }
            if (length < 4)
            {
                return -1;
            }
            at += (length + 3) & ~3;
        }
        return -2;
    }
}
