using Suyuan.Model;
using Suyuan.Simulation.Randomness;
using Suyuan.Simulation.Traffic;
using Suyuan.Simulation.Traffic.Background;

namespace Suyuan.Simulation.Worlds;

/// <summary>Ordinary traffic of one kind at one exporter.</summary>
internal sealed record BackgroundPlan : BackgroundModel
{
    /// <summary>One of <see cref="BackgroundKinds.All"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>At full level, all directions, before sampling.</summary>
    public required double PacketsPerSecond { get; init; }

    /// <summary>The interface of the inside, and of the outside.</summary>
    public required uint Near { get; init; }
    public required uint Far { get; init; }

    /// <summary>Hosts behind the near interface, the busiest first.</summary>
    public required IReadOnlyList<IpAddress> Inside { get; init; }
    public required IReadOnlyList<IpAddress> Outside { get; init; }

    /// <summary>What lies behind the near interface: what scanners scan.</summary>
    public required IReadOnlyList<IpPrefix> InsidePrefixes { get; init; }

    /// <summary>Unix ms.</summary>
    public required long From { get; init; }
    public required long To { get; init; }

    /// <summary>The same rate at all hours.</summary>
    public bool IsFlat { get; init; }

    /// <summary>A fixed port where the kind has one to choose; 0 = the kind's own.</summary>
    public ushort Port { get; init; }

    public override ITrafficSource Open(uint sampling, SeededGenerator random) => BackgroundKinds.Open(this, sampling, random);

    public double LevelAt(long minute) => IsFlat ? 1 : DayShape.Permille(minute) / 1000.0;

    /// <summary>The part of a minute that lies within the plan's time.</summary>
    public (long From, long To) Within(long minute) => (Math.Max(Minute.Start(minute), From), Math.Min(Minute.End(minute), To));
}
