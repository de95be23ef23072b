using Suyuan.Store;

namespace Suyuan.Cli.Output;

/// <summary>Participations with what an analyst asks next: against whom, and by which rule.</summary>
internal static class EvidenceColumns
{
    public static IReadOnlyList<Column<ParticipationRow>> Participations { get; } =
    [
        .. ListColumns.Participations,
        new("target", row => row.EventTarget),
        new("vectors", row => row.EventVectors),
        new("rule", row => row.Participation.Rule),
        new("detail", row => row.Participation.Detail),
    ];
}
