using System.Text;
using Suyuan.Model;
using Suyuan.Telemetry;
using Suyuan.Telemetry.Logs;
using Xunit;

namespace Suyuan.Tests.Logs;

public sealed class SensorLogReaderTests
{
    [Fact]
    public void Sightings_are_read_and_bad_lines_counted()
    {
        SensorLog log = Read("""
            {"time":"2021-04-01T08:00:00Z","sensor":"s1","protocol":"ntp","victim":"203.0.113.9","port":80,"packets":12}
            {"time":"2021-04-01T08:00:00Z","sensor":"s1","protocol":"ntp","victim":"203.0.113.9","packets":0}
            {"time":"2021-04-01T08:00:00Z","protocol":"ntp","victim":"203.0.113.9","packets":5}
            """);
        SensorSighting sighting = Assert.Single(log.Sightings);
        Assert.Equal(("s1", "ntp", 12L), (sighting.Sensor, sighting.Protocol, sighting.Packets));
        Assert.Equal((3, 2), (log.Lines, log.Faults[DecodeFault.MalformedLine]));
    }

    private static SensorLog Read(string text) => SensorLogReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "d");
}
