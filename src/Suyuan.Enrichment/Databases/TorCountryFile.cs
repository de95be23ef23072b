using System.Globalization;
using System.Net;
using Suyuan.Model;

namespace Suyuan.Enrichment;

/// <summary>Tor's country lists: <c>first,last,CC</c>, IPv4 as decimal numbers, IPv6 as text; <c>#</c> begins comments.</summary>
internal static class TorCountryFile
{
    public static (Source<uint, string> Source, long BadLines) ReadV4(string name, TextReader reader)
    {
        Numbering<string> countries = new();
        TrackBuilder<uint> ranges = new();
        RangeTextFile file = new(name);
        file.Read(reader, line =>
        {
            string[] fields = line.Split(',');
            if (fields.Length == 3 && uint.TryParse(fields[0], NumberStyles.None, CultureInfo.InvariantCulture, out uint from)
                && uint.TryParse(fields[1], NumberStyles.None, CultureInfo.InvariantCulture, out uint to) && from <= to)
            {
                ranges.Add(from, to, countries.NumberOf(fields[2]));
                return true;
            }
            return false;
        });
        return (new Source<uint, string>(ranges.Build(), countries.Values), file.BadLines);
    }

    public static (Source<ulong, string> Source, long BadLines) ReadV6(string name, TextReader reader)
    {
        Numbering<string> countries = new();
        TrackBuilder<ulong> ranges = new();
        RangeTextFile file = new(name);
        file.Read(reader, line =>
        {
            string[] fields = line.Split(',');
            if (fields.Length == 3 && IPAddress.TryParse(fields[0], out IPAddress? from) && IPAddress.TryParse(fields[1], out IPAddress? to))
            {
                UInt128 first = IpAddress.From(from).Value;
                UInt128 last = IpAddress.From(to).Value;
                if (first <= last)
                {
                    Subnets.Add(ranges, first, last, countries.NumberOf(fields[2]));
                    return true;
                }
            }
            return false;
        });
        return (new Source<ulong, string>(ranges.Build(), countries.Values), file.BadLines);
    }

    /// <summary>The date of the comment <c># Generated: Thu, 25 Jun 2026 04:33:59 GMT</c>.</summary>
    public static DateOnly? Generated(IEnumerable<string> lines)
    {
        const string Key = "# Generated:";
        string? line = lines.TakeWhile(l => l.StartsWith('#')).FirstOrDefault(l => l.StartsWith(Key, StringComparison.Ordinal));
        return line is not null
            && DateTimeOffset.TryParseExact(line[Key.Length..].Trim(), "R", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset date)
            ? DateOnly.FromDateTime(date.UtcDateTime)
            : null;
    }
}
