using System.Text.Json;
using Suyuan.Model;

namespace Suyuan.Telemetry.Logs;

/// <summary>
/// Events and attribute lists of MISP (misp-standard.org, core format): attributes of the types <c>ip-dst</c>, <c>ip-dst|port</c>, <c>domain</c>,
/// <c>hostname</c> and <c>domain|ip</c> of the category "Network activity" that are marked for detection (<c>to_ids</c>): by definition of the types what malware
/// calls. Sources of attacks (<c>ip-src</c>) can be anything and are not taken.
/// </summary>
internal static class MispEvent
{
    private const string GalaxyPrefix = "misp-galaxy:";

    public static EvidenceLog Read(Stream stream, string digest, string name)
    {
        EvidenceRows rows = new(digest);
        foreach (JsonItem item in JsonItems.Read(stream))
        {
            if (item.Object is not JsonElement root)
            {
                rows.Line = item.Number;
                rows.Lines++;
                rows.Faults.Add(item.Fault);
                continue;
            }
            foreach (JsonElement holder in Holders(root))
            {
                TakeEvent(holder, name, rows);
            }
        }
        return rows.ToLog();
    }

    /// <summary>What has attributes: an event, wrapped or not; the answer of a search, of events or of attributes.</summary>
    private static IEnumerable<JsonElement> Holders(JsonElement root)
    {
        JsonElement body = root.TryGetProperty("response", out JsonElement response) ? response : root;
        foreach (JsonElement one in body.ValueKind == JsonValueKind.Array ? body.EnumerateArray().AsEnumerable() : [body])
        {
            if (one.ValueKind == JsonValueKind.Object)
            {
                yield return one.TryGetProperty("Event", out JsonElement found) && found.ValueKind == JsonValueKind.Object ? found : one;
            }
        }
    }

    private static void TakeEvent(JsonElement holder, string name, EvidenceRows rows)
    {
        string feed = holder.TryGetProperty("Orgc", out JsonElement org) && org.ValueKind == JsonValueKind.Object
            && LogFields.TryText(org, "name", out string? organisation) && organisation is not null ? $"misp {organisation}" : name;
        string? family = Family(holder);
        foreach (JsonElement attribute in Members(holder, "Attribute").Concat(Members(holder, "Object").SelectMany(part => Members(part, "Attribute"))))
        {
            // Attributes have no lines: they are counted through the document.
            rows.Line = ++rows.Lines;
            DecodeFault fault = Take(attribute, feed, family, rows);
            if (fault != DecodeFault.None)
            {
                rows.Faults.Add(fault);
            }
        }
    }

    private static JsonElement.ArrayEnumerator Members(JsonElement holder, string name) =>
        holder.ValueKind == JsonValueKind.Object && holder.TryGetProperty(name, out JsonElement members) && members.ValueKind == JsonValueKind.Array
            ? members.EnumerateArray() : default;

    private static DecodeFault Take(JsonElement attribute, string feed, string? family, EvidenceRows rows)
    {
        if (attribute.ValueKind != JsonValueKind.Object || !LogFields.TryText(attribute, "type", out string? type) || type is null
            || !LogFields.TryText(attribute, "value", out string? value) || value is null || !LogFields.TryText(attribute, "category", out string? category))
        {
            return DecodeFault.MalformedLine;
        }
        bool forDetection = attribute.TryGetProperty("to_ids", out JsonElement ids)
            && (ids.ValueKind == JsonValueKind.True || JsonRow.Text(ids) is "1");
        if (!forDetection || category is not (null or "Network activity") || type is not ("ip-dst" or "ip-dst|port" or "domain" or "hostname" or "domain|ip"))
        {
            return DecodeFault.NotEvidence;
        }
        string[] parts = value.Split('|');
        ushort? port = null;
        if (!IndicatorValue.TryParse(parts[^1] is var last && type == "domain|ip" ? last : parts[0], out IpAddress? address, out string? host, out ushort? own)
            || (type == "ip-dst|port" && (parts.Length != 2 || !LogFields.TryPort(parts[1], out port)))
            || !TrySpan(attribute, out DateTimeOffset first, out DateTimeOffset end))
        {
            return DecodeFault.MalformedLine;
        }
        return rows.Add(new Indicator(
            IndicatorKind.Controller, IndicatorBasis.Feed, address, host, port ?? own, "", null, feed, first, end, 1, Family(attribute) ?? family, null, rows.Source));
    }

    /// <summary>First and last sight where the attribute has them, else when it was written.</summary>
    private static bool TrySpan(JsonElement attribute, out DateTimeOffset first, out DateTimeOffset last)
    {
        last = default;
        (string? begins, string? ends) = (Text(attribute, "first_seen"), Text(attribute, "last_seen"));
        if (!(begins is null ? LogFields.TrySeconds(Text(attribute, "timestamp"), out first) : LogFields.TryUtc(begins, out first))
            || (ends is not null && !LogFields.TryUtc(ends, out last)))
        {
            return false;
        }
        last = last < first ? first : last;
        return true;
    }

    private static string? Text(JsonElement attribute, string name) =>
        attribute.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? JsonRow.Text(value) : null;

    /// <summary>A galaxy tag names a family: <c>misp-galaxy:malpedia="Mirai"</c>, <c>misp-galaxy:botnet="Mirai"</c>.</summary>
    private static string? Family(JsonElement holder) => Members(holder, "Tag")
        .Select(tag => tag.ValueKind == JsonValueKind.Object && LogFields.TryText(tag, "name", out string? name) ? name : null)
        .Where(name => name is not null && name.StartsWith(GalaxyPrefix, StringComparison.Ordinal)
            && (name.Contains("malpedia=", StringComparison.Ordinal) || name.Contains("botnet=", StringComparison.Ordinal)))
        .Select(name => name![(name!.IndexOf('=', StringComparison.Ordinal) + 1)..].Trim('"'))
        .FirstOrDefault();
}
