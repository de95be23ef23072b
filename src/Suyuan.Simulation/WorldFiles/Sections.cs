using YamlDotNet.Serialization;

namespace Suyuan.Simulation.WorldFiles;

/// <summary>A mapping in a world file. Each property of a section is a key of the file; docs/worlds.md has them all.</summary>
internal abstract class Section
{
    /// <summary>Where it begins, for messages.</summary>
    [YamlIgnore]
    public long Line { get; set; }
}

/// <summary>The file itself.</summary>
internal sealed class WorldSection : Section
{
    public string Description { get; set; } = "";
    public ulong Seed { get; set; } = 1;
    public string Start { get; set; } = "2026-03-02T00:00:00+08:00";
    public Span Duration { get; set; } = new(86_400_000);
    public List<ExporterSection> Exporters { get; set; } = [];
    public Dictionary<string, PopulationSection> Populations { get; set; } = [];
    public List<BackgroundSection> Background { get; set; } = [];
    public List<AttackSection> Attacks { get; set; } = [];
}

internal sealed class ExporterSection : Section
{
    public string Name { get; set; } = "";
    public string Encoding { get; set; } = "netflow9";
    public uint Sampling { get; set; } = 1000;
    public string? Agent { get; set; }
    public string? Router { get; set; }
    public string Address { get; set; } = "";
    public string Province { get; set; } = "";
    public string Operator { get; set; } = "";
    public Span ActiveTimeout { get; set; } = new(60_000);
    public Span IdleTimeout { get; set; } = new(15_000);
    public double Loss { get; set; }
    public Span Reorder { get; set; }
    public Span Skew { get; set; }
    public List<Span> Restarts { get; set; } = [];
    public bool PacketFields { get; set; } = true;
    public string Metering { get; set; } = "ingress";
    public List<InterfaceSection> Interfaces { get; set; } = [];
}

internal sealed class InterfaceSection : Section
{
    public uint Index { get; set; }
    public string Role { get; set; } = "unknown";
    public List<string> Prefixes { get; set; } = [];
}

/// <summary>Hosts that attacks draw from: reflectors of a protocol, or a botnet with its controllers.</summary>
internal sealed class PopulationSection : Section
{
    public string? Protocol { get; set; }
    public string? Botnet { get; set; }
    public double Spread { get; set; } = 0.5;
    public List<HostsSection> Hosts { get; set; } = [];
    public HostsSection? Controllers { get; set; }
    public Places? Leader { get; set; }
    public ushort Port { get; set; } = 48101;
    public bool Logged { get; set; } = true;
    public double Checkins { get; set; } = 0.4;
    public Span KeepAlive { get; set; }
}

/// <summary>A number of hosts from the same places that enter the same way.</summary>
internal sealed class HostsSection : Section
{
    public int Count { get; set; } = 100;
    public Places? From { get; set; }
    public Words? Via { get; set; }
    public bool Ipv6 { get; set; }
    public ushort Devices { get; set; } = 1;
    public int? Attacks { get; set; }
    public bool EveryAddress { get; set; }
}

internal sealed class BackgroundSection : Section
{
    public string Kind { get; set; } = "";
    public Words? Via { get; set; }
    public Spread Rate { get; set; } = WorldFiles.Spread.Fixed(1000);
    public bool Ipv6 { get; set; }
    public int Inside { get; set; } = 1000;
    public Places? InsideFrom { get; set; }
    public bool EveryAddress { get; set; }
    public int Outside { get; set; } = 1000;
    public Places? OutsideFrom { get; set; }
    public Span Start { get; set; }
    public Span? Duration { get; set; }
    public bool Flat { get; set; }
    public ushort Port { get; set; }
    public Words? Bots { get; set; }
    public double BotsShare { get; set; } = 1;
}

/// <summary>One mechanism of an attack.</summary>
internal class PartSection : Section
{
    public string Vector { get; set; } = "";
    public string? Sources { get; set; }
    public double Share { get; set; } = 1;
    public bool InTurn { get; set; }
    public string? Forged { get; set; }
    public byte Ttl { get; set; }
    public Words? Via { get; set; }
    public Spread Rate { get; set; } = WorldFiles.Spread.Fixed(50_000);
    public Span Delay { get; set; }
    public Spread? Duration { get; set; }
    public PulseSection? Pulse { get; set; }
    public Span Sweep { get; set; }
    public double Answers { get; set; }
    public RequestsSection? Requests { get; set; }
}

internal sealed class PulseSection : Section
{
    public Span On { get; set; } = new(30_000);
    public Span Off { get; set; } = new(60_000);
}

/// <summary>Who sends a reflection attack's forged requests, and where they pass.</summary>
internal sealed class RequestsSection : Section
{
    public Words? Via { get; set; }
    public double Share { get; set; } = 0.1;
}

/// <summary>An attack, or a template of many.</summary>
internal sealed class AttackSection : PartSection
{
    public string Name { get; set; } = "";
    public int Count { get; set; } = 1;
    public Span? Start { get; set; }
    public Span Every { get; set; }
    public string? Target { get; set; }
    public Places? Targets { get; set; }
    public bool Ipv6 { get; set; }
    public int? TargetPrefix { get; set; }
    public int TargetHosts { get; set; }
    public int Repeat { get; set; } = 1;
    public Span Gap { get; set; } = new(3_600_000);
    public double Sensed { get; set; }
    public List<PartSection> With { get; set; } = [];
}
