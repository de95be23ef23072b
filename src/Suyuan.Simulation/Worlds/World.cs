using Suyuan.Model;

namespace Suyuan.Simulation.Worlds;

/// <summary>
/// A world as data: who exports, what ordinary traffic flows, which attacks happen. It knows nothing of encodings beyond each exporter's choice;
/// the simulator turns it into octets and into the truth about them.
/// </summary>
internal sealed record World
{
    public required string Name { get; init; }

    /// <summary>Said in the folder's note.</summary>
    public required string Description { get; init; }

    /// <summary>Unix ms, a whole minute.</summary>
    public required long Start { get; init; }
    public required long End { get; init; }
    public required IReadOnlyList<ExporterModel> Exporters { get; init; }
    public required IReadOnlyList<Attack> Attacks { get; init; }

    /// <summary>Orders and check-ins read from controllers.</summary>
    public IReadOnlyList<BotnetCommand> Commands { get; init; } = [];
    public IReadOnlyList<BotnetCheckin> Checkins { get; init; } = [];
    public IReadOnlyList<SensorSighting> Sightings { get; init; } = [];
}

internal enum ExportEncoding
{
    NetFlow5,
    NetFlow9,
    Ipfix,
    Sflow5,
    Nfcapd,
}

/// <summary>What sends telemetry: one line card or router.</summary>
internal sealed record ExporterModel
{
    /// <summary>Also the name of its file.</summary>
    public required string Name { get; init; }

    /// <summary>Source of its datagrams, its sFlow agent address.</summary>
    public required IpAddress Address { get; init; }
    public required ExportEncoding Encoding { get; init; }

    /// <summary>1 in N packets.</summary>
    public required uint Sampling { get; init; }

    /// <summary>Joins exporters that are one device.</summary>
    public required string Router { get; init; }

    /// <summary>The router's public address.</summary>
    public required IpAddress PublicAddress { get; init; }
    public required string Province { get; init; }
    public required string Operator { get; init; }
    public required IReadOnlyList<InterfaceModel> Interfaces { get; init; }
    public required IReadOnlyList<BackgroundModel> Background { get; init; }

    /// <summary>For encodings that can say it in several ways.</summary>
    public bool ModernSamplingElements { get; init; }

    /// <summary>A flow is exported when it is this old; there is no shorter idle time-out.</summary>
    public int ActiveTimeoutSeconds { get; init; } = 60;
}

/// <param name="Prefixes">Legitimate sources behind it; empty for core and peering.</param>
internal sealed record InterfaceModel(uint Index, InterfaceRole Role, IReadOnlyList<IpPrefix> Prefixes);

/// <summary>Ordinary traffic between two sides of an exporter.</summary>
/// <param name="PacketsPerSecond">At the busiest hour, both directions, before sampling.</param>
/// <param name="Near">Interface of the clients.</param>
/// <param name="Far">Interface of the servers.</param>
/// <param name="Clients">Heavy-tailed: the first are the busiest.</param>
internal sealed record BackgroundModel(int PacketsPerSecond, uint Near, uint Far, IReadOnlyList<uint> Clients, IReadOnlyList<uint> Servers);

/// <summary>What happens to one target; its stages may overlap, pause and differ in mechanism.</summary>
internal sealed record Attack(string Name, IpPrefix Target, IReadOnlyList<AttackStage> Stages);

/// <summary>One stream of attack packets on one path.</summary>
internal sealed record AttackStage
{
    public required AttackVector Vector { get; init; }

    /// <summary>Unix ms.</summary>
    public required long Start { get; init; }
    public required int Seconds { get; init; }
    public required long PacketsPerSecond { get; init; }
    public required AttackSources Sources { get; init; }

    /// <summary>Where it is seen, the entry first; later ones see the same packets again.</summary>
    public required IReadOnlyList<Hop> Path { get; init; }
    public long End => Start + (Seconds * 1000L);
    public long Packets => PacketsPerSecond * Seconds;
}

internal sealed record Hop(string Exporter, uint Input, uint Output, byte TtlLoss = 0);

internal abstract record AttackSources;

/// <summary>Hosts under their own addresses: reflectors or bots. Packets fall on them by weight.</summary>
internal sealed record HostSources(IReadOnlyList<WeightedHost> Hosts) : AttackSources;

internal readonly record struct WeightedHost(uint Address, double Weight);

/// <summary>Sources drawn from all 2³² addresses by one sender.</summary>
internal sealed record ForgedSources(byte Ttl) : AttackSources;

/// <summary>Sources drawn from the sender's own neighbourhood.</summary>
internal sealed record SweptSources(IpPrefix Prefix, byte Ttl) : AttackSources;
