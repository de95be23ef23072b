using System.Text.Json;
using Suyuan.Model;

namespace Suyuan.Telemetry.Logs;

/// <summary>Contacts with controllers from the alerts and DNS answers of Suricata's EVE log (docs.suricata.io, "Eve JSON Format"). Flows are read as flows.</summary>
internal static class SuricataEvidence
{
    /// <summary>Rule class of traffic between a bot and its controller (Suricata's classification.config, <c>command-and-control</c>).</summary>
    private const string ControllerClass = "Malware Command and Control Activity Detected";

    public static EvidenceLog Read(Stream stream, string digest, ControllerNames names)
    {
        EvidenceRows rows = new(digest);
        foreach (JsonItem item in JsonItems.Read(stream))
        {
            string? kind = item.Object is JsonElement found && LogFields.TryText(found, "event_type", out string? text) ? text : null;
            if (kind == SuricataFlows.EventType)
            {
                continue;
            }
            rows.Line = item.Number;
            rows.Lines++;
            DecodeFault fault = item.Object is not JsonElement line ? item.Fault : kind switch
            {
                "alert" => Alert(line, rows),
                "dns" => LookUp(line, rows, names),
                null => DecodeFault.MalformedLine,
                _ => DecodeFault.NotEvidence,
            };
            if (fault != DecodeFault.None)
            {
                rows.Faults.Add(fault);
            }
        }
        return rows.ToLog();
    }

    private static DecodeFault Alert(JsonElement line, EvidenceRows rows)
    {
        if (!line.TryGetProperty("alert", out JsonElement alert) || alert.ValueKind != JsonValueKind.Object
            || !LogFields.TryText(alert, "signature", out string? signature) || !LogFields.TryText(alert, "category", out string? category))
        {
            return DecodeFault.MalformedLine;
        }
        if (!IsOfController(signature ?? "", category, alert))
        {
            return DecodeFault.NotEvidence;
        }
        if (!LogFields.TryText(line, "timestamp", out string? stamp) || !LogFields.TryTime(stamp, out DateTimeOffset time)
            || !LogFields.TryAddress(line, "src_ip", out IpAddress source) || !LogFields.TryAddress(line, "dest_ip", out IpAddress destination)
            || !LogFields.TryNumber(line, "src_port", 0, ushort.MaxValue, out long? from) || !LogFields.TryNumber(line, "dest_port", 0, ushort.MaxValue, out long? to))
        {
            return DecodeFault.MalformedLine;
        }
        bool answer = IsAnswer(line, alert, source);
        return rows.Add(new Indicator(
            IndicatorKind.Controller, IndicatorBasis.Alert, answer ? source : destination, null, (ushort?)(answer ? from : to), "",
            answer ? destination : source, "suricata", time, time, 1, Family(alert) ?? signature, null, rows.Source));
    }

    /// <summary>By rule class, by ATT&amp;CK tactic of the rule's metadata, or by the rule set's name for lists of controllers.</summary>
    private static bool IsOfController(string signature, string? category, JsonElement alert) =>
        category == ControllerClass
        || signature.StartsWith("ET CNC ", StringComparison.Ordinal)
        || signature.Contains(" CnC ", StringComparison.Ordinal)
        || Metadata(alert, "mitre_tactic_name") is "Command_And_Control";

    private static string? Family(JsonElement alert) => Metadata(alert, "malware_family");

    private static string? Metadata(JsonElement alert, string name) =>
        alert.TryGetProperty("metadata", out JsonElement metadata) && metadata.ValueKind == JsonValueKind.Object && metadata.TryGetProperty(name, out JsonElement values)
            ? JsonRow.Text(values) is { Length: > 0 } text ? text.Split(',')[0] : null
            : null;

    /// <summary>The controller sent the packet: the rule says that the receiver is the victim, or the packet went from the server to the client. Bots call, controllers answer.</summary>
    private static bool IsAnswer(JsonElement line, JsonElement alert, IpAddress source)
    {
        if (alert.TryGetProperty("target", out JsonElement target) && target.ValueKind == JsonValueKind.Object && LogFields.TryAddress(target, "ip", out IpAddress victim))
        {
            return victim != source;
        }
        if (LogFields.TryText(line, "direction", out string? direction) && direction is not null)
        {
            return direction == "to_client";
        }
        return line.TryGetProperty("flow", out JsonElement flow) && flow.ValueKind == JsonValueKind.Object
            && LogFields.TryAddress(flow, "src_ip", out IpAddress client) && client != source;
    }

    /// <summary>Answers of version 1 (one record a line) and 2 and 3 (<c>answers</c> as an array of records).</summary>
    private static DecodeFault LookUp(JsonElement line, EvidenceRows rows, ControllerNames names)
    {
        if (!line.TryGetProperty("dns", out JsonElement dns) || dns.ValueKind != JsonValueKind.Object
            || !LogFields.TryText(dns, "rrname", out string? query) || query is null || !names.TryFind(query, out Indicator? known)
            || !LogFields.TryText(dns, "type", out string? type) || type is not ("answer" or "response"))
        {
            return DecodeFault.NotEvidence;
        }
        if (!LogFields.TryText(line, "timestamp", out string? stamp) || !LogFields.TryTime(stamp, out DateTimeOffset time)
            || !LogFields.TryAddress(line, "src_ip", out IpAddress source) || !LogFields.TryAddress(line, "dest_ip", out IpAddress destination)
            || !LogFields.TryNumber(line, "src_port", 0, ushort.MaxValue, out long? port))
        {
            return DecodeFault.MalformedLine;
        }
        IEnumerable<string> answers = dns.TryGetProperty("answers", out JsonElement all) && all.ValueKind == JsonValueKind.Array
            ? all.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.Object).Select(one => LogFields.TryText(one, "rdata", out string? data) ? data ?? "" : "")
            : [LogFields.TryText(dns, "rdata", out string? single) ? single ?? "" : ""];
        // Suricata prints an answer under the flow's direction in some versions, under the packet's in others: the client is not at port 53.
        return ControllerNames.Add(known, answers, port == 53 ? destination : source, time, rows);
    }
}
