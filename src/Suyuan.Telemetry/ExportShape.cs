using System.Buffers.Binary;
using Suyuan.Telemetry.Netflow5;
using Suyuan.Telemetry.Netflow7;
using Suyuan.Telemetry.Netstream5;

namespace Suyuan.Telemetry;

/// <summary>
/// Tells flow export datagrams from other octets by their structure: lengths and counts must add up to the datagram, so that random payloads and
/// those of attacks are never taken for exports.
/// </summary>
internal static class ExportShape
{
    private const int NetflowHeader9 = 20;
    private const int IpfixHeader = 16;

    /// <summary>Ports that collectors listen on by default or by custom; only there a datagram of a known version that is otherwise broken counts.</summary>
    private static ReadOnlySpan<ushort> CollectorPorts => [2055, 2056, 2100, 4432, 4739, 6343, 9555, 9990, 9991, 9992, 9993, 9995, 9996];

    /// <summary>A whole datagram of NetFlow v5, v7, v9, IPFIX or sFlow v5.</summary>
    public static bool LooksLikeExport(ReadOnlySpan<byte> datagram) =>
        TryDatagramLength(datagram, out int length) && datagram[length..].IndexOfAnyExcept((byte)0) < 0;

    /// <summary>Octets of the export datagram at the start of a buffer that may hold more behind it.</summary>
    public static bool TryDatagramLength(ReadOnlySpan<byte> octets, out int length)
    {
        length = 0;
        if (octets.Length < IpfixHeader)
        {
            return false;
        }
        return BinaryPrimitives.ReadUInt16BigEndian(octets) switch
        {
            5 => FixedRecordDecoder<Netflow5Layout>.TryLength(octets, out length) && length <= octets.Length,
            7 => FixedRecordDecoder<Netflow7Layout>.TryLength(octets, out length) && length <= octets.Length,
            0x8005 => FixedRecordDecoder<EgressLayout>.TryLength(octets, out length) && length <= octets.Length,
            9 => TryNetflow9(octets, out length),
            10 => TryIpfix(octets, out length),
            0 => TrySflow5(octets, out length),
            _ => false,
        };
    }

    /// <summary>The beginning of a file of export datagrams: the first is whole, or as much of it as is there is plausible.</summary>
    public static bool StartsLikeExport(ReadOnlySpan<byte> octets)
    {
        if (TryDatagramLength(octets, out _))
        {
            return true;
        }
        if (!HasVersion(octets) || octets.Length < IpfixHeader)
        {
            return false;
        }
        return octets[1] switch
        {
            5 or 7 => BinaryPrimitives.ReadUInt16BigEndian(octets[2..]) is >= 1 and <= 30 && octets.Length >= 24,
            9 => octets.Length >= NetflowHeader9 + 4 && IsSet(octets[NetflowHeader9..], 0),
            10 => BinaryPrimitives.ReadUInt16BigEndian(octets[2..]) >= IpfixHeader && octets.Length >= IpfixHeader + 4 && IsSet(octets[IpfixHeader..], 2),
            _ => BinaryPrimitives.ReadUInt32BigEndian(octets[4..]) is 1 or 2,
        };

        static bool IsSet(ReadOnlySpan<byte> set, int template)
        {
            int id = BinaryPrimitives.ReadUInt16BigEndian(set);
            return (id == template || id == template + 1 || id >= 256) && BinaryPrimitives.ReadUInt16BigEndian(set[2..]) >= 4;
        }
    }

    /// <summary>Octets of the datagram as its header states them, whether its content agrees or not; only NetFlow v5, v7 and IPFIX state it.</summary>
    public static bool TryStatedLength(ReadOnlySpan<byte> octets, out int length)
    {
        length = 0;
        if (octets is [0, 5, ..])
        {
            return FixedRecordDecoder<Netflow5Layout>.TryLength(octets, out length);
        }
        if (octets is [0x80, 5, ..])
        {
            return FixedRecordDecoder<EgressLayout>.TryLength(octets, out length);
        }
        if (octets is [0, 7, ..])
        {
            return FixedRecordDecoder<Netflow7Layout>.TryLength(octets, out length);
        }
        if (octets is [0, 10, _, _, ..])
        {
            length = BinaryPrimitives.ReadUInt16BigEndian(octets[2..]);
            return length >= IpfixHeader;
        }
        return false;
    }

    /// <summary>Towards a collector's port: the version alone decides.</summary>
    public static bool ClaimsExport(ReadOnlySpan<byte> datagram, ushort port)
    {
        return CollectorPorts.IndexOf(port) >= 0 && datagram.Length >= IpfixHeader && HasVersion(datagram);
    }

    /// <summary>The first octets are the version of an export format that is read.</summary>
    public static bool HasVersion(ReadOnlySpan<byte> datagram) => datagram switch
    {
        [0, 5 or 7 or 9 or 10, ..] or [0x80, 5, ..] => true,
        [0, 0, 0, 5, ..] => true,
        _ => false,
    };

    /// <summary>RFC 3954 §5: no length is given, sets follow one another until something is none.</summary>
    private static bool TryNetflow9(ReadOnlySpan<byte> octets, out int length)
    {
        length = 0;
        if (octets.Length < NetflowHeader9 || BinaryPrimitives.ReadUInt16BigEndian(octets[2..]) == 0)
        {
            return false;
        }
        int at = NetflowHeader9;
        // Each turn takes at least the set's header.
        while (octets.Length - at >= 4)
        {
            ushort id = BinaryPrimitives.ReadUInt16BigEndian(octets[at..]);
            int size = BinaryPrimitives.ReadUInt16BigEndian(octets[(at + 2)..]);
            if (id is >= 2 and < 256 || size < 4)
            {
                break;
            }
            if (size > octets.Length - at)
            {
                return false;
            }
            at += size;
        }
        length = at;
        return at > NetflowHeader9;
    }

    /// <summary>RFC 7011 §3.1: the header gives the length; the sets must fill it.</summary>
    private static bool TryIpfix(ReadOnlySpan<byte> octets, out int length)
    {
        length = BinaryPrimitives.ReadUInt16BigEndian(octets[2..]);
        if (length < IpfixHeader || length > octets.Length)
        {
            return false;
        }
        int at = IpfixHeader;
        while (length - at >= 4)
        {
            ushort id = BinaryPrimitives.ReadUInt16BigEndian(octets[at..]);
            int size = BinaryPrimitives.ReadUInt16BigEndian(octets[(at + 2)..]);
            if (id is < 2 or (> 3 and < 256) || size < 4 || size > length - at)
            {
                return false;
            }
            at += size;
        }
        return true;
    }

    /// <summary>sFlow version 5 (sflow.org, 2004), §5: the samples announced must be there.</summary>
    private static bool TrySflow5(ReadOnlySpan<byte> octets, out int length)
    {
        length = 0;
        if (BinaryPrimitives.ReadUInt32BigEndian(octets) != 5)
        {
            return false;
        }
        uint family = BinaryPrimitives.ReadUInt32BigEndian(octets[4..]);
        int at = family == 1 ? 24 : 36;
        if (family is not (1 or 2) || octets.Length < at + 4)
        {
            return false;
        }
        uint samples = BinaryPrimitives.ReadUInt32BigEndian(octets[at..]);
        at += 4;
        for (uint sample = 0; sample < samples; sample++)
        {
            if (octets.Length - at < 8)
            {
                return false;
            }
            uint size = BinaryPrimitives.ReadUInt32BigEndian(octets[(at + 4)..]);
            if (size > octets.Length - at - 8)
            {
                return false;
            }
            at += 8 + (int)size;
        }
        length = at;
        return samples > 0;
    }
}
