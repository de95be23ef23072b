using Suyuan.Model;
using Suyuan.Simulation.Traffic;
using Suyuan.Simulation.Worlds;

namespace Suyuan.Simulation.Truth;

/// <summary>One resource in one event, at one exporter interface.</summary>
internal sealed record TruthParticipation
{
    public required string EventId { get; init; }
    public required string Kind { get; init; }
    public string Protocol { get; init; } = "";
    public string Scope { get; init; } = "";
    public required IpAddress Address { get; init; }
    public string Exporter { get; init; } = "";
    public uint? Interface { get; init; }
    public long Packets { get; init; }
    public long Octets { get; init; }
    public long SampledPackets { get; init; }
    public required long First { get; init; }
    public required long Last { get; init; }
}

internal sealed record TruthComponent(string EventId, string Exporter, uint Interface, string Class, long Packets, long SampledPackets);

/// <summary>Collects, after a run, who took part in what: true counts from the world, sampled counts from the traffic.</summary>
/// <param name="keys">What each exporter is called in the data, by its name.</param>
internal sealed class TruthBook(World world, IReadOnlyList<AttackPart> parts, IReadOnlyDictionary<string, string> keys)
{
    private const long CommandLeadMs = 300_000;

    private readonly ILookup<object, AttackPart> _byStage = parts.ToLookup(part => (object)part.Stage, ReferenceEqualityComparer.Instance);

    public IReadOnlyList<TruthEvent> Events { get; } = TruthEvent.Of(world);

    public IReadOnlyList<TruthComponent> Components()
    {
        Dictionary<(string Event, string Exporter, uint Interface, string Class), (long Packets, long Sampled)> sums = [];
        foreach (TruthEvent truth in Events)
        {
            foreach (AttackPart part in EntriesOf(truth))
            {
                (string, string, uint, string) key = (truth.Id, keys[part.Exporter.Name], part.Interface, ClassOf(part));
                (long packets, long sampled) = sums.GetValueOrDefault(key);
                sums[key] = (packets + part.Stage.Packets, sampled + part.Exported);
            }
        }
        return [.. sums.OrderBy(row => row.Key.Event, StringComparer.Ordinal).ThenBy(row => row.Key.Exporter, StringComparer.Ordinal)
            .ThenBy(row => row.Key.Interface).ThenBy(row => row.Key.Class, StringComparer.Ordinal)
            .Select(row => new TruthComponent(row.Key.Event, row.Key.Exporter, row.Key.Interface, row.Key.Class, row.Value.Packets, row.Value.Sampled))];
    }

    public IReadOnlyList<TruthParticipation> Participations()
    {
        List<TruthParticipation> rows = [];
        foreach (TruthEvent truth in Events)
        {
            foreach (AttackPart part in EntriesOf(truth))
            {
                rows.AddRange(part.Stage.Sources is HostSources hosts ? HostRows(truth, part, hosts) : RouterRows(truth, part));
            }
            rows.AddRange(ControllerRows(truth));
        }
        foreach (CommandEntry entry in CommandEntries())
        {
            rows.AddRange(entry.Commands.Select(command => command.Controller).Distinct().Select(controller => new TruthParticipation
            {
                EventId = entry.Id,
                Kind = "controller",
                Address = controller,
                First = entry.Start,
                Last = entry.End,
            }));
        }
        return [.. rows
            .GroupBy(row => (row.EventId, row.Kind, row.Protocol, row.Scope, row.Address, row.Exporter, row.Interface))
            .Select(group => group.First() with
            {
                Packets = group.Sum(row => row.Packets),
                Octets = group.Sum(row => row.Octets),
                SampledPackets = group.Sum(row => row.SampledPackets),
                First = group.Min(row => row.First),
                Last = group.Max(row => row.Last),
            })
            .OrderBy(row => row.EventId, StringComparer.Ordinal).ThenBy(row => row.Kind, StringComparer.Ordinal)
            .ThenBy(row => row.Protocol, StringComparer.Ordinal).ThenBy(row => row.Address).ThenBy(row => row.Exporter, StringComparer.Ordinal)
            .ThenBy(row => row.Interface)];
    }

    /// <summary>Orders for targets that no exporter saw under attack, one entry for each target.</summary>
    public IReadOnlyList<CommandEntry> CommandEntries() =>
    [
        .. world.Commands.Where(command => command.Target is not null && !Events.Any(truth => IsOrderFor(command, truth)))
            .GroupBy(command => command.Target!.Value).OrderBy(group => group.Key)
            .Select(group => new CommandEntry(
                AttackEvent.MakeId(world.Name, group.Key, Minute.Of(group.Min(command => command.Time.ToUnixTimeMilliseconds()))), group.Key,
                group.Min(command => command.Time.ToUnixTimeMilliseconds()),
                group.Max(command => command.Time.ToUnixTimeMilliseconds() + ((command.Duration ?? 0) * 1000L)), [.. group])),
    ];

    /// <summary>True octets of a stage, at the mean length of the packets exported of it.</summary>
    public static long OctetsOf(AttackPart part) => part.Exported == 0 ? 0 : (long)((Int128)part.Stage.Packets * part.ExportedOctets / part.Exported);

    /// <summary>The event's traffic where it enters; later routers see the same packets again.</summary>
    public IEnumerable<AttackPart> EntriesOf(TruthEvent truth) => truth.Stages.SelectMany(stage => _byStage[stage]).Where(part => part.IsEntry);

    /// <summary>Does it hit the target, or only ask others to?</summary>
    public static bool HitsTarget(AttackPart part) => part.Stage.RequestsTo.Count == 0;

    private static string ClassOf(AttackPart part) => part.Stage.Sources switch
    {
        ForgedSources => "cross_domain",
        SweptSources => "local",
        _ => part.Stage.Vector.IsReflection ? "reflection" : "real",
    };

    private IEnumerable<TruthParticipation> HostRows(TruthEvent truth, AttackPart part, HostSources sources)
    {
        bool reflection = part.Stage.Vector.IsReflection;
        double total = sources.Hosts.Sum(host => host.Weight);
        long octets = OctetsOf(part);
        for (int index = 0; index < sources.Hosts.Count; index++)
        {
            WeightedHost host = sources.Hosts[index];
            yield return new TruthParticipation
            {
                EventId = truth.Id,
                Kind = reflection ? "reflector" : "bot",
                Protocol = reflection ? part.Stage.Vector.Token.Replace("-reflection", "", StringComparison.Ordinal) : "",
                // Bots with IPv6 count per /64: hosts change addresses within theirs.
                Address = reflection || host.Address.IsV4 ? host.Address : IpPrefix.Network(host.Address).Address,
                Exporter = keys[part.Exporter.Name],
                Interface = part.Interface,
                Packets = (long)(part.Stage.Packets * host.Weight / total),
                Octets = (long)(octets * host.Weight / total),
                SampledPackets = part.ExportedOf(index),
                First = part.Stage.Start,
                Last = part.Stage.End,
            };
        }
    }

    /// <summary>Only a customer-facing entry names its router; elsewhere the packets were merely passing, and a capture is no router.</summary>
    private IEnumerable<TruthParticipation> RouterRows(TruthEvent truth, AttackPart part)
    {
        ExporterModel exporter = part.Exporter;
        if (exporter.Encoding != ExportEncoding.Packets && exporter.Interfaces.First(row => row.Index == part.Hop.Input).Role == InterfaceRole.Edge)
        {
            yield return new TruthParticipation
            {
                EventId = truth.Id,
                Kind = "spoofing_router",
                Scope = ClassOf(part),
                Address = exporter.PublicAddress,
                Exporter = keys[exporter.Name],
                Interface = part.Interface,
                Packets = part.Stage.Packets,
                Octets = OctetsOf(part),
                SampledPackets = part.Exported,
                First = part.Stage.Start,
                Last = part.Stage.End,
            };
        }
    }

    private IEnumerable<TruthParticipation> ControllerRows(TruthEvent truth) =>
        world.Commands.Where(command => IsOrderFor(command, truth)).Select(command => command.Controller)
            .Concat(EntriesOf(truth).SelectMany(part => part.Attack.Controllers)).Distinct()
            .Select(controller => new TruthParticipation
            {
                EventId = truth.Id,
                Kind = "controller",
                Address = controller,
                First = truth.Start,
                Last = truth.End,
            });

    private static bool IsOrderFor(BotnetCommand command, TruthEvent truth)
    {
        long time = command.Time.ToUnixTimeMilliseconds();
        return command.Target == truth.Target && time >= truth.Start - CommandLeadMs && time <= truth.End;
    }
}

/// <summary>An attack known only from its orders.</summary>
internal sealed record CommandEntry(string Id, IpPrefix Target, long Start, long End, IReadOnlyList<BotnetCommand> Commands);
