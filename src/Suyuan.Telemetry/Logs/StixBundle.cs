using System.Text.Json;
using Suyuan.Model;

namespace Suyuan.Telemetry.Logs;

/// <summary>
/// STIX 2.1 (and 2.0) bundles (OASIS, stix-v2.1-os): indicators whose kill chain phase, type, label or name says command and control, with patterns that compare
/// an address, a domain name, and maybe a destination port. Families are those of the malware that they indicate.
/// </summary>
internal static class StixBundle
{
    private static readonly string[] s_control = ["command-and-control", "command and control", "command_and_control", "c2", "c&c", "cnc", "botnet"];

    public static EvidenceLog Read(Stream stream, string digest, string name)
    {
        EvidenceRows rows = new(digest);
        foreach (JsonItem item in JsonItems.Read(stream))
        {
            if (item.Object is JsonElement root && root.TryGetProperty("objects", out JsonElement objects) && objects.ValueKind == JsonValueKind.Array)
            {
                TakeBundle(objects, name, rows);
            }
            else
            {
                rows.Line = item.Number;
                rows.Lines++;
                rows.Faults.Add(item.Object is null ? item.Fault : DecodeFault.MalformedLine);
            }
        }
        return rows.ToLog();
    }

    private static void TakeBundle(JsonElement objects, string name, EvidenceRows rows)
    {
        Dictionary<string, string> names = new(StringComparer.Ordinal);
        Dictionary<string, string> indicated = new(StringComparer.Ordinal);
        foreach (JsonElement one in objects.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.Object))
        {
            switch (Text(one, "type"))
            {
                case "malware" or "identity" when Text(one, "id") is string id && Text(one, "name") is string called:
                    names[id] = called;
                    break;
                case "relationship" when Text(one, "relationship_type") == "indicates" && Text(one, "source_ref") is string from && Text(one, "target_ref") is string to
                    && to.StartsWith("malware--", StringComparison.Ordinal):
                    indicated.TryAdd(from, to);
                    break;
            }
        }
        foreach (JsonElement one in objects.EnumerateArray())
        {
            // Objects have no lines: they are counted through the bundle.
            rows.Line = ++rows.Lines;
            DecodeFault fault = one.ValueKind != JsonValueKind.Object || Text(one, "type") is not string type ? DecodeFault.MalformedLine
                : type != "indicator" || !IsOfController(one) ? DecodeFault.NotEvidence
                : Take(one, name, names, indicated, rows);
            if (fault != DecodeFault.None)
            {
                rows.Faults.Add(fault);
            }
        }
    }

    private static DecodeFault Take(
        JsonElement indicator, string name, Dictionary<string, string> names, Dictionary<string, string> indicated, EvidenceRows rows)
    {
        if (indicator.TryGetProperty("revoked", out JsonElement revoked) && revoked.ValueKind == JsonValueKind.True)
        {
            return DecodeFault.NotEvidence;
        }
        if (!LogFields.TryTime(Text(indicator, "valid_from"), out DateTimeOffset first)
            || !LogFields.TryTime(Text(indicator, "modified") ?? Text(indicator, "created") ?? Text(indicator, "valid_from"), out DateTimeOffset written)
            || !LogFields.TryNumber(indicator, "confidence", 0, 100, out long? confidence) || Text(indicator, "pattern") is not string pattern)
        {
            return DecodeFault.MalformedLine;
        }
        List<(IpAddress? Address, string? Name, ushort? Port)> values = [.. StixPattern.Values(pattern)];
        if (values.Count == 0)
        {
            return DecodeFault.NotEvidence;
        }
        string feed = Text(indicator, "created_by_ref") is string author && names.TryGetValue(author, out string? called) ? $"stix {called}" : name;
        string? family = Text(indicator, "id") is string id && indicated.TryGetValue(id, out string? malware) ? names.GetValueOrDefault(malware) : null;
        return values.Select(value => rows.Add(new Indicator(
            IndicatorKind.Controller, IndicatorBasis.Feed, value.Address, value.Name, value.Port, "", null, feed, first, written < first ? first : written, 1, family,
            (int?)confidence, rows.Source))).ToArray().Max();
    }

    private static bool IsOfController(JsonElement indicator)
    {
        IEnumerable<string?> words = [Text(indicator, "name"), .. Texts(indicator, "labels"), .. Texts(indicator, "indicator_types"), .. Phases(indicator)];
        return words.Any(word => word is not null && s_control.Any(sign => IsWord(word, sign)));
    }

    /// <summary>The sign stands by itself: "C2 server", not "C2A4".</summary>
    private static bool IsWord(string text, string sign)
    {
        int at = text.IndexOf(sign, StringComparison.OrdinalIgnoreCase);
        return at >= 0 && (at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (at + sign.Length == text.Length || !char.IsLetterOrDigit(text[at + sign.Length]));
    }

    private static IEnumerable<string?> Phases(JsonElement indicator) =>
        indicator.TryGetProperty("kill_chain_phases", out JsonElement phases) && phases.ValueKind == JsonValueKind.Array
            ? phases.EnumerateArray().Where(phase => phase.ValueKind == JsonValueKind.Object).Select(phase => Text(phase, "phase_name")) : [];

    private static IEnumerable<string?> Texts(JsonElement indicator, string field) =>
        indicator.TryGetProperty(field, out JsonElement texts) && texts.ValueKind == JsonValueKind.Array
            ? texts.EnumerateArray().Where(text => text.ValueKind == JsonValueKind.String).Select(LogFields.Text) : [];

    private static string? Text(JsonElement holder, string field) => LogFields.TryText(holder, field, out string? text) ? text : null;
}
