using System.Text.Json;
using Suyuan.Model;

namespace Suyuan.Telemetry.Logs;

/// <summary>
/// Messages of a tracker that listens to controllers (the feed of Fraunhofer FKIE, as IntelMQ documents it): one order to any number of targets. Kinds of
/// controller or of message that are not known are refused: what they mean is not.
/// </summary>
internal static class TrackerFeed
{
    public static EvidenceLog Read(Stream stream, string digest)
    {
        EvidenceRows rows = new(digest);
        foreach (JsonItem item in JsonItems.Read(stream))
        {
            rows.Line = item.Number;
            rows.Lines++;
            DecodeFault fault = item.Object is JsonElement message ? Take(message, rows) : item.Fault;
            if (fault != DecodeFault.None)
            {
                rows.Faults.Add(fault);
            }
        }
        return rows.ToLog();
    }

    private static DecodeFault Take(JsonElement message, EvidenceRows rows)
    {
        if (!LogFields.TryText(message, "cnctype", out string? kind) || !LogFields.TryText(message, "messagetype", out string? type))
        {
            return DecodeFault.MalformedLine;
        }
        if (kind is not "classic_cnc" || type is not "cnc_message")
        {
            return DecodeFault.UnknownLineKind;
        }
        if (!LogFields.TryText(message, "ts", out string? stamp) || !LogFields.TryTime(stamp, out DateTimeOffset time)
            || !message.TryGetProperty("cnc", out JsonElement cnc) || cnc.ValueKind != JsonValueKind.Object
            || !LogFields.TryAddress(cnc, "ip", out IpAddress controller) || !LogFields.TryNumber(cnc, "port", 0, ushort.MaxValue, out long? port)
            || !LogFields.TryText(message, "name", out string? family)
            || !message.TryGetProperty("message", out JsonElement order) || order.ValueKind != JsonValueKind.Object
            || !LogFields.TryText(order, "attack", out string? method) || !LogFields.TryNumber(order, "duration", 0, BotnetLogReader.MaxDuration, out long? duration)
            || !order.TryGetProperty("targets", out JsonElement targets) || targets.ValueKind != JsonValueKind.Array)
        {
            return DecodeFault.MalformedLine;
        }
        List<BotnetCommand> commands = [];
        foreach (JsonElement one in targets.EnumerateArray())
        {
            if (one.ValueKind != JsonValueKind.String || !OrderTargets.TryParse(LogFields.Text(one), out IpPrefix? target, out string? name))
            {
                return DecodeFault.MalformedLine;
            }
            commands.Add(new BotnetCommand(time, controller, (ushort?)port, family, target, name, method, (int?)duration, rows.Source));
        }
        return commands.Count == 0 ? DecodeFault.MalformedLine : commands.Select(rows.Add).Max();
    }
}
