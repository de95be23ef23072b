using Suyuan.Simulation.Worlds;

namespace Suyuan.Simulation.Truth;

/// <summary>
/// A burst longer than 24 hours is cut every 24 hours from its start, and each piece is an event. The stages are cut before they are sampled,
/// so that each piece has counts of its own.
/// </summary>
internal static class LongBursts
{
    public static IReadOnlyList<Attack> Cut(IReadOnlyList<Attack> attacks)
    {
        List<Attack> result = [];
        foreach (IGrouping<Suyuan.Model.IpPrefix, Attack> target in attacks.GroupBy(attack => attack.Target))
        {
            List<(long Start, long End)> longOnes =
            [
                .. TruthEvent.BurstsOf([.. target.SelectMany(attack => attack.Stages).OrderBy(stage => stage.Start)])
                    .Where(burst => burst.End - burst.Start > TruthEvent.DayMs),
            ];
            result.AddRange(target.Select(attack => longOnes.Count == 0 ? attack : attack with { Stages = [.. attack.Stages.SelectMany(stage => Cut(stage, longOnes))] }));
        }
        return result;
    }

    private static IEnumerable<AttackStage> Cut(AttackStage stage, List<(long Start, long End)> bursts)
    {
        (long Start, long End) burst = bursts.FirstOrDefault(burst => burst.Start <= stage.Start && stage.End <= burst.End);
        AttackStage rest = stage;
        while (burst.End != 0)
        {
            long cut = burst.Start + (((rest.Start - burst.Start) / TruthEvent.DayMs) + 1) * TruthEvent.DayMs;
            if (cut >= rest.End)
            {
                break;
            }
            int seconds = (int)((cut - rest.Start) / 1000);
            yield return rest with { Seconds = seconds };
            rest = rest with { Start = cut, Seconds = rest.Seconds - seconds };
        }
        yield return rest;
    }
}
