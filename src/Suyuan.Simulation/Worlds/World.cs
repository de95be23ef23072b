using Suyuan.Model;
using Suyuan.Simulation.Randomness;
using Suyuan.Simulation.Traffic;

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

    /// <summary>A capture of the packets themselves; never sampled.</summary>
    Packets,
}

/// <summary>Where a router counts a packet: as it comes in, as it goes out, or both.</summary>
internal enum MeteringPoint
{
    Ingress,
    Egress,
    Both,
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

    /// <summary>A flow is exported when it is this old …</summary>
    public int ActiveTimeoutSeconds { get; init; } = 60;

    /// <summary>… or has been silent for this long.</summary>
    public int IdleTimeoutSeconds { get; init; } = 60;

    /// <summary>Share of datagrams lost on the way to the collector.</summary>
    public double Loss { get; init; }

    /// <summary>Datagrams are delayed by up to this much.</summary>
    public int ReorderMs { get; init; }

    /// <summary>How far its clock runs ahead.</summary>
    public int SkewMs { get; init; }

    /// <summary>Unix ms, ascending.</summary>
    public IReadOnlyList<long> Restarts { get; init; } = [];

    /// <summary>Exports minimum and maximum of TTL and length.</summary>
    public bool PacketFields { get; init; } = true;

    /// <summary>IPv6 passes: its encoding has to say so.</summary>
    public bool CarriesIpv6 { get; init; }
    public MeteringPoint Metering { get; init; }
}

/// <param name="Prefixes">Legitimate sources behind it; empty for core and peering.</param>
internal sealed record InterfaceModel(uint Index, InterfaceRole Role, IReadOnlyList<IpPrefix> Prefixes);

/// <summary>Traffic at one exporter that is no attack.</summary>
internal abstract record BackgroundModel
{
    /// <summary>Its packets as 1-in-<paramref name="sampling"/> sampling picks them.</summary>
    public abstract ITrafficSource Open(uint sampling, SeededGenerator random);
}

/// <summary>What happens to one target; its stages may overlap, pause and differ in mechanism.</summary>
internal sealed record Attack(string Name, IpPrefix Target, IReadOnlyList<AttackStage> Stages)
{
    /// <summary>Of botnets whose orders nobody logged: the controllers that its bots keep to.</summary>
    public IReadOnlyList<IpAddress> Controllers { get; init; } = [];
}

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

    /// <summary>A pulse wave: this long on, then off, from the start; null = without pause.</summary>
    public Pulse? Pulse { get; init; }

    /// <summary>A prefix as target is swept through in this time, once after the other; 0 = its hosts are hit at random.</summary>
    public int SweepSeconds { get; init; }

    /// <summary>Of a prefix as target only so many hosts are hit; 0 = all of its addresses.</summary>
    public int TargetHosts { get; init; }

    /// <summary>Share of the packets that the target answers.</summary>
    public double AnswerShare { get; init; }

    /// <summary>Requests to these reflectors in the target's name: they do not hit the target, they show who forges.</summary>
    public IReadOnlyList<IpAddress> RequestsTo { get; init; } = [];

    public long End => Start + (Seconds * 1000L);

    /// <summary>Packets sent from the start to a time within the stage.</summary>
    public long PacketsUntil(long time) => PacketsPerSecond * OnMilliseconds(time) / 1000;

    public long Packets => PacketsUntil(End);

    /// <summary>Milliseconds of sending from the start to a time.</summary>
    public long OnMilliseconds(long time)
    {
        long elapsed = Math.Clamp(time - Start, 0, Seconds * 1000L);
        if (Pulse is not Pulse pulse)
        {
            return elapsed;
        }
        long rounds = Math.DivRem(elapsed, pulse.OnMs + pulse.OffMs, out long rest);
        return (rounds * pulse.OnMs) + Math.Min(rest, pulse.OnMs);
    }

    /// <summary>The time at which so many milliseconds of sending are over: the inverse of <see cref="OnMilliseconds"/>.</summary>
    public long TimeAt(long onMs) =>
        Start + (Pulse is Pulse pulse ? (onMs / pulse.OnMs * (pulse.OnMs + pulse.OffMs)) + (onMs % pulse.OnMs) : onMs);
}

internal readonly record struct Pulse(long OnMs, long OffMs);

internal sealed record Hop(string Exporter, uint Input, uint Output, byte TtlLoss = 0);

internal abstract record AttackSources;

/// <summary>Hosts under their own addresses: reflectors or bots. Packets fall on them by weight.</summary>
internal sealed record HostSources(IReadOnlyList<WeightedHost> Hosts) : AttackSources;

/// <param name="Devices">Behind the address: each has a TTL of its own.</param>
internal readonly record struct WeightedHost(IpAddress Address, double Weight, ushort Devices = 1);

/// <summary>Sources drawn by one sender from all addresses of the target's family, or from a network that is not the sender's.</summary>
/// <param name="AvoidsBogons">Draws again where no public host can be.</param>
internal sealed record ForgedSources(byte Ttl, bool AvoidsBogons = false) : AttackSources
{
    private static readonly IpPrefix s_allV4 = IpPrefix.Parse("0.0.0.0/0");

    /// <summary>What the addresses are drawn from.</summary>
    public IpPrefix Within { get; init; } = s_allV4;
}

/// <summary>Sources drawn from the sender's own neighbourhood.</summary>
internal sealed record SweptSources(IReadOnlyList<IpPrefix> Prefixes, byte Ttl) : AttackSources;
