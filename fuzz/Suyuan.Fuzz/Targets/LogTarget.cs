using System.Text;
using Suyuan.Fuzz.Oracles;
using Suyuan.Model;
using Suyuan.Telemetry;
using Suyuan.Telemetry.Files;
using Suyuan.Telemetry.Logs;

namespace Suyuan.Fuzz.Targets;

/// <summary>
/// Logs and lists, read as evidence and, of sensors, as flows. Oracle: every line is used or refused by a counted reason; what is used gave rows whose values
/// are in range; the same comes of octets a few at a time.
/// </summary>
internal sealed class LogTarget(TelemetryFormat format, string name, params string[] seeds) : FuzzTarget(name)
{
    private readonly RowSink _none = new(0x00);
    private readonly RowSink _first = new(0x00);
    private readonly RowSink _second = new(0xA5);

    public override IEnumerable<byte[]> Seeds() => seeds.Select(Encoding.UTF8.GetBytes);

    public override ulong Run(byte[] input)
    {
        EvidenceLog log = Read(new MemoryStream(input, writable: false));
        EvidenceLog trickled = Read(new TrickleStream(input));
        Must.Equal(Print(log), Print(trickled), "rows and faults of the same log, a few octets at a time");
        long given = log.Lines - log.Faults.Total;
        long rows = log.Commands.Count + log.Checkins.Count + log.Sightings.Count + log.Indicators.Sum(indicator => indicator.Times);
        Must.Hold(given >= 0, $"{log.Lines} lines, {log.Faults.Total} of them refused");
        Must.Hold(given <= rows, $"{given} lines were used and gave {rows} rows");
        Check(log);
        long flows = 0;
        if (format is TelemetryFormat.SuricataEve or TelemetryFormat.ZeekLog)
        {
            Reading whole = Flows(new MemoryStream(input, writable: false), _first);
            Must.Equal(whole.Print, Flows(new TrickleStream(input), _second).Print, "flows of the same log, a few octets at a time");
            flows = whole.Rows;
        }
        return Fingerprint.Outcome(log.Faults, rows + (flows * 1024));
    }

    private static void Check(EvidenceLog log)
    {
        foreach (Indicator indicator in log.Indicators)
        {
            Must.Hold(indicator.Address is not null || !string.IsNullOrEmpty(indicator.Name), "an indicator of nothing");
            Must.Hold(indicator.Times > 0, "an indicator that nobody stated");
            Must.Hold(indicator.First <= indicator.Last, "an indicator last seen before it was first");
            Must.Hold(indicator.Confidence is null or (>= 0 and <= 100), $"a confidence of {indicator.Confidence}");
            Must.Hold(Enum.IsDefined(indicator.Kind) && Enum.IsDefined(indicator.Basis), "a kind or basis that is none");
        }
        foreach (BotnetCommand command in log.Commands)
        {
            Must.Hold(command.Target is not null || !string.IsNullOrEmpty(command.TargetName), "an order without a target");
            Must.Hold(command.Duration is null or >= 0, $"an order of {command.Duration} s");
        }
        Must.Hold(log.Sightings.All(sighting => sighting.Packets > 0), "a sighting without packets");
        // The times of all rows must be times that storage can hold.
        _ = log.Span;
    }

    private EvidenceLog Read(Stream stream)
    {
        using (stream)
        {
            return EvidenceLogReader.Read(format, stream, "0123456789abcdef", "list.csv", ControllerNames.None);
        }
    }

    private Reading Flows(Stream stream, RowSink sink) => Reading.Of(_none, sink, new ExporterTable(),
        (exporters, _, writer) => new SensorFlowReader(format, new OctetReader(stream), exporters, writer, exporters.Intern("file:0"), new ExportDecoderOptions()));

    private static ulong Print(EvidenceLog log)
    {
        Fingerprint print = new();
        print.Add(log.Lines);
        print.Add(Fingerprint.Of(log.Faults));
        foreach (object row in (IEnumerable<object>)[.. log.Commands, .. log.Checkins, .. log.Sightings, .. log.Indicators])
        {
            print.Add(row.ToString());
        }
        return print.Value;
    }
}
