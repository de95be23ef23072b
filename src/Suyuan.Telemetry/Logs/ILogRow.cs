using System.Text.Json;

namespace Suyuan.Telemetry.Logs;

/// <summary>One record of a log by its fields' names, whatever it was written in; null = not said.</summary>
internal interface ILogRow
{
    string? this[string field] { get; }
}

/// <summary>A flat JSON object: text as it is, numbers and truths as they are written, arrays of text joined by commas.</summary>
internal sealed class JsonRow(JsonElement line) : ILogRow
{
    public string? this[string field] => line.TryGetProperty(field, out JsonElement value) ? Text(value) : null;

    public static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => LogFields.Text(value),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        JsonValueKind.Array => string.Join(',', value.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.String).Select(LogFields.Text)),
        _ => null,
    };
}

/// <summary>A row of a table with a header; empty and unset cells are not said.</summary>
internal sealed class TableRow(IReadOnlyDictionary<string, int> columns, IReadOnlyList<string> cells, string unset) : ILogRow
{
    public string? this[string field] =>
        columns.TryGetValue(field, out int at) && at < cells.Count && cells[at].Length > 0 && cells[at] != unset ? cells[at] : null;
}
