using System.Globalization;
using Suyuan.Model;
using Suyuan.Simulation.Worlds;

namespace Suyuan.Simulation.WorldFiles;

/// <summary>Sections of a file → a world: everything drawn, checked and named.</summary>
internal static class WorldBuilder
{
    /// <summary>What is left of an attack that the end of a shortened world cuts must be worth the name.</summary>
    private const int ShortestSeconds = 10;

    /// <param name="file">For messages.</param>
    /// <param name="hours">Null = all of it.</param>
    /// <exception cref="WorldFileException">The message names file and line.</exception>
    public static World Build(WorldSection section, string name, string file, ulong seed, double? hours, double scale)
    {
        if (!DateTimeOffset.TryParse(section.Start, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset started) || started.ToUnixTimeMilliseconds() % Minute.Milliseconds != 0)
        {
            throw new WorldFileException($"{file}:{section.Line}: start: '{section.Start}' is no whole minute such as 2026-03-02T00:00:00+08:00");
        }
        if (section.Duration.Milliseconds < Minute.Milliseconds)
        {
            throw new WorldFileException($"{file}:{section.Line}: duration: at least a minute");
        }
        long start = started.ToUnixTimeMilliseconds();
        IReadOnlyList<ExporterModel> exporters = ExporterBuilder.Build(file, section, start);
        if (exporters.Count == 0)
        {
            throw new WorldFileException($"{file}:{section.Line}: a world needs 'exporters'");
        }
        Surroundings world = new(file, section, exporters, seed, start);
        IReadOnlyDictionary<string, Population> populations = PopulationBuilder.Build(world);
        ILookup<string, BackgroundModel> background = BackgroundBuilder.Build(world, populations, scale);
        AttackBuilder attacks = new(world, populations);
        IReadOnlyList<Attack> all = attacks.Build();
        HashSet<string> ipv6 = Ipv6Paths.Find(world, exporters, populations, all);
        long end = Math.Min(world.End, hours is double given ? start + Math.Max(Minute.Milliseconds, (long)(given * 60) * Minute.Milliseconds) : long.MaxValue);
        return new World
        {
            Name = name,
            Description = section.Description,
            Start = start,
            End = end,
            Exporters = [.. exporters.Select(exporter => exporter with { Background = [.. background[exporter.Name]], CarriesIpv6 = ipv6.Contains(exporter.Name) })],
            Attacks = [.. all.Select(attack => CutAt(end, attack)).Where(attack => attack.Stages.Any(stage => stage.RequestsTo.Count == 0))],
            Commands = [.. attacks.Logs.Commands.Where(command => command.Time.ToUnixTimeMilliseconds() < end)],
            Checkins = [.. attacks.Logs.Checkins(populations.Values).Where(checkin => checkin.Time.ToUnixTimeMilliseconds() < end)],
            Sightings = [.. attacks.Logs.Sightings.Where(sighting => sighting.Time.ToUnixTimeMilliseconds() < end)],
        };
    }

    private static Attack CutAt(long end, Attack attack) => attack with
    {
        Stages = [.. attack.Stages.Select(stage => stage with { Seconds = (int)(Math.Clamp(end - stage.Start, 0, stage.Seconds * 1000L) / 1000) })
            .Where((stage, index) => stage.Seconds >= Math.Min(ShortestSeconds, attack.Stages[index].Seconds))],
    };
}
