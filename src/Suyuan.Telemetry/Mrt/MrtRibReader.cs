using Suyuan.Model;

namespace Suyuan.Telemetry.Mrt;

/// <summary>What was read of a routing table dump.</summary>
/// <param name="Routes">Routes read; of one prefix there is one for each peer and path.</param>
/// <param name="DumpedAt">The latest time of its records; null where there is none.</param>
public sealed record MrtRib(long Routes, DateTimeOffset? DumpedAt, DecodeFaultCounts Faults);

/// <summary>
/// Reads MRT routing table dumps (RFC 6396): TABLE_DUMP and TABLE_DUMP_V2, IPv4 and IPv6 unicast, with several paths too (RFC 8050). A damaged record is
/// counted and passed over; memory is one record, at most <see cref="MaxRecord"/> octets.
/// </summary>
public static class MrtRibReader
{
    /// <summary>A prefix with a thousand peers takes some 100 kB.</summary>
    public const int MaxRecord = 1 << 24;

    internal const int HeaderLength = 12;
    internal const ushort TableDump = 12;
    internal const ushort TableDump2 = 13;
    internal const ushort PeerIndex = 1;

    /// <param name="stream">Decompressed octets.</param>
    public static MrtRib Read(Stream stream, RouteTableBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(routes);
        DecodeFaultCounts faults = new();
        MrtRoutes decoder = new(routes, faults);
        byte[] header = new byte[HeaderLength];
        byte[] record = new byte[1 << 16];
        uint latest = 0;
        while (stream.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) is var read && read > 0)
        {
            WireReader reader = new(header.AsSpan(0, read));
            if (!reader.TryU32(out uint time) || !reader.TryU16(out ushort type) || !reader.TryU16(out ushort subtype) || !reader.TryU32(out uint length))
            {
                faults.Add(DecodeFault.TruncatedHeader);
                break;
            }
            if (length > MaxRecord)
            {
                faults.Add(DecodeFault.LengthBeyondInput);
                break;
            }
            if (length > record.Length)
            {
                record = new byte[length];
            }
            Span<byte> octets = record.AsSpan(0, (int)length);
            if (stream.ReadAtLeast(octets, octets.Length, throwOnEndOfStream: false) < octets.Length)
            {
                faults.Add(DecodeFault.LengthBeyondInput);
                break;
            }
            decoder.Decode(type, subtype, octets);
            latest = Math.Max(latest, time);
        }
        return new MrtRib(decoder.Count, latest > 0 ? DateTimeOffset.FromUnixTimeSeconds(latest) : null, faults);
    }

    /// <summary>A dump begins with a table's first record: no flow export and no capture has such numbers there.</summary>
    internal static bool StartsLikeRib(ReadOnlySpan<byte> first)
    {
        WireReader reader = new(first);
        return reader.TryU32(out _) && reader.TryU16(out ushort type) && reader.TryU16(out ushort subtype) && reader.TryU32(out uint length)
            && length is > 0 and <= MaxRecord
            && (type == TableDump ? subtype is 1 or 2 && StartsLikeEntry(first[HeaderLength..]) : type == TableDump2 && subtype == PeerIndex);

        // View 0 and sequence 0: the first entry of the table.
        static bool StartsLikeEntry(ReadOnlySpan<byte> entry) => entry.Length >= 4 && entry[0] == 0 && entry[1] == 0;
    }
}
