using System.Buffers.Binary;

namespace Suyuan.Enrichment;

/// <summary>
/// ip2region's xdb, versions 2 and 3: a 256-octet header, a vector index that a sequential reader does not need, texts, then segments (start, end, text length, text offset)
/// in ascending order, of 14 octets for IPv4 and 38 for IPv6. Little-endian, but IPv6 addresses in network order.
/// </summary>
internal static class XdbFile
{
    private const int HeaderLength = 256;

    /// <summary>Version 2 (IPv4) or 3, with a header that fits its length.</summary>
    public static bool IsOne(DatabaseFile file) => file.Length > HeaderLength && file.U16(0) is 2 or 3 && file.U16(2) <= 2 && file.U32(8) >= HeaderLength && file.U32(12) < file.Length;

    public static bool HoldsV6(DatabaseFile file) => file.U16(0) == 3 && file.U16(16) == 6;

    public static Source<uint, Region> Read(DatabaseFile file)
    {
        TrackBuilder<uint> ranges = new();
        Region[] regions = Segments(file, sizeof(uint), at => (file.U32(at), file.U32(at + 4)), (start, end, number) => ranges.Add((uint)start, (uint)end, number));
        return new Source<uint, Region>(ranges.Build(), regions);
    }

    /// <summary>By /64; of segments that are smaller the last one in a /64 speaks for it.</summary>
    public static Source<ulong, Region> ReadV6(DatabaseFile file)
    {
        TrackBuilder<ulong> ranges = new();
        Region[] regions = Segments(
            file, 16, at => (BinaryPrimitives.ReadUInt64BigEndian(file.Slice(at, 8)), BinaryPrimitives.ReadUInt64BigEndian(file.Slice(at + 16, 8))), ranges.Add);
        return new Source<ulong, Region>(ranges.Build(), regions);
    }

    /// <param name="width">Octets of an address.</param>
    private static Region[] Segments(DatabaseFile file, int width, Func<long, (ulong Start, ulong End)> range, Action<ulong, ulong, int> add)
    {
        ushort version = file.U16(0);
        if (version is not (2 or 3))
        {
            throw file.Damaged($"version {version} is not one of ip2region's xdb formats 2 and 3");
        }
        if (HoldsV6(file) != (width == 16))
        {
            throw file.Damaged(width == 16 ? "it holds IPv4 addresses where IPv6 is expected" : "it holds IPv6 addresses where IPv4 is expected");
        }
        int segment = (2 * width) + 6;
        long first = file.U32(8);
        long last = file.U32(12);
        if (first < HeaderLength || last < first || (last - first) % segment != 0 || last + segment != file.Length)
        {
            throw file.Damaged($"the segments from {first} to {last} do not fit a file of {file.Length} octets");
        }
        Dictionary<(uint Offset, ushort Length), int> textNumbers = [];
        List<string> texts = [];
        for (long at = first; at <= last; at += segment)
        {
            (ulong start, ulong end) = range(at);
            ushort length = file.U16(at + (2 * width));
            uint offset = file.U32(at + (2 * width) + 2);
            if (end < start)
            {
                throw file.Damaged($"the segment at octet {at} ends before it begins");
            }
            if (length == 0)
            {
                continue;
            }
            if (!textNumbers.TryGetValue((offset, length), out int number))
            {
                number = texts.Count;
                textNumbers.Add((offset, length), number);
                texts.Add(file.Text(offset, length));
            }
            add(start, end, number);
        }
        return Regions(file, texts);
    }

    public static DateOnly Created(DatabaseFile file) =>
        DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeSeconds(file.U32(4)).UtcDateTime);

    /// <summary>
    /// <c>country|area|province|city|ISP</c> until 2025, <c>country|province|city|ISP|ISO code</c> since 2026-01; five fields in both, so
    /// the last one decides.
    /// </summary>
    private static Region[] Regions(DatabaseFile file, List<string> texts)
    {
        string[][] fields = [.. texts.Select(t => t.Split('|'))];
        if (Array.Find(fields, f => f.Length != 5) is string[] odd)
        {
            throw file.Damaged($"a text has {odd.Length} fields instead of 5");
        }
        int known = fields.Count(f => Region.Known(f[4]) is not null);
        bool endsInCode = known > 0 && fields.Count(f => f[4] is [>= 'A' and <= 'Z', >= 'A' and <= 'Z']) * 2 > known;
        return [.. fields.Select(f => endsInCode
            ? new Region(Region.Known(f[0]), Region.Known(f[1]), Region.Known(f[2]), Region.Known(f[3]), Region.Known(f[4]))
            : new Region(Region.Known(f[0]), Region.Known(f[2]), Region.Known(f[3]), Region.Known(f[4])))];
    }
}
