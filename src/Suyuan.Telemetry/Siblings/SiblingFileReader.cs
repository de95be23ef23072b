using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Suyuan.Model;
using Suyuan.Telemetry.Files;
using Suyuan.Telemetry.Logs;

namespace Suyuan.Telemetry.Siblings;

/// <summary>What was read of a file of siblings.</summary>
/// <param name="Sha256">Hex, of the file as it lies there.</param>
public sealed record SiblingFile(SiblingTable Siblings, string Sha256, DecodeFaultCounts Faults);

/// <summary>
/// Reads which organisation runs which AS, line by line: CAIDA's AS to Organization data set, as JSON lines or as text with <c># format:</c> lines
/// (https://www.caida.org/catalog/datasets/as-organizations/), and plain lines <c>asn,organisation</c>. The kinds may be mixed; an AS named twice counts as named last.
/// </summary>
public static class SiblingFileReader
{
    /// <summary>Eight times the ASes assigned today.</summary>
    public const int MaxNetworks = 1_000_000;

    /// <summary>Compressed files too.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public static SiblingFile Read(string path)
    {
        using FileStream file = File.OpenRead(path);
        string digest = Convert.ToHexStringLower(SHA256.HashData(file));
        file.Position = 0;
        using OctetStream stream = new(new OctetReader(Decompression.Open(file)));
        (SiblingTable siblings, DecodeFaultCounts faults) = Read(stream);
        return new SiblingFile(siblings, digest, faults);
    }

    public static (SiblingTable Siblings, DecodeFaultCounts Faults) Read(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        DecodeFaultCounts faults = new();
        Dictionary<uint, string> organisations = [];
        Dictionary<string, int>? columns = null;
        using TextLines lines = new(stream);
        while (lines.Read())
        {
            if (lines.IsBlank)
            {
                continue;
            }
            faults.Position = lines.Number;
            DecodeFault fault = lines.TooLong ? DecodeFault.LineTooLong : Take(lines, organisations, ref columns);
            if (fault != DecodeFault.None)
            {
                faults.Add(fault);
            }
        }
        return (new SiblingTable(organisations), faults);
    }

    private static DecodeFault Take(TextLines lines, Dictionary<uint, string> organisations, ref Dictionary<string, int>? columns)
    {
        string line = lines.Line.Span.Trim(" \t\uFEFF").ToString();
        if (line[0] == '#')
        {
            // Other comments change nothing.
            string text = line[1..].Trim();
            columns = text.StartsWith("format:", StringComparison.OrdinalIgnoreCase) ? CsvLine.Columns(text["format:".Length..].Trim().Split('|')) : columns;
            return DecodeFault.None;
        }
        if (line[0] == '{')
        {
            return TakeObject(lines.Line, organisations);
        }
        if (columns is not null)
        {
            return TakeCells(line.Split('|'), columns, organisations);
        }
        return !CsvLine.TrySplit(line, out List<string> cells) || cells.Count < 2 ? DecodeFault.MalformedLine
            // A header may stand above.
            : lines.Number == 1 && cells[0].Equals("asn", StringComparison.OrdinalIgnoreCase) ? DecodeFault.None
            : Add(cells[0], cells[1], organisations);
    }

    private static DecodeFault TakeObject(ReadOnlyMemory<char> line, Dictionary<uint, string> organisations)
    {
        using JsonDocument? document = JsonLines.Parse(line);
        return document is null ? DecodeFault.MalformedLine
            : Text("type") switch
            {
                "ASN" => Add(Text("asn"), Text("organizationId"), organisations),
                // Names and countries: the AS's line has all that is wanted.
                "Organization" => DecodeFault.None,
                null => DecodeFault.MalformedLine,
                _ => DecodeFault.UnknownLineKind,
            };

        string? Text(string name) => document!.RootElement.TryGetProperty(name, out JsonElement value)
            ? value.ValueKind switch { JsonValueKind.String => value.GetString(), JsonValueKind.Number => value.GetRawText(), _ => null }
            : null;
    }

    /// <summary>Lines of ASes begin with one, in a column called <c>aut</c>; those of organisations do not.</summary>
    private static DecodeFault TakeCells(string[] cells, Dictionary<string, int> columns, Dictionary<uint, string> organisations) =>
        !columns.TryGetValue("aut", out int network) || !columns.TryGetValue("org_id", out int organisation) ? DecodeFault.None
        : cells.Length <= Math.Max(network, organisation) ? DecodeFault.MalformedLine
        : Add(cells[network], cells[organisation], organisations);

    private static DecodeFault Add(string? network, string? organisation, Dictionary<uint, string> organisations)
    {
        ReadOnlySpan<char> number = network.AsSpan().Trim();
        if (number.StartsWith("AS", StringComparison.OrdinalIgnoreCase))
        {
            number = number[2..];
        }
        if (!uint.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out uint asn) || asn == 0 || string.IsNullOrWhiteSpace(organisation))
        {
            return DecodeFault.MalformedLine;
        }
        if (organisations.Count >= MaxNetworks && !organisations.ContainsKey(asn))
        {
            return DecodeFault.TooManyRows;
        }
        organisations[asn] = organisation.Trim();
        return DecodeFault.None;
    }
}
