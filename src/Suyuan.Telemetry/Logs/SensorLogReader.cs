using System.Globalization;
using Suyuan.Model;

namespace Suyuan.Telemetry.Logs;

/// <summary>What a sensor log held: lines = sightings + Σ faults.</summary>
public sealed record SensorLog(IReadOnlyList<SensorSighting> Sightings, long Lines, DecodeFaultCounts Faults);

/// <summary>Reads logs of amplification sensors (<c>*.sensor.jsonl</c>).</summary>
public static class SensorLogReader
{
    public static SensorLog Read(Stream stream, string digest)
    {
        List<SensorSighting> sightings = [];
        DecodeFaultCounts faults = new();
        long lines = JsonLines.Read(stream, faults, (line, number) =>
        {
            if (LogFields.TryTime(line, out DateTimeOffset time)
                && LogFields.TryText(line, "sensor", out string? sensor) && !string.IsNullOrEmpty(sensor)
                && LogFields.TryText(line, "protocol", out string? protocol) && !string.IsNullOrEmpty(protocol)
                && LogFields.TryAddress(line, "victim", out IpAddress victim)
                && LogFields.TryNumber(line, "port", 0, ushort.MaxValue, out long? port)
                && LogFields.TryNumber(line, "packets", 1, long.MaxValue, out long? packets) && packets is long count)
            {
                string source = string.Create(CultureInfo.InvariantCulture, $"{digest}:{number}");
                sightings.Add(new SensorSighting(time, sensor, protocol, victim, (ushort?)port, count, source));
            }
            else
            {
                faults.Add(DecodeFault.MalformedLine);
            }
        });
        return new SensorLog(sightings, lines, faults);
    }
}
