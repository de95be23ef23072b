using System.Globalization;
using Suyuan.Cli.Output;
using Suyuan.Simulation.Scoring;

namespace Suyuan.Cli.Scores;

/// <summary>Columns of a score's tables, the same in every format. Empty = not measured.</summary>
internal static class ScoreColumns
{
    public static IReadOnlyList<Column<Bar>> Bars { get; } =
    [
        new("bar", bar => bar.Name),
        new("limit", bar => bar.Limit),
        new("measured", bar => bar.Value is not double value
            ? "not measured"
            : bar.Limit.EndsWith('%') ? Percent(value) : value.ToString("0.##", CultureInfo.InvariantCulture)),
        new("result", bar => bar.Met switch { true => "pass", false => "FAIL", null => "not measured" }),
    ];

    public static IReadOnlyList<Column<ScoreRow>> Rows { get; } =
    [
        new("what", row => row.What),
        new("part", row => row.Part),
        new("confidence", row => row.Confidence == 0 ? "" : Listing.Confidence(row.Confidence), true),
        new("truth", row => Listing.Number(row.Truth), true),
        new("found", row => Listing.Number(row.Found), true),
        new("right", row => Listing.Number(row.Right), true),
        new("false", row => Listing.Number(row.False), true),
        new("precision", row => Share(row.Precision), true),
        new("recall", row => Share(row.Recall), true),
        new("f1", row => Share(row.F1), true),
        new("count_error", row => Share(row.CountError), true),
        new("truth_out_of_scope", row => Listing.Number(row.TruthOutOfScope), true),
        new("found_out_of_scope", row => Listing.Number(row.FoundOutOfScope), true),
    ];

    /// <summary>True classes down, found ones across: observed packets, and in brackets the components that went there for the most part.</summary>
    public static IReadOnlyList<Column<IGrouping<string, ConfusionCell>>> Confusion(IReadOnlyList<ConfusionCell> cells) =>
    [
        new("truth \\ found", row => row.Key),
        .. cells.Select(cell => cell.Found).Distinct().Order(StringComparer.Ordinal).Select(found => new Column<IGrouping<string, ConfusionCell>>(
            found, row => row.FirstOrDefault(cell => cell.Found == found) is ConfusionCell cell
                ? string.Create(CultureInfo.InvariantCulture, $"{cell.SampledPackets:N0} ({cell.Components:N0})")
                : "", true)),
    ];

    public static IReadOnlyList<Column<CalibrationBin>> Calibration { get; } =
    [
        new("kind", bin => bin.Kind),
        new("from", bin => Listing.Confidence(bin.From), true),
        new("to", bin => Listing.Confidence(bin.To), true),
        new("resources", bin => Listing.Number(bin.Resources), true),
        new("mean_confidence", bin => Share(bin.MeanConfidence), true),
        new("right_share", bin => Share(bin.RightShare), true),
    ];

    public static IReadOnlyList<Column<BrierScore>> Brier { get; } =
    [
        new("kind", row => row.Kind),
        new("resources", row => Listing.Number(row.Resources), true),
        new("brier_score", row => Share(row.Score), true),
    ];

    public static string Percent(double? share) => share is double value ? (value * 100).ToString("0.0", CultureInfo.InvariantCulture) + " %" : "–";

    public static string Seconds(double? seconds) => seconds is double value ? value.ToString("0.0", CultureInfo.InvariantCulture) + " s" : "–";

    private static string Share(double? share) => share?.ToString("0.0000", CultureInfo.InvariantCulture) ?? "";
}
