using Suyuan.Model;
using Suyuan.Reporting;
using Suyuan.Store;

namespace Suyuan.Cli.Output;

/// <summary>Verdicts for people: a line of facts each, below it the evidence in words.</summary>
internal static class EvidenceListing
{
    /// <summary>More than this many are left to CSV.</summary>
    private const int Limit = 50;

    /// <param name="heading">What leads a row: the event where the resource is known, the resource where the event is.</param>
    public static void Write(IReadOnlyList<ParticipationRow> rows, Func<ParticipationRow, string> heading, DetailTexts texts, TextWriter output)
    {
        foreach (ParticipationRow row in rows.Take(Limit))
        {
            output.WriteLine($"{heading(row)}{texts.Facts(row.Participation)}");
            output.WriteLine($"  {EvidenceText.Of(row.Participation, texts.Language)}");
        }
        output.WriteLine(texts.Rows(Math.Min(rows.Count, Limit), rows.Count));
    }

    public static void Write(IReadOnlyList<Component> rows, DetailTexts texts, TextWriter output)
    {
        foreach (Component row in rows.Take(Limit))
        {
            output.WriteLine(texts.Component(row));
            output.WriteLine($"  {EvidenceText.Of(row, texts.Language)}");
        }
        output.WriteLine(texts.Rows(Math.Min(rows.Count, Limit), rows.Count));
    }
}
