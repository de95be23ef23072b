using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Suyuan.Cli.Output;
using Suyuan.Simulation.Scoring;

namespace Suyuan.Cli.Scores;

/// <summary>A score for people, for documents, and for programs.</summary>
internal static class ScoreOutput
{
    private static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };

    public static void Write(Score score, ScoreFormat format, bool details, TextWriter output)
    {
        switch (format)
        {
            case ScoreFormat.Csv:
                Listing.Write(score.Rows, ScoreColumns.Rows, OutputFormat.Csv, output);
                break;
            case ScoreFormat.Json:
                output.WriteLine(JsonSerializer.Serialize(score, s_json));
                break;
            case ScoreFormat.Md:
                WriteSections(score, new MarkdownSections(output));
                break;
            default:
                WriteSections(score, new TextSections(output));
                if (details)
                {
                    MistakeListing.Write(score.Mistakes, output);
                }
                break;
        }
    }

    private static void WriteSections(Score score, IScoreSections sections)
    {
        sections.Table("Bars", score.Bars, ScoreColumns.Bars);
        // Rows of which the world has nothing say nothing.
        sections.Table("Counts", score.Rows.Where(row => row.Truth + row.Found + row.TruthOutOfScope > 0), ScoreColumns.Rows);
        sections.Lines("Events and bots", Start(score.StartError), Vectors(score.VectorSets), Alarms(score.FalseAlarms), Spoofed(score.SpoofedBots));
        sections.Table("Classes of traffic: observed packets (components)", score.Confusion.GroupBy(cell => cell.Truth), ScoreColumns.Confusion(score.Confusion));
        sections.Table("Confidence against the share that is true", score.Calibration, ScoreColumns.Calibration);
        sections.Table("Brier scores", score.Brier, ScoreColumns.Brier);
    }

    private static string Start(StartError start) => string.Create(
        CultureInfo.InvariantCulture,
        $"start of {start.Events:N0} events: {ScoreColumns.Percent(start.WithinMinuteShare)} within 60 s; error {ScoreColumns.Seconds(start.MedianSeconds)} median, {ScoreColumns.Seconds(start.P95Seconds)} 95th percentile");

    private static string Vectors(VectorSets sets) =>
        $"vectors: {ScoreColumns.Percent(sets.MeanJaccard)} in common (Jaccard, mean), {ScoreColumns.Percent(sets.ExactShare)} of the sets equal";

    private static string Alarms(FalseAlarms alarms) => alarms.PerDay is double daily
        ? string.Create(CultureInfo.InvariantCulture, $"false alarms: {alarms.Events:N0}, {daily:0.##} a day in {alarms.Days:0.##} days")
        : string.Create(CultureInfo.InvariantCulture, $"false alarms: {alarms.Events:N0}");

    private static string Spoofed(SpoofedBots bots) =>
        string.Create(CultureInfo.InvariantCulture, $"spoofed addresses among bots at 0.5: {bots.Spoofed:N0} of {bots.Bots:N0}, {ScoreColumns.Percent(bots.Share)}");
}

/// <summary>Where the parts of a score are written to.</summary>
internal interface IScoreSections
{
    void Table<T>(string title, IEnumerable<T> rows, IReadOnlyList<Column<T>> columns);

    void Lines(string title, params string[] lines);
}

internal sealed class TextSections(TextWriter output) : IScoreSections
{
    public void Table<T>(string title, IEnumerable<T> rows, IReadOnlyList<Column<T>> columns)
    {
        output.WriteLine(title);
        Listing.Write(rows, columns, OutputFormat.Table, output);
        output.WriteLine();
    }

    public void Lines(string title, params string[] lines)
    {
        output.WriteLine(title);
        foreach (string line in lines)
        {
            output.WriteLine($"  {line}");
        }
        output.WriteLine();
    }
}

internal sealed class MarkdownSections(TextWriter output) : IScoreSections
{
    public void Table<T>(string title, IEnumerable<T> rows, IReadOnlyList<Column<T>> columns)
    {
        output.WriteLine($"### {title}\n");
        output.WriteLine($"| {string.Join(" | ", columns.Select(column => column.Name))} |");
        output.WriteLine($"|{string.Concat(columns.Select(column => column.Numeric ? "---:|" : "---|"))}");
        foreach (T row in rows)
        {
            output.WriteLine($"| {string.Join(" | ", columns.Select(column => column.Text(row).Replace("|", "\\|", StringComparison.Ordinal)))} |");
        }
        output.WriteLine();
    }

    public void Lines(string title, params string[] lines)
    {
        output.WriteLine($"### {title}\n");
        foreach (string line in lines)
        {
            output.WriteLine($"* {line}");
        }
        output.WriteLine();
    }
}
