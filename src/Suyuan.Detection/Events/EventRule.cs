using Suyuan.Model;

namespace Suyuan.Detection.Events;

/// <summary>Attack minutes, orders and sightings of one target → its events. Pure: the same facts give the same events.</summary>
public static class EventRule
{
    /// <summary>A pause longer than this ends a burst, ms (methods.md §2.1 item 4).</summary>
    public const long BurstPauseMs = 300_000;

    /// <summary>An order may precede the first packet by this, ms (methods.md §5.2).</summary>
    public const long OrderLeadMs = 300_000;

    /// <summary>A sensor entry needs this many packets … (methods.md §2.1 2(d), MP-H)</summary>
    public const long SensorPackets = 5;

    /// <summary>… within this time, ms.</summary>
    public const long SensorWindowMs = 60_000;

    /// <summary>Sampled packets over the event that a sampled event rests on at least (methods.md §2.1 item 3).</summary>
    public const long SampledPackets = 30;

    /// <summary>Events seen in telemetry.</summary>
    /// <param name="minutes">Of one target, ascending by minute.</param>
    public static IReadOnlyList<AttackEvent> Build(string storeKey, IpPrefix target, IReadOnlyList<AttackMinute> minutes, int gapHours = 24)
    {
        ArgumentNullException.ThrowIfNull(minutes);
        List<AttackEvent> events = [];
        foreach (IReadOnlyList<Burst> bursts in EventGrouping.Group(Bursts(target, minutes), TimeSpan.FromHours(gapHours)))
        {
            long start = bursts[0].Start;
            long end = bursts[^1].End;
            AttackMinute[] within = minutes.Where(minute => minute.First >= start && minute.First <= end).ToArray();
            if (within.Length == 0)
            {
                continue;
            }
            AttackMinute peakPackets = within.MaxBy(minute => minute.PeakPackets)!;
            events.Add(new AttackEvent
            {
                Id = AttackEvent.MakeId(storeKey, target, Minute.Of(start)),
                Target = target,
                Start = start,
                End = Math.Min(end, within.Max(minute => minute.Last)),
                Vectors = within.Select(minute => minute.Vector).Distinct().Order().ToArray(),
                Bursts = bursts,
                Packets = within.Sum(minute => minute.Packets),
                Octets = within.Sum(minute => minute.Octets),
                SampledPackets = within.Sum(minute => minute.SampledPackets),
                PeakPackets = Peak(within, minute => minute.PeakPackets),
                PeakBits = Peak(within, minute => minute.PeakBits),
                PeakSeconds = peakPackets.PeakSeconds,
                Basis = EventBasis.Flows,
                Sampling = within.Max(minute => minute.Sampling),
                Hosts = within.Max(minute => minute.Hosts),
                Trimmed = within.Sum(minute => minute.Trimmed),
                PossibleDuplicates = within.Any(minute => minute.PossibleDuplicates),
            });
        }
        return events;
    }

    /// <summary>Entries for orders that no event seen in telemetry explains.</summary>
    public static IReadOnlyList<AttackEvent> BuildOrdered(
        string storeKey, IpPrefix target, IReadOnlyList<BotnetCommand> commands, IReadOnlyList<AttackEvent> seen)
    {
        ArgumentNullException.ThrowIfNull(commands);
        IEnumerable<Burst> orders = commands.Select(command =>
        {
            long start = command.Time.ToUnixTimeMilliseconds();
            return new Burst(target, start, start + ((command.Duration ?? 0) * 1000L));
        });
        return Entries(storeKey, target, orders.Where(order => !seen.Any(one => Overlaps(order, one, OrderLeadMs))), EventBasis.Command, _ => []);
    }

    /// <summary>Entries for attacks that only sensors saw.</summary>
    public static IReadOnlyList<AttackEvent> BuildSensed(
        string storeKey, IpPrefix target, IReadOnlyList<SensorSighting> sightings, IReadOnlyList<AttackEvent> known)
    {
        ArgumentNullException.ThrowIfNull(sightings);
        SensorSighting[] ordered = sightings.OrderBy(sighting => sighting.Time).ToArray();
        List<Burst> strong = [];
        foreach (SensorSighting sighting in ordered)
        {
            long time = sighting.Time.ToUnixTimeMilliseconds();
            long packets = ordered
                .Where(other => other.Sensor == sighting.Sensor && other.Protocol == sighting.Protocol)
                .Where(other => other.Time.ToUnixTimeMilliseconds() is long at && at >= time && at < time + SensorWindowMs)
                .Sum(other => other.Packets);
            if (packets >= SensorPackets)
            {
                strong.Add(new Burst(target, time, time));
            }
        }
        return Entries(
            storeKey, target, strong.Where(burst => !known.Any(one => Overlaps(burst, one, OrderLeadMs))), EventBasis.Sensor,
            within => ordered.Where(sighting => within.Any(burst => sighting.Time.ToUnixTimeMilliseconds() is long at && at >= burst.Start && at <= burst.End))
                .Select(sighting => VectorCatalog.ReflectionOf(sighting.Protocol)).OfType<AttackVector>().Distinct().Order().ToArray());
    }

    /// <summary>Minutes whose packets pause no longer than <see cref="BurstPauseMs"/>, whatever their vectors.</summary>
    internal static List<Burst> Bursts(IpPrefix target, IReadOnlyList<AttackMinute> minutes)
    {
        List<Burst> bursts = [];
        foreach (AttackMinute minute in minutes.OrderBy(minute => minute.First))
        {
            if (bursts.Count > 0 && minute.First - bursts[^1].End <= BurstPauseMs)
            {
                bursts[^1] = bursts[^1] with { End = Math.Max(bursts[^1].End, minute.Last) };
            }
            else
            {
                bursts.Add(new Burst(target, minute.First, minute.Last));
            }
        }
        return bursts;
    }

    private static List<AttackEvent> Entries(
        string storeKey, IpPrefix target, IEnumerable<Burst> parts, EventBasis basis, Func<IReadOnlyList<Burst>, IReadOnlyList<AttackVector>> vectors)
    {
        List<Burst> bursts = [];
        foreach (Burst part in parts.OrderBy(part => part.Start).ThenBy(part => part.End))
        {
            if (bursts.Count > 0 && part.Start - bursts[^1].End <= BurstPauseMs)
            {
                bursts[^1] = bursts[^1] with { End = Math.Max(bursts[^1].End, part.End) };
            }
            else
            {
                bursts.Add(part);
            }
        }
        return EventGrouping.Group(bursts, EventGrouping.StandardGap).Select(group => new AttackEvent
        {
            Id = AttackEvent.MakeId(storeKey + "/" + basis.Token(), target, Minute.Of(group[0].Start)),
            Target = target,
            Start = group[0].Start,
            End = group[^1].End,
            Vectors = vectors(group),
            Bursts = group,
            Basis = basis,
        }).ToList();
    }

    private static bool Overlaps(Burst part, AttackEvent one, long leadMs) => part.Start <= one.End && part.End >= one.Start - leadMs;

    /// <summary>Vectors of one minute add up: the peak of the event is that of its busiest minute.</summary>
    private static long Peak(AttackMinute[] minutes, Func<AttackMinute, long> peak) =>
        minutes.GroupBy(minute => minute.Minute).Max(group => group.Sum(peak));
}
