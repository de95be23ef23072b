using Suyuan.Simulation.Logs;
using Suyuan.Simulation.Worlds;
using Suyuan.Telemetry.Logs;
using Xunit;

namespace Suyuan.Simulation.Tests.Logs;

/// <summary>The product's own readers get back what the world says.</summary>
public sealed class LogFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("suyuan-logs-").FullName;
    private readonly World _world = DemoWorld.Build(9);

    [Fact]
    public void Every_order_and_checkin_is_read_back_in_the_order_of_time()
    {
        Assert.Equal(["botnets.c2.jsonl", "sensors.sensor.jsonl"], LogFiles.Write(_folder, _world));
        using FileStream stream = File.OpenRead(Path.Combine(_folder, "botnets.c2.jsonl"));
        BotnetLog log = BotnetLogReader.Read(stream, "");
        Assert.Equal(0, log.Faults.Total);
        Assert.Equal(_world.Commands.OrderBy(command => command.Time), log.Commands.Select(command => command with { Source = "" }));
        Assert.Equal(_world.Checkins.OrderBy(checkin => checkin.Time), log.Checkins.Select(checkin => checkin with { Source = "" }));
    }

    [Fact]
    public void Every_sighting_is_read_back()
    {
        LogFiles.Write(_folder, _world);
        using FileStream stream = File.OpenRead(Path.Combine(_folder, "sensors.sensor.jsonl"));
        SensorLog log = SensorLogReader.Read(stream, "");
        Assert.Equal(0, log.Faults.Total);
        Assert.Equal(_world.Sightings.OrderBy(sighting => sighting.Time), log.Sightings.Select(sighting => sighting with { Source = "" }));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
