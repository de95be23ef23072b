using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using CsvHelper;
using Spectre.Console;
using Suyuan.Reporting;
using Table = Spectre.Console.Table;

namespace Suyuan.Cli.Output;

/// <summary>One column of a list: its stable name, how a row's value is written, and whether it is a number.</summary>
internal sealed record Column<T>(string Name, Func<T, string> Text, bool Numeric = false);

/// <summary>
/// Writes rows as a table for people, CSV (UTF-8, header row, RFC 4180) or a JSON array. CSV and JSON have the same columns in the same order;
/// empty text is an unknown value, null in JSON. Control characters never leave.
/// </summary>
internal static class Listing
{
    private static readonly JsonWriterOptions s_json = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write<T>(IEnumerable<T> rows, IReadOnlyList<Column<T>> columns, OutputFormat format, TextWriter output, int tableLimit = 200,
        ReportLanguage language = ReportLanguage.English)
    {
        switch (format)
        {
            case OutputFormat.Csv:
                WriteCsv(rows, columns, output);
                break;
            case OutputFormat.Json:
                WriteJson(rows, columns, output);
                break;
            default:
                WriteTable(rows.ToList(), columns, output, tableLimit, new DetailTexts(language));
                break;
        }
    }

    /// <summary>Unix milliseconds as <c>2021-04-01T08:00:00.000Z</c>.</summary>
    public static string Time(long unixMilliseconds) =>
        DateTimeOffset.FromUnixTimeMilliseconds(unixMilliseconds).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Confidence(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);

    private static void WriteCsv<T>(IEnumerable<T> rows, IReadOnlyList<Column<T>> columns, TextWriter output)
    {
        using CsvWriter csv = new(output, CultureInfo.InvariantCulture, leaveOpen: true);
        foreach (Column<T> column in columns)
        {
            csv.WriteField(column.Name);
        }
        csv.NextRecord();
        foreach (T row in rows)
        {
            foreach (Column<T> column in columns)
            {
                csv.WriteField(Printable(column.Text(row)));
            }
            csv.NextRecord();
        }
    }

    private static void WriteJson<T>(IEnumerable<T> rows, IReadOnlyList<Column<T>> columns, TextWriter output)
    {
        using MemoryStream buffer = new();
        using (Utf8JsonWriter json = new(buffer, s_json))
        {
            json.WriteStartArray();
            foreach (T row in rows)
            {
                json.WriteStartObject();
                foreach (Column<T> column in columns)
                {
                    string text = Printable(column.Text(row));
                    json.WritePropertyName(column.Name);
                    if (text.Length == 0)
                    {
                        json.WriteNullValue();
                    }
                    else if (column.Numeric)
                    {
                        json.WriteRawValue(text);
                    }
                    else
                    {
                        json.WriteStringValue(text);
                    }
                }
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        output.WriteLine(System.Text.Encoding.UTF8.GetString(buffer.ToArray()));
    }

    private static void WriteTable<T>(List<T> rows, IReadOnlyList<Column<T>> columns, TextWriter output, int limit, DetailTexts texts)
    {
        Table table = new() { Border = TableBorder.Simple };
        foreach (Column<T> column in columns)
        {
            table.AddColumn(new TableColumn(Markup.Escape(column.Name)) { NoWrap = true, Alignment = column.Numeric ? Justify.Right : Justify.Left });
        }
        foreach (T row in rows.Take(limit))
        {
            table.AddRow(columns.Select(column => Markup.Escape(Printable(column.Text(row)))).ToArray());
        }
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        if (Console.IsOutputRedirected)
        {
            console.Profile.Width = 400;
        }
        console.Write(table);
        output.WriteLine(texts.Rows(Math.Min(rows.Count, limit), rows.Count));
    }

    /// <summary>Some texts come from logs that others wrote: nothing in them may steer the terminal or program that reads a list.</summary>
    private static string Printable(string text) =>
        text.Any(char.IsControl) ? string.Concat(text.Select(letter => char.IsControl(letter) ? '?' : letter)) : text;
}
