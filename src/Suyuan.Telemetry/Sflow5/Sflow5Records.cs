using System.Buffers.Binary;
using Suyuan.Model;
using Suyuan.Telemetry.Packets;

namespace Suyuan.Telemetry.Sflow5;

/// <summary>
/// The packet of a flow sample: its first octets (raw header), or what the agent read of it (sampled IPv4, sampled IPv6), and what routing knew of it. All
/// other structures, those of other enterprises among them, are passed over by their length.
/// </summary>
internal static class Sflow5Records
{
    // Enterprise 0 in the upper 20 bits.
    private const uint RawHeader = 1;
    private const uint SampledV4 = 3;
    private const uint SampledV6 = 4;
    private const uint ExtendedRouter = 1002;
    private const uint ExtendedGateway = 1003;

    private const int SampledV4Length = 32;
    private const int SampledV6Length = 56;

    /// <summary>Longer than any packet, segmentation offload included; longer ones are claims.</summary>
    private const uint MaxIpLength = 1 << 20;

    /// <param name="octets">The sample's records, one behind the other.</param>
    /// <param name="records">How many the sample announces.</param>
    /// <returns>Why there is no packet.</returns>
    public static DecodeFault TryPacket(ReadOnlySpan<byte> octets, uint records, out SampledPacket packet)
    {
        packet = default;
        WireReader reader = new(octets);
        ReadOnlySpan<byte> raw = default, sampledV4 = default, sampledV6 = default, router = default, gateway = default;
        DecodeFault fault = DecodeFault.NotIp;
        // Each turn takes at least the record's header.
        for (uint record = 0; record < records; record++)
        {
            if (!reader.TryU32(out uint type) || !reader.TryU32(out uint length) || length > reader.Remaining || !reader.TryTake((int)length, out ReadOnlySpan<byte> body))
            {
                fault = DecodeFault.LengthBeyondInput;
                break;
            }
            switch (type)
            {
                case RawHeader:
                    raw = raw.IsEmpty ? body : raw;
                    break;
                case SampledV4:
                    sampledV4 = sampledV4.IsEmpty ? body : sampledV4;
                    break;
                case SampledV6:
                    sampledV6 = sampledV6.IsEmpty ? body : sampledV6;
                    break;
                case ExtendedRouter:
                    router = body;
                    break;
                case ExtendedGateway:
                    gateway = body;
                    break;
                default:
                    break;
            }
        }
        fault = !raw.IsEmpty ? TryRawHeader(raw, out packet.Header) : fault;
        if (fault != DecodeFault.None)
        {
            // What the agent read itself stands in for a header that is missing, or is none that we read.
            fault = !sampledV4.IsEmpty ? TrySampledV4(sampledV4, out packet.Header) : !sampledV6.IsEmpty ? TrySampledV6(sampledV6, out packet.Header) : fault;
        }
        if (fault == DecodeFault.None && !router.IsEmpty)
        {
            SampledWay.AddRouter(router, ref packet);
        }
        if (fault == DecodeFault.None && !gateway.IsEmpty)
        {
            SampledWay.AddGateway(gateway, ref packet);
        }
        return fault;
    }

    /// <summary>Header protocol, frame length, octets stripped, octets kept, and those.</summary>
    private static DecodeFault TryRawHeader(ReadOnlySpan<byte> record, out PacketHeader packet)
    {
        packet = default;
        WireReader reader = new(record);
        if (!reader.TryU32(out uint protocol) || !reader.TryU32(out uint frameLength) || !reader.TryU32(out uint stripped) || !reader.TryU32(out uint kept))
        {
            return DecodeFault.TruncatedHeader;
        }
        if (kept > reader.Remaining || !reader.TryTake((int)kept, out ReadOnlySpan<byte> frame))
        {
            return DecodeFault.LengthBeyondInput;
        }
        int linkType = protocol switch
        {
            1 => LinkType.Ethernet,
            5 => LinkType.FrameRelay,
            7 => LinkType.Ppp,
            11 => LinkType.Ipv4,
            12 => LinkType.Ipv6,
            13 => LinkType.Mpls,
            // Packet over SONET, RFC 2615: PPP in HDLC-like framing.
            14 => LinkType.PppHdlc,
            _ => -1,
        };
        if (linkType < 0)
        {
            return DecodeFault.UnsupportedSample;
        }
        DecodeFault fault = PacketParser.TryParse(frame, linkType, out packet);
        if (fault is not (DecodeFault.None or DecodeFault.CutByCapture))
        {
            return fault;
        }
        int at = LinkLayer.FindIp(frame, linkType);
        if (packet.Family == AddressFamily.V4 && BinaryPrimitives.ReadUInt16BigEndian(frame[(at + 2)..]) == 0)
        {
            // Segmentation offload on the sampling host: the frame's length tells instead.
            packet.IpLength = (int)Math.Clamp((long)frameLength - stripped - at, packet.IpLength, MaxIpLength);
        }
        return DecodeFault.None;
    }

    /// <summary>IP length, protocol, addresses, ports, TCP flags, type of service.</summary>
    private static DecodeFault TrySampledV4(ReadOnlySpan<byte> record, out PacketHeader packet)
    {
        packet = default;
        if (record.Length < SampledV4Length)
        {
            return DecodeFault.TruncatedHeader;
        }
        packet.Family = AddressFamily.V4;
        packet.SourceV4 = BinaryPrimitives.ReadUInt32BigEndian(record[8..]);
        packet.DestinationV4 = BinaryPrimitives.ReadUInt32BigEndian(record[12..]);
        SetSampled(record, record[16..], ref packet);
        return DecodeFault.None;
    }

    private static DecodeFault TrySampledV6(ReadOnlySpan<byte> record, out PacketHeader packet)
    {
        packet = default;
        if (record.Length < SampledV6Length)
        {
            return DecodeFault.TruncatedHeader;
        }
        packet.Family = AddressFamily.V6;
        packet.SourceV6 = BinaryPrimitives.ReadUInt128BigEndian(record[8..]);
        packet.DestinationV6 = BinaryPrimitives.ReadUInt128BigEndian(record[24..]);
        SetSampled(record, record[40..], ref packet);
        return DecodeFault.None;
    }

    /// <param name="transport">From the source port on; every field takes four octets.</param>
    private static void SetSampled(ReadOnlySpan<byte> record, ReadOnlySpan<byte> transport, ref PacketHeader packet)
    {
        packet.IpLength = (int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(record), MaxIpLength);
        packet.Protocol = record[7];
        packet.Tos = transport[15];
        packet.Fields = FlowFields.Tos | FlowFields.Length;
        if (packet.Protocol is 6 or 17 or 33 or 132 or 136)
        {
            packet.SourcePort = BinaryPrimitives.ReadUInt16BigEndian(transport[2..]);
            packet.DestinationPort = BinaryPrimitives.ReadUInt16BigEndian(transport[6..]);
            packet.Fields |= FlowFields.Ports;
        }
        if (packet.Protocol == 6)
        {
            packet.TcpFlags = transport[11];
            packet.Fields |= FlowFields.TcpFlags;
        }
    }
}
