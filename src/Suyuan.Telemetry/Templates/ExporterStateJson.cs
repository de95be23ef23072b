using System.Text.Json;
using Suyuan.Model;
using Suyuan.Telemetry.Elements;

namespace Suyuan.Telemetry.Templates;

/// <summary>
/// Templates, sampling rates and clocks as JSON: one object per exporter key and observation domain. Fields are written by the names of their columns, so
/// that a later version, which numbers columns otherwise, reads them too.
/// </summary>
internal static class ExporterStateJson
{
    /// <summary>Before the column of a field of the other direction.</summary>
    private const string Reverse = "Reverse";

    public static void Write(Utf8JsonWriter json, TemplateStore store, ExporterTable exporters)
    {
        json.WriteStartObject();
        json.WriteStartArray("templates");
        foreach ((TemplateKey key, FlowTemplate template) in store.All.OrderBy(pair => pair.Key.Exporter).ThenBy(pair => pair.Key.Domain).ThenBy(pair => pair.Key.Id))
        {
            json.WriteStartObject();
            json.WriteString("exporter", exporters.Key(key.Exporter));
            json.WriteNumber("version", key.Version);
            json.WriteNumber("domain", key.Domain);
            json.WriteNumber("id", key.Id);
            json.WriteBoolean("options", template.IsOptions);
            json.WriteNumber("last_used_ms", template.LastUsedMs);
            json.WriteStartArray("fields");
            foreach (TemplateField field in template.Fields)
            {
                json.WriteStringValue(field.IsReverse ? Reverse + field.Column : field.Column.ToString());
                json.WriteNumberValue(field.Length);
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("sampling");
        foreach ((ushort exporter, uint domain, RateScope scope, uint id, uint interval) in store.Sampling.All)
        {
            json.WriteStartObject();
            json.WriteString("exporter", exporters.Key(exporter));
            json.WriteNumber("domain", domain);
            json.WriteString("scope", scope.ToString());
            json.WriteNumber("id", id);
            json.WriteNumber("interval", interval);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("started");
        foreach (((ushort exporter, uint domain), long startedMs) in store.AllStarted)
        {
            json.WriteStartObject();
            json.WriteString("exporter", exporters.Key(exporter));
            json.WriteNumber("domain", domain);
            json.WriteNumber("started_ms", startedMs);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static int Read(JsonElement json, TemplateStore store, ExporterTable exporters)
    {
        int taken = 0;
        foreach (JsonElement row in Rows(json, "templates"))
        {
            if (TryScope(row, exporters, out ushort exporter, out uint domain) && Number(row, "version") is 9 or 10
                && Number(row, "id") is >= 256 and <= ushort.MaxValue && Number(row, "last_used_ms") is long lastUsedMs && TryFields(row, out TemplateField[] fields))
            {
                bool options = row.TryGetProperty("options", out JsonElement flag) && flag.ValueKind == JsonValueKind.True;
                FlowTemplate template = new(fields, options) { LastUsedMs = lastUsedMs };
                TemplateKey key = new(exporter, (ushort)Number(row, "version")!, domain, (ushort)Number(row, "id")!);
                taken += template.MinLength is > 0 and <= ushort.MaxValue && store.TryAdd(key, template) ? 1 : 0;
            }
        }
        foreach (JsonElement row in Rows(json, "sampling"))
        {
            if (TryScope(row, exporters, out ushort exporter, out uint domain)
                && row.TryGetProperty("scope", out JsonElement name) && TryName(name, out RateScope scope)
                && Number(row, "id") is >= 0 and <= uint.MaxValue and long id && Number(row, "interval") is > 0 and <= uint.MaxValue and long interval)
            {
                store.SetSampling(exporter, domain, scope, (uint)id, (uint)interval);
            }
        }
        foreach (JsonElement row in Rows(json, "started"))
        {
            if (TryScope(row, exporters, out ushort exporter, out uint domain) && Number(row, "started_ms") is > 0 and long startedMs)
            {
                store.SetStarted(exporter, domain, startedMs);
            }
        }
        return taken;
    }

    private static IEnumerable<JsonElement> Rows(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out JsonElement rows) && rows.ValueKind == JsonValueKind.Array
            ? rows.EnumerateArray().Where(row => row.ValueKind == JsonValueKind.Object)
            : [];

    private static bool TryScope(JsonElement row, ExporterTable exporters, out ushort exporter, out uint domain)
    {
        (exporter, domain) = (0, 0);
        if (!row.TryGetProperty("exporter", out JsonElement key) || key.ValueKind != JsonValueKind.String || Number(row, "domain") is not (>= 0 and <= uint.MaxValue and long number))
        {
            return false;
        }
        (exporter, domain) = (exporters.Intern(key.GetString()!), (uint)number);
        return exporter != 0;
    }

    /// <summary>Names and lengths in turn.</summary>
    private static bool TryFields(JsonElement row, out TemplateField[] fields)
    {
        fields = [];
        if (!row.TryGetProperty("fields", out JsonElement list) || list.ValueKind != JsonValueKind.Array || list.GetArrayLength() % 2 != 0)
        {
            return false;
        }
        fields = new TemplateField[list.GetArrayLength() / 2];
        for (int index = 0; index < fields.Length; index++)
        {
            JsonElement name = list[2 * index];
            JsonElement length = list[(2 * index) + 1];
            // A column that this version does not know would be read wrongly: the template waits until the exporter repeats it.
            bool isReverse = name.ValueKind == JsonValueKind.String && name.GetString()!.StartsWith(Reverse, StringComparison.Ordinal)
                && name.GetString() != nameof(ElementColumn.ReverseDelay);
            if (!TryName(name, out ElementColumn column, isReverse ? Reverse.Length : 0)
                || length.ValueKind != JsonValueKind.Number || !length.TryGetUInt16(out ushort octets))
            {
                return false;
            }
            fields[index] = new TemplateField(column, octets, isReverse);
        }
        return true;
    }

    private static bool TryName<T>(JsonElement name, out T value, int from = 0)
        where T : struct, Enum
    {
        value = default;
        return name.ValueKind == JsonValueKind.String && Enum.TryParse(name.GetString()![from..], out value) && Enum.IsDefined(value);
    }

    private static long? Number(JsonElement row, string name) =>
        row.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long number) ? number : null;
}
