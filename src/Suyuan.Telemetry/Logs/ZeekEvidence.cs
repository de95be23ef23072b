using Suyuan.Model;

namespace Suyuan.Telemetry.Logs;

/// <summary>
/// Contacts with controllers from Zeek's notice, intel and dns logs. Zeek does not say what an indicator means for a host: only connections that a host opened
/// towards an address of somebody's list, notices that name a controller, and look-ups of names known for controllers are taken. Connections are read as flows.
/// </summary>
internal static class ZeekEvidence
{
    /// <summary>Parts of notice names by which sites and packages speak of controllers. <c>Intel::Notice</c> repeats the intel log.</summary>
    private static readonly string[] s_controllerNotices = ["C2", "CnC", "Botnet", "CommandAndControl", "Command_And_Control"];

    public static EvidenceLog Read(Stream stream, string digest, ControllerNames names)
    {
        EvidenceRows rows = new(digest);
        foreach (ZeekRecord record in ZeekRows.Read(stream))
        {
            if (record is { Row: not null, Path: ZeekRows.Conn })
            {
                continue;
            }
            rows.Line = record.Number;
            rows.Lines++;
            DecodeFault fault = record.Row is not ILogRow row ? record.Fault : record.Path switch
            {
                ZeekRows.Notice => Notice(row, rows),
                ZeekRows.Intel => Intel(row, rows),
                ZeekRows.Dns => LookUp(row, rows, names),
                _ => DecodeFault.NotEvidence,
            };
            if (fault != DecodeFault.None)
            {
                rows.Faults.Add(fault);
            }
        }
        return rows.ToLog();
    }

    private static DecodeFault Notice(ILogRow row, EvidenceRows rows)
    {
        string? note = row["note"];
        if (note is null)
        {
            return DecodeFault.MalformedLine;
        }
        if (!s_controllerNotices.Any(part => note.Contains(part, StringComparison.OrdinalIgnoreCase)))
        {
            return DecodeFault.NotEvidence;
        }
        // src and dst are the notice's own; where it leaves them out, they are the connection's.
        return Contact(row, row["src"] ?? row["id.orig_h"], row["dst"] ?? row["id.resp_h"], row["p"] ?? row["id.resp_p"], "zeek notice", note, rows);
    }

    private static DecodeFault Intel(ILogRow row, EvidenceRows rows)
    {
        if (row["seen.indicator"] is not string indicator)
        {
            return DecodeFault.MalformedLine;
        }
        // Where the listed address opened the connection it is somebody who scans, not somebody who is obeyed.
        return row["seen.indicator_type"] != "Intel::ADDR" || indicator != row["id.resp_h"]
            ? DecodeFault.NotEvidence
            : Contact(row, row["id.orig_h"], indicator, row["id.resp_p"], $"zeek intel {row["sources"] ?? "unnamed"}", null, rows);
    }

    private static DecodeFault LookUp(ILogRow row, EvidenceRows rows, ControllerNames names)
    {
        if (row["query"] is not string query || !names.TryFind(query, out Indicator? known))
        {
            return DecodeFault.NotEvidence;
        }
        return LogFields.TrySeconds(row["ts"], out DateTimeOffset time) && IpAddress.TryParse(row["id.orig_h"], out IpAddress host)
            ? ControllerNames.Add(known, (row["answers"] ?? "").Split(','), host, time, rows)
            : DecodeFault.MalformedLine;
    }

    private static DecodeFault Contact(ILogRow row, string? from, string? to, string? at, string feed, string? family, EvidenceRows rows) =>
        LogFields.TrySeconds(row["ts"], out DateTimeOffset time) && IpAddress.TryParse(to, out IpAddress controller)
        && IpAddress.TryParse(from, out IpAddress host) && LogFields.TryPort(at, out ushort? port)
            ? rows.Add(new Indicator(
                IndicatorKind.Controller, IndicatorBasis.Alert, controller, null, port, "", host, feed, time, time, 1, family, null, rows.Source))
            : DecodeFault.MalformedLine;
}
