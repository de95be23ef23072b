using Suyuan.Model;

namespace Suyuan.Simulation.Scoring;

/// <summary>Interfaces whose traffic was judged to be of another class than it is, or of none.</summary>
internal static class ComponentMistakes
{
    /// <summary>Observed packets of a disagreement that is worth a line.</summary>
    private const double Packets = ScopeRules.EventSampledPackets;

    public static IEnumerable<Mistake> Of(MatchedWorld world)
    {
        foreach ((EventFinding truth, EventFinding found) in EventScores.Matched(world))
        {
            foreach ((string exporter, uint number, IReadOnlyList<ConfusionCell> cells) in SpoofConfusion.Units(world, truth, found))
            {
                foreach (ConfusionCell cell in cells.Where(cell => cell.Truth != cell.Found && cell.Truth != SpoofConfusion.None && cell.SampledPackets >= Packets))
                {
                    ComponentFinding? judged = world.ComponentsOfFound[found.Id]
                        .Where(row => row.Exporter == exporter && row.Interface == number && row.Class.Token() == cell.Found).MaxBy(row => row.SampledPackets);
                    yield return new Mistake(
                        Mistake.Differs, "component", $"{exporter}/{number}", $"{cell.Truth} judged {cell.Found}{(judged is null ? "" : $" by {judged.Rule}")}",
                        FormattableString.Invariant(
                            $"{cell.SampledPackets:N0} packets observed against {truth.Target} {truth.VectorText}{(judged is null ? "" : $"; {judged.Detail}")}"),
                        truth.Id)
                    {
                        Where = $"{exporter}/{number}",
                    };
                }
            }
        }
    }
}
