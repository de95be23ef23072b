namespace Suyuan.Enrichment;

/// <summary>
/// ipv6wry.db: <c>IPDB</c>, then counts; 11-octet index entries (upper 64 bits of the first address, 24-bit record offset), each valid up
/// to the next. Records and strings may be jumps to others (1: the whole record; 2: the first string), which are followed a few times only.
/// </summary>
internal static class Ipv6WryFile
{
    private const int EntryLength = 11;
    private const int MaxJumps = 8;

    public static Source<ulong, Region> Read(DatabaseFile file)
    {
        if (!file.Slice(0, 4).SequenceEqual("IPDB"u8) || file.Octet(6) != 3 || file.Octet(7) != 8)
        {
            throw file.Damaged("it does not begin like an IPDB file with 3-octet offsets and 8-octet addresses");
        }
        ulong count = file.U64(8);
        ulong index = file.U64(16);
        if (count > (ulong)(file.Length / EntryLength) || index > (ulong)file.Length)
        {
            throw file.Damaged($"{count} records from octet {index} on do not fit a file of {file.Length} octets");
        }
        Numbering<Region> regions = new();
        Dictionary<uint, int> numbers = [];
        TrackBuilder<ulong> ranges = new();
        for (long i = 0; i < (long)count; i++)
        {
            long at = (long)index + (i * EntryLength);
            ulong start = file.U64(at);
            ulong end = i + 1 < (long)count ? file.U64(at + EntryLength) : 0;
            if (end <= start && i + 1 < (long)count)
            {
                throw file.Damaged($"index entry {i + 1} does not come after the one before it");
            }
            uint offset = file.U24(at + 8);
            if (!numbers.TryGetValue(offset, out int number))
            {
                number = regions.NumberOf(ReadRegion(file, offset));
                numbers.Add(offset, number);
            }
            ranges.Add(start, i + 1 < (long)count ? end - 1 : ulong.MaxValue, number);
        }
        return new Source<ulong, Region>(ranges.Build(), regions.Values);
    }

    private static Region ReadRegion(DatabaseFile file, long record)
    {
        for (int jumps = 0; file.Octet(record) == 1; jumps++)
        {
            record = jumps < MaxJumps ? file.U24(record + 1) : throw file.Damaged($"the record at octet {record} jumps in circles");
        }
        string place = ReadText(file, record, out long next);
        string network = ReadText(file, next, out _);
        string[] fields = place.Split('\t');
        return new Region(Region.Known(fields[0]), Field(fields, 1), Field(fields, 2), Region.Known(network));
    }

    private static string? Field(string[] fields, int index) => index < fields.Length ? Region.Known(fields[index]) : null;

    /// <param name="next">Where the string after this one begins.</param>
    private static string ReadText(DatabaseFile file, long at, out long next)
    {
        next = at + 4;
        long text = at;
        int jumps = 0;
        while (file.Octet(text) is 1 or 2)
        {
            text = jumps++ < MaxJumps ? file.U24(text + 1) : throw file.Damaged($"the text at octet {at} jumps in circles");
        }
        string result = file.TextToNul(text);
        if (jumps == 0)
        {
            next = at + System.Text.Encoding.UTF8.GetByteCount(result) + 1;
        }
        return result;
    }
}
