using Suyuan.Telemetry.Files;

namespace Suyuan.Telemetry.Logs;

/// <summary>Reads a log of any recognised format. Never throws for bad lines: they are counted by reason, with the line of the first.</summary>
public static class EvidenceLogReader
{
    /// <param name="digest">Identifies the log in each row's source, <c>digest:line</c>.</param>
    /// <param name="name">Names the feed where its lines do not: the file's name.</param>
    /// <param name="names">Controllers known by host name, for DNS logs.</param>
    public static EvidenceLog Read(TelemetryFormat format, Stream stream, string digest, string name, ControllerNames names)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(names);
        switch (format)
        {
            case TelemetryFormat.BotnetLog:
                BotnetLog botnet = BotnetLogReader.Read(stream, digest);
                return new EvidenceLog(botnet.Commands, botnet.Checkins, [], [], botnet.Lines, botnet.Faults);
            case TelemetryFormat.SensorLog:
                SensorLog sensor = SensorLogReader.Read(stream, digest);
                return new EvidenceLog([], [], sensor.Sightings, [], sensor.Lines, sensor.Faults);
            case TelemetryFormat.SuricataEve:
                return SuricataEvidence.Read(stream, digest, names);
            case TelemetryFormat.ZeekLog:
                return ZeekEvidence.Read(stream, digest, names);
            case TelemetryFormat.ShadowserverReport:
                return ShadowserverReport.Read(stream, digest);
            case TelemetryFormat.IndicatorCsv or TelemetryFormat.IndicatorJson:
                return IndicatorList.Read(stream, digest, Feed(name), format == TelemetryFormat.IndicatorJson);
            case TelemetryFormat.TrackerFeed:
                return TrackerFeed.Read(stream, digest);
            case TelemetryFormat.MispEvent:
                return MispEvent.Read(stream, digest, Feed(name));
            case TelemetryFormat.StixBundle:
                return StixBundle.Read(stream, digest, Feed(name));
            default:
                return new EvidenceRows(digest).ToLog();
        }
    }

    /// <summary>A list that comes daily under a dated name is one opinion: digits and what joins them are no part of a feed's name.</summary>
    private static string Feed(string name)
    {
        int dot = name.IndexOf('.', StringComparison.Ordinal);
        string stem = (dot > 0 ? name[..dot] : name).Trim("0123456789-_".ToCharArray());
        return stem.Length == 0 ? "list" : stem;
    }
}
