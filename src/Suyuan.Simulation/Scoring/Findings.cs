using Suyuan.Model;

namespace Suyuan.Simulation.Scoring;

/// <summary>Events, resources and components as somebody tells them: the truth of a world, or what was found in its telemetry.</summary>
public sealed record Findings
{
    public required IReadOnlyList<EventFinding> Events { get; init; }

    /// <summary>One resource in one event at one exporter interface; several rows of one resource are summed.</summary>
    public required IReadOnlyList<ResourceFinding> Resources { get; init; }

    public required IReadOnlyList<ComponentFinding> Components { get; init; }

    /// <summary>Of what was found: days of telemetry that were read; null = unknown.</summary>
    public double? Days { get; init; }

    /// <summary>Of what was found: controllers that botnet logs among the input name.</summary>
    public IReadOnlySet<IpAddress> LoggedControllers { get; init; } = new HashSet<IpAddress>();
}

/// <summary>One event. Times in Unix ms; null = not told.</summary>
/// <param name="Vectors">Tokens, in their order.</param>
public sealed record EventFinding(string Id, IpPrefix Target, long Start, long End, IReadOnlyList<string> Vectors, EventBasis Basis)
{
    public long? Packets { get; init; }
    public long? PeakPackets { get; init; }
    public long? PeakBits { get; init; }
    public long? SampledPackets { get; init; }
    public int? Reflectors { get; init; }

    /// <summary>1 in N.</summary>
    public uint? Sampling { get; init; }

    public string VectorText => string.Join('+', Vectors);

    /// <summary>HTTP floods are scored apart, without a bar: flow telemetry can hardly tell them from visitors.</summary>
    internal bool IsHttpFlood => Vectors.Count == 1 && Vectors[0] == VectorCatalog.HttpFlood.Token;
}

/// <summary>One resource in one event.</summary>
/// <param name="EventId">Empty where the event is not told.</param>
public sealed record ResourceFinding(string EventId, ResourceKey Resource)
{
    public string Exporter { get; init; } = "";
    public uint? Interface { get; init; }
    public long? SampledPackets { get; init; }

    /// <summary>Of the truth: 1.</summary>
    public double Confidence { get; init; } = 1;

    /// <summary>Name of the rule that decided, and what it saw; of the truth: empty.</summary>
    public string Rule { get; init; } = "";
    public string Detail { get; init; } = "";
}

/// <summary>One class of an event's traffic at one exporter interface.</summary>
public sealed record ComponentFinding(string EventId, string Exporter, uint Interface, ComponentClass Class)
{
    public long? SampledPackets { get; init; }
    public string Rule { get; init; } = "";
    public string Detail { get; init; } = "";
}
