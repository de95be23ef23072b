using System.Text.Encodings.Web;
using System.Text.Json;
using Suyuan.Model;
using Suyuan.Simulation.Worlds;

namespace Suyuan.Simulation.Logs;

/// <summary>Writes botnet and sensor logs as JSON Lines, in the order of time.</summary>
internal static class LogFiles
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <returns>Names of the files written.</returns>
    public static IReadOnlyList<string> Write(string folder, World world)
    {
        List<string> names = [];
        if (world.Commands.Count + world.Checkins.Count > 0)
        {
            const string Name = "botnets.c2.jsonl";
            IEnumerable<(DateTimeOffset Time, Action<Utf8JsonWriter> Body)> lines = world.Commands.Select(command => (command.Time, Body(command)))
                .Concat(world.Checkins.Select(checkin => (checkin.Time, Body(checkin))));
            Save(Path.Combine(folder, Name), lines);
            names.Add(Name);
        }
        if (world.Sightings.Count > 0)
        {
            const string Name = "sensors.sensor.jsonl";
            Save(Path.Combine(folder, Name), world.Sightings.Select(sighting => (sighting.Time, Body(sighting))));
            names.Add(Name);
        }
        return names;
    }

    private static Action<Utf8JsonWriter> Body(BotnetCommand command) => json =>
    {
        json.WriteString("kind", "command");
        WriteController(json, command.Controller, command.Port, command.Family);
        json.WriteString("target", command.Target?.ToString() ?? command.TargetName);
        json.WriteString("method", command.Method);
        if (command.Duration is int duration)
        {
            json.WriteNumber("duration", duration);
        }
    };

    private static Action<Utf8JsonWriter> Body(BotnetCheckin checkin) => json =>
    {
        json.WriteString("kind", "checkin");
        WriteController(json, checkin.Controller, checkin.Port, checkin.Family);
        json.WriteString("bot", checkin.Bot.ToString());
    };

    private static Action<Utf8JsonWriter> Body(SensorSighting sighting) => json =>
    {
        json.WriteString("sensor", sighting.Sensor);
        json.WriteString("protocol", sighting.Protocol);
        json.WriteString("victim", sighting.Victim.ToString());
        if (sighting.Port is ushort port)
        {
            json.WriteNumber("port", port);
        }
        json.WriteNumber("packets", sighting.Packets);
    };

    private static void WriteController(Utf8JsonWriter json, IpAddress controller, ushort? port, string? family)
    {
        json.WriteString("controller", controller.ToString());
        if (port is ushort number)
        {
            json.WriteNumber("port", number);
        }
        json.WriteString("family", family);
    }

    private static void Save(string path, IEnumerable<(DateTimeOffset Time, Action<Utf8JsonWriter> Body)> lines)
    {
        using FileStream stream = new(path, FileMode.Create, FileAccess.Write);
        using Utf8JsonWriter json = new(stream, s_options);
        // OrderBy is stable: lines of one instant stay in the world's order.
        foreach ((DateTimeOffset time, Action<Utf8JsonWriter> body) in lines.OrderBy(line => line.Time))
        {
            json.WriteStartObject();
            json.WriteString("time", time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture));
            body(json);
            json.WriteEndObject();
            json.Flush();
            json.Reset();
            stream.WriteByte((byte)'\n');
        }
    }
}
