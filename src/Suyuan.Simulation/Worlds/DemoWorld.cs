using Suyuan.Model;

namespace Suyuan.Simulation.Worlds;

/// <summary>
/// Five days of July 2026 at twelve provincial edge exporters and a national exchange, sampled 1 in 1000: every kind of resource that the report names,
/// at volumes that sampling lets one find, and a few near the thresholds.
/// </summary>
internal static class DemoWorld
{
    public static readonly long Start = new DateTimeOffset(2026, 7, 6, 0, 0, 0, TimeSpan.FromHours(8)).ToUnixTimeMilliseconds();

    private const int Days = 5;

    public static World Build(ulong seed) => Build(seed, Start, Days);

    /// <param name="start">Unix ms, a whole minute.</param>
    /// <param name="days">The last one has no attacks of its own.</param>
    public static World Build(ulong seed, long start, int days)
    {
        IReadOnlyList<Botnet> botnets = DemoPopulations.Botnets(seed);
        DemoAttacks attacks = new(seed, botnets, start, days - 1);
        attacks.Plan();
        return new World
        {
            Name = "demo",
            Description = "Five days at provincial edge routers of three carriers and a national exchange, sampled 1 in 1000.",
            Start = start,
            End = start + (days * 86_400_000L),
            Exporters = DemoNetwork.Build(seed, BusyHosts(botnets)),
            Attacks = attacks.Attacks,
            Commands = attacks.Commands,
            Checkins = attacks.Checkins,
            Sightings = attacks.Sightings,
        };
    }

    /// <summary>Bots have ordinary traffic too, by the exporter that they are behind.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<IpAddress>> BusyHosts(IReadOnlyList<Botnet> botnets) => botnets.SelectMany(botnet => botnet.Bots)
        .GroupBy(group => group.Exporter, StringComparer.Ordinal)
        .ToDictionary(
            group => group.Key,
            group => (IReadOnlyList<IpAddress>)[.. group.SelectMany(entry => entry.Hosts).Select(host => host.Address).Distinct()],
            StringComparer.Ordinal);
}
