namespace Suyuan.Enrichment;

/// <summary>
/// ip2region's xdb for IPv4, versions 2 and 3: a 256-octet header, a vector index that a sequential reader does not need, texts,
/// then 14-octet segments (start, end, text length, text offset) in ascending order. Little-endian throughout.
/// </summary>
internal static class XdbFile
{
    private const int HeaderLength = 256;
    private const int SegmentLength = 14;

    public static Source<uint, Region> Read(DatabaseFile file)
    {
        ushort version = file.U16(0);
        if (version is not (2 or 3))
        {
            throw file.Damaged($"version {version} is not one of ip2region's xdb formats 2 and 3");
        }
        if (version == 3 && file.U16(16) == 6)
        {
            throw file.Damaged("it holds IPv6 addresses where IPv4 is expected");
        }
        long first = file.U32(8);
        long last = file.U32(12);
        if (first < HeaderLength || last < first || (last - first) % SegmentLength != 0 || last + SegmentLength != file.Length)
        {
            throw file.Damaged($"the segments from {first} to {last} do not fit a file of {file.Length} octets");
        }
        Dictionary<(uint Offset, ushort Length), int> textNumbers = [];
        List<string> texts = [];
        TrackBuilder<uint> ranges = new();
        for (long at = first; at <= last; at += SegmentLength)
        {
            uint start = file.U32(at);
            uint end = file.U32(at + 4);
            ushort length = file.U16(at + 8);
            uint offset = file.U32(at + 10);
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
            ranges.Add(start, end, number);
        }
        return new Source<uint, Region>(ranges.Build(), Regions(file, texts));
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
            ? new Region(Region.Known(f[0]), Region.Known(f[1]), Region.Known(f[2]), Region.Known(f[3]))
            : new Region(Region.Known(f[0]), Region.Known(f[2]), Region.Known(f[3]), Region.Known(f[4])))];
    }
}
