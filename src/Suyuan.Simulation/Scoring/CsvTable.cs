using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using Suyuan.Model;

namespace Suyuan.Simulation.Scoring;

/// <summary>A CSV file with a header row (RFC 4180), read by the columns' names.</summary>
internal static class CsvTable
{
    public static List<T> Read<T>(string path, Func<CsvRow, T> read)
    {
        if (!File.Exists(path))
        {
            throw new TruthFileException($"{path} is missing; a truth folder holds events.csv, resources.csv, participations.csv and components.csv");
        }
        CsvConfiguration format = new(CultureInfo.InvariantCulture)
        {
            TrimOptions = TrimOptions.Trim,
            PrepareHeaderForMatch = header => header.Header.Trim().ToLowerInvariant(),
            MissingFieldFound = null,
        };
        using StreamReader reader = new(path);
        using CsvReader csv = new(reader, format);
        List<T> rows = [];
        try
        {
            if (!csv.Read() || !csv.ReadHeader())
            {
                throw new TruthFileException($"{path}: empty; its first line must name the columns");
            }
            CsvRow row = new(csv, path);
            while (csv.Read())
            {
                rows.Add(read(row));
            }
        }
        catch (CsvHelperException error)
        {
            throw new TruthFileException($"{path}:{csv.Parser.RawRow}: not CSV: {error.Message.Split('\n')[0].Trim()}", error);
        }
        return rows;
    }
}

/// <summary>The row being read. Empty text = unknown.</summary>
internal sealed class CsvRow(CsvReader csv, string path)
{
    public string Text(string column) => csv.TryGetField(column, out string? text) ? text ?? "" : "";

    public string Needed(string column) => Text(column) is { Length: > 0 } text ? text : throw Bad(column, "is empty, or there is no such column");

    /// <summary>Null where empty. A fraction is cut off.</summary>
    public long? Number(string column) => Text(column) switch
    {
        "" => null,
        string text when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long whole) => whole,
        string text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number is >= 0 and < long.MaxValue => (long)number,
        _ => throw Bad(column, "is not a number"),
    };

    /// <summary>RFC 3339, with any number of decimals or none; UTC where no offset is told. Unix ms.</summary>
    public long Time(string column) =>
        DateTimeOffset.TryParse(Needed(column), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
            ? time.ToUnixTimeMilliseconds()
            : throw Bad(column, "is not a time such as 2021-04-01T08:00:00.000Z");

    public IpAddress Address(string column) => IpAddress.TryParse(Needed(column), out IpAddress address) ? address : throw Bad(column, "is not an address");

    public IpPrefix Target(string column) =>
        IpPrefix.TryParse(Needed(column), out IpPrefix target) ? target : throw Bad(column, "is not an address, or a prefix without host bits");

    /// <summary>An exporter's key: addresses in one spelling.</summary>
    public string Exporter(string column) => Text(column) is string text && IpAddress.TryParse(text, out IpAddress address) ? address.ToString() : Text(column);

    public TruthFileException Bad(string column, string what) => new($"{path}:{csv.Parser.RawRow}: {column} '{Text(column)}' {what}");
}

/// <summary>A truth folder cannot be read; the message names file and line.</summary>
public sealed class TruthFileException : IOException
{
    public TruthFileException()
    {
    }

    public TruthFileException(string message)
        : base(message)
    {
    }

    public TruthFileException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
