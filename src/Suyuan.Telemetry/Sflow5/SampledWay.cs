using System.Buffers.Binary;
using Suyuan.Model;

namespace Suyuan.Telemetry.Sflow5;

/// <summary>What routing knew of a sampled packet: extended router data and extended gateway data (sFlow version 5, "Extended Flow Data").</summary>
internal static class SampledWay
{
    /// <summary>AS_SET of BGP: no order, so no last one.</summary>
    private const uint UnorderedSet = 1;

    /// <summary>Next hop, prefix lengths of source and destination. What is cut or contradicts itself tells nothing; the packet counts all the same.</summary>
    public static void AddRouter(ReadOnlySpan<byte> record, ref SampledPacket packet)
    {
        WireReader reader = new(record);
        if (!TryNextHop(ref reader, out ReadOnlySpan<byte> nextHop) || !reader.TryU32(out uint source) || !reader.TryU32(out uint destination))
        {
            return;
        }
        SetNextHop(nextHop, ref packet);
        uint most = packet.Header.Family == AddressFamily.V4 ? 32u : 128u;
        if (source <= most && destination <= most)
        {
            (packet.SourcePrefixLength, packet.DestinationPrefixLength) = ((byte)source, (byte)destination);
            packet.Way |= FlowFields.PrefixLengths;
        }
    }

    /// <summary>Next hop (the border router's; the one that the packet goes to next counts before it), the router's AS, the source's, its peer's, the path to the destination.</summary>
    public static void AddGateway(ReadOnlySpan<byte> record, ref SampledPacket packet)
    {
        WireReader reader = new(record);
        if (!TryNextHop(ref reader, out ReadOnlySpan<byte> nextHop) || !reader.TryU32(out _) || !reader.TryU32(out uint source) || !reader.TryU32(out _)
            || !TryOrigin(ref reader, out uint destination))
        {
            return;
        }
        if ((packet.Way & FlowFields.NextHop) == 0)
        {
            SetNextHop(nextHop, ref packet);
        }
        (packet.SourceAs, packet.DestinationAs) = (source, destination);
        packet.Way |= FlowFields.AutonomousSystems;
    }

    /// <summary>The last AS of the path's last segment; 0 where there is no path, or only a set at its end.</summary>
    private static bool TryOrigin(ref WireReader reader, out uint origin)
    {
        origin = 0;
        if (!reader.TryU32(out uint segments))
        {
            return false;
        }
        // Each turn takes at least the segment's header.
        for (uint segment = 0; segment < segments; segment++)
        {
            if (!reader.TryU32(out uint type) || !reader.TryU32(out uint length) || length > reader.Remaining / 4 || !reader.TryTake((int)length * 4, out ReadOnlySpan<byte> path))
            {
                return false;
            }
            origin = path.IsEmpty || (type == UnorderedSet && length > 1) ? 0 : BinaryPrimitives.ReadUInt32BigEndian(path[^4..]);
        }
        return true;
    }

    /// <summary>Unknown, IPv4 or IPv6, then as many octets.</summary>
    private static bool TryNextHop(ref WireReader reader, out ReadOnlySpan<byte> address)
    {
        address = default;
        return reader.TryU32(out uint type) && type <= 2 && reader.TryTake(type switch { 1 => 4, 2 => 16, _ => 0 }, out address);
    }

    /// <summary>An address of zeros is none.</summary>
    private static void SetNextHop(ReadOnlySpan<byte> address, ref SampledPacket packet)
    {
        int length = packet.Header.Family == AddressFamily.V4 ? 4 : 16;
        if (address.Length != length || address.IndexOfAnyExcept((byte)0) < 0)
        {
            return;
        }
        if (length == 4)
        {
            packet.NextHopV4 = BinaryPrimitives.ReadUInt32BigEndian(address);
        }
        else
        {
            packet.NextHopV6 = BinaryPrimitives.ReadUInt128BigEndian(address);
        }
        packet.Way |= FlowFields.NextHop;
    }
}
