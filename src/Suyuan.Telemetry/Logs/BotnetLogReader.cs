using System.Globalization;
using System.Text.Json;
using Suyuan.Model;

namespace Suyuan.Telemetry.Logs;

/// <summary>What a botnet log held: lines = commands + check-ins + Σ faults.</summary>
public sealed record BotnetLog(IReadOnlyList<BotnetCommand> Commands, IReadOnlyList<BotnetCheckin> Checkins, long Lines, DecodeFaultCounts Faults);

/// <summary>Reads the neutral botnet log (docs/formats.md), to which importers of other logs map.</summary>
public static class BotnetLogReader
{
    /// <summary>Longest order believed, seconds: a month.</summary>
    internal const long MaxDuration = 31 * 86_400;

    /// <param name="digest">Identifies the log in each row's source, <c>digest:line</c>.</param>
    public static BotnetLog Read(Stream stream, string digest)
    {
        List<BotnetCommand> commands = [];
        List<BotnetCheckin> checkins = [];
        DecodeFaultCounts faults = new();
        long lines = JsonLines.Read(stream, faults, (line, number) =>
        {
            string source = string.Create(CultureInfo.InvariantCulture, $"{digest}:{number}");
            string? kind = LogFields.TryText(line, "kind", out string? text) ? text : null;
            DecodeFault fault = kind switch
            {
                "command" => TryCommand(line, source, commands),
                "checkin" => TryCheckin(line, source, checkins),
                null => DecodeFault.MalformedLine,
                _ => DecodeFault.UnknownLineKind,
            };
            if (fault != DecodeFault.None)
            {
                faults.Add(fault);
            }
        });
        return new BotnetLog(commands, checkins, lines, faults);
    }

    private static DecodeFault TryCommand(JsonElement line, string source, List<BotnetCommand> commands)
    {
        if (!TryController(line, out DateTimeOffset time, out IpAddress controller, out ushort? port, out string? family)
            || !LogFields.TryText(line, "target", out string? target) || string.IsNullOrWhiteSpace(target)
            || !LogFields.TryText(line, "method", out string? method)
            || !LogFields.TryNumber(line, "duration", 0, MaxDuration, out long? duration))
        {
            return DecodeFault.MalformedLine;
        }
        // A target is an address, a prefix or a host name, which stays as written.
        IpPrefix? prefix = IpPrefix.TryParse(target, out IpPrefix parsed) ? parsed : null;
        commands.Add(new BotnetCommand(time, controller, port, family, prefix, prefix is null ? target : null, method, (int?)duration, source));
        return DecodeFault.None;
    }

    private static DecodeFault TryCheckin(JsonElement line, string source, List<BotnetCheckin> checkins)
    {
        if (!TryController(line, out DateTimeOffset time, out IpAddress controller, out ushort? port, out string? family)
            || !LogFields.TryAddress(line, "bot", out IpAddress bot))
        {
            return DecodeFault.MalformedLine;
        }
        checkins.Add(new BotnetCheckin(time, controller, port, family, bot, source));
        return DecodeFault.None;
    }

    private static bool TryController(JsonElement line, out DateTimeOffset time, out IpAddress controller, out ushort? port, out string? family)
    {
        port = null;
        family = null;
        controller = default;
        if (!LogFields.TryTime(line, out time) || !LogFields.TryAddress(line, "controller", out controller)
            || !LogFields.TryNumber(line, "port", 0, ushort.MaxValue, out long? number) || !LogFields.TryText(line, "family", out family))
        {
            return false;
        }
        port = (ushort?)number;
        return true;
    }
}
