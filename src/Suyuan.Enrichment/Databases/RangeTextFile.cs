using System.Globalization;

namespace Suyuan.Enrichment;

/// <summary>A list of ranges read from text, and the lines that could not be read.</summary>
internal sealed class RangeTextFile(string name)
{
    /// <summary>A file with more bad lines than this share is another format, not one with mistakes.</summary>
    private const double MaxBadShare = 0.01;

    public long Lines { get; private set; }

    public long BadLines { get; private set; }

    /// <param name="read">True when a line was understood.</param>
    public void Read(TextReader reader, Func<string, bool> read)
    {
        while (reader.ReadLine() is string line)
        {
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }
            Lines++;
            if (!read(line))
            {
                BadLines++;
            }
        }
        if (Lines == 0 || BadLines > Lines * MaxBadShare)
        {
            throw new AddressDataException(
                string.Create(CultureInfo.InvariantCulture, $"{name} is damaged: {BadLines} of {Lines} lines are not ranges. Fetch the address data again."));
        }
    }
}
