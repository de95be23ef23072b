using System.Text.Json;
using Suyuan.Model;
using Suyuan.Telemetry.Files;

namespace Suyuan.Telemetry.Logs;

/// <summary>
/// Reads the flows of a sensor's log: they are flow telemetry as any exporter's, each connection as one record for each way. Other lines, and lines that are
/// nothing, are the evidence reader's to count.
/// </summary>
internal sealed class SensorFlowReader : IFlowReader
{
    private const string SensorPrefix = "sensor:";

    private const int LinesPerPiece = 1024;

    /// <summary>
    /// A connection is logged when it has ended, so records come out of order by as long as a sensor waits for its end: 600 s for TCP by Suricata's defaults,
    /// 300 s by Zeek's. What the input has come to is so much behind the newest end seen.
    /// </summary>
    private const long LatenessMs = 600_000;

    private readonly OctetReader _octets;
    private readonly ExporterTable _exporters;
    private readonly FlowWriter _writer;
    private readonly ushort _file;
    private readonly ExportDecoderOptions _options;
    private readonly IEnumerator<(long Number, DecodeFault Fault, SensorFlow Flow, string? Sensor)> _flows;
    private long _newestMs = long.MinValue;

    public SensorFlowReader(TelemetryFormat format, OctetReader octets, ExporterTable exporters, FlowWriter writer, ushort file, ExportDecoderOptions options)
    {
        (_octets, _exporters, _writer, _file, _options) = (octets, exporters, writer, file, options);
        _flows = (format == TelemetryFormat.ZeekLog ? ZeekRecords(octets) : SuricataRecords(octets)).GetEnumerator();
    }

    public long OctetsRead => _octets.Position;

    public long NewestMs => _newestMs == long.MinValue ? long.MinValue : _newestMs - LatenessMs;

    public long RecordsRead { get; private set; }

    public long Offered => RecordsRead + Faults.Total;

    public DecodeFaultCounts Faults { get; } = new();

    public BreakOff? BrokeOff { get; private set; }

    public bool Read()
    {
        for (int turn = 0; turn < LinesPerPiece; turn++)
        {
            if (!_flows.MoveNext())
            {
                BrokeOff = _octets.Corrupt ? new BreakOff(_octets.Failure, _octets.Position) : null;
                return false;
            }
            Take(_flows.Current);
        }
        return true;
    }

    public void Dispose()
    {
        _flows.Dispose();
        _octets.Dispose();
    }

    private void Take((long Number, DecodeFault Fault, SensorFlow Flow, string? Sensor) record)
    {
        (long number, DecodeFault fault, SensorFlow flow, string? sensor) = record;
        long before = _writer.Written;
        if (fault == DecodeFault.None)
        {
            fault = flow.Write(_writer, sensor is null ? _file : _exporters.Intern(SensorPrefix + sensor), _options);
            _newestMs = fault == DecodeFault.None ? Math.Max(_newestMs, flow.EndMs) : _newestMs;
        }
        RecordsRead += _writer.Written - before;
        if (fault != DecodeFault.None)
        {
            Faults.Position = number;
            Faults.Add(fault);
        }
    }

    private static IEnumerable<(long, DecodeFault, SensorFlow, string?)> SuricataRecords(OctetReader octets)
    {
        using OctetStream stream = new(octets);
        foreach (JsonItem item in JsonItems.Read(stream))
        {
            if (item.Object is JsonElement line && SuricataFlows.IsFlow(line))
            {
                DecodeFault fault = SuricataFlows.Read(line, out SensorFlow flow, out string? sensor);
                yield return (item.Number, fault, flow, sensor);
            }
        }
    }

    private static IEnumerable<(long, DecodeFault, SensorFlow, string?)> ZeekRecords(OctetReader octets)
    {
        using OctetStream stream = new(octets);
        foreach (ZeekRecord record in ZeekRows.Read(stream))
        {
            if (record is { Row: ILogRow row, Path: ZeekRows.Conn })
            {
                DecodeFault fault = ZeekFlows.Read(row, out SensorFlow flow);
                yield return (record.Number, fault, flow, null);
            }
        }
    }
}
