using System.Globalization;

namespace Suyuan.Enrichment;

/// <summary>Origin AS by range: <c>first,last,AS,organisation</c> with addresses as decimal numbers.</summary>
internal static class AsnCsv
{
    public static (Source<uint, uint> Source, long BadLines) ReadV4(string name, TextReader reader)
    {
        Numbering<uint> systems = new();
        TrackBuilder<uint> ranges = new();
        RangeTextFile file = new(name);
        file.Read(reader, line =>
        {
            bool isRead = TrySplit(line, out ReadOnlySpan<char> first, out ReadOnlySpan<char> last, out uint system);
            if (isRead && uint.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out uint from)
                && uint.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out uint to) && from <= to)
            {
                ranges.Add(from, to, systems.NumberOf(system));
                return true;
            }
            return false;
        });
        return (new Source<uint, uint>(ranges.Build(), systems.Values), file.BadLines);
    }

    public static (Source<ulong, uint> Source, long BadLines) ReadV6(string name, TextReader reader)
    {
        Numbering<uint> systems = new();
        TrackBuilder<ulong> ranges = new();
        RangeTextFile file = new(name);
        file.Read(reader, line =>
        {
            bool isRead = TrySplit(line, out ReadOnlySpan<char> first, out ReadOnlySpan<char> last, out uint system);
            if (isRead && UInt128.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out UInt128 from)
                && UInt128.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out UInt128 to) && from <= to)
            {
                Subnets.Add(ranges, from, to, systems.NumberOf(system));
                return true;
            }
            return false;
        });
        return (new Source<ulong, uint>(ranges.Build(), systems.Values), file.BadLines);
    }

    /// <summary>The organisation is quoted and may hold commas, but stands last.</summary>
    private static bool TrySplit(string line, out ReadOnlySpan<char> first, out ReadOnlySpan<char> last, out uint system)
    {
        first = last = default;
        system = 0;
        int a = line.IndexOf(',', StringComparison.Ordinal);
        int b = a < 0 ? -1 : line.IndexOf(',', a + 1);
        int c = b < 0 ? -1 : line.IndexOf(',', b + 1);
        if (c < 0)
        {
            return false;
        }
        first = line.AsSpan(0, a);
        last = line.AsSpan(a + 1, b - a - 1);
        return uint.TryParse(line.AsSpan(b + 1, c - b - 1), NumberStyles.None, CultureInfo.InvariantCulture, out system);
    }
}
