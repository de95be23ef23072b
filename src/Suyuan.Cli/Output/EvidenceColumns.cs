using Suyuan.Reporting;
using Suyuan.Store;

namespace Suyuan.Cli.Output;

/// <summary>Participations with what an analyst asks next: against whom, by which rule, and that in words.</summary>
internal static class EvidenceColumns
{
    public static IReadOnlyList<Column<ParticipationRow>> Participations(ReportLanguage language) =>
    [
        .. ListColumns.Participations,
        new("target", row => row.EventTarget),
        new("vectors", row => row.EventVectors),
        new("rule", row => row.Participation.Rule),
        new("detail", row => row.Participation.Detail),
        new("evidence", row => EvidenceText.Of(row.Participation, language)),
    ];
}
