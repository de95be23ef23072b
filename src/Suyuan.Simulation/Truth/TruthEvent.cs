using Suyuan.Model;
using Suyuan.Simulation.Worlds;

namespace Suyuan.Simulation.Truth;

/// <summary>An event as the definitions count it: bursts on one target, joined by the 24-hour rule.</summary>
/// <param name="Bursts">Start and end, Unix ms.</param>
internal sealed record TruthEvent(string Id, IpPrefix Target, IReadOnlyList<(long Start, long End)> Bursts, IReadOnlyList<AttackStage> Stages)
{
    private const long MaxPauseMs = 300_000;
    public const long DayMs = 86_400_000;

    public long Start => Bursts[0].Start;

    public long End => Bursts[^1].End;

    /// <summary>All events of a world, by target and time.</summary>
    public static IReadOnlyList<TruthEvent> Of(World world)
    {
        List<TruthEvent> events = [];
        foreach (IGrouping<IpPrefix, Attack> target in world.Attacks.GroupBy(attack => attack.Target).OrderBy(group => group.Key))
        {
            AttackStage[] stages = [.. target.SelectMany(attack => attack.Stages).OrderBy(stage => stage.Start).ThenBy(stage => stage.Vector)];
            List<(long Start, long End)> open = [];
            foreach ((long Start, long End) burst in BurstsOf(stages).SelectMany(Pieces))
            {
                if (open.Count > 0 && !(burst.Start - open[^1].End < DayMs && burst.End - open[0].Start <= DayMs))
                {
                    events.Add(Close(world, target.Key, open, stages));
                    open = [];
                }
                open.Add(burst);
            }
            events.Add(Close(world, target.Key, open, stages));
        }
        return events;
    }

    /// <summary>Stages joined where they overlap or pause no longer than 300 s.</summary>
    public static List<(long Start, long End)> BurstsOf(IReadOnlyList<AttackStage> stages)
    {
        List<(long Start, long End)> bursts = [];
        foreach (AttackStage stage in stages)
        {
            if (bursts.Count > 0 && stage.Start - bursts[^1].End <= MaxPauseMs)
            {
                bursts[^1] = (bursts[^1].Start, Math.Max(bursts[^1].End, stage.End));
            }
            else
            {
                bursts.Add((stage.Start, stage.End));
            }
        }
        return bursts;
    }

    private static IEnumerable<(long Start, long End)> Pieces((long Start, long End) burst)
    {
        for (long start = burst.Start; start < burst.End; start += DayMs)
        {
            yield return (start, Math.Min(start + DayMs, burst.End));
        }
    }

    private static TruthEvent Close(World world, IpPrefix target, List<(long Start, long End)> bursts, AttackStage[] stages) => new(
        AttackEvent.MakeId(world.Name, target, Minute.Of(bursts[0].Start)), target, bursts,
        [.. stages.Where(stage => stage.Start >= bursts[0].Start && stage.End <= bursts[^1].End)]);
}
