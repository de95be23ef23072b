namespace Suyuan.Simulation.Scoring;

/// <summary>How well findings match a truth.</summary>
public sealed record Score
{
    public required IReadOnlyList<Bar> Bars { get; init; }
    public required IReadOnlyList<ScoreRow> Rows { get; init; }
    public required StartError StartError { get; init; }
    public required VectorSets VectorSets { get; init; }
    public required SpoofedBots SpoofedBots { get; init; }
    public required FalseAlarms FalseAlarms { get; init; }
    public required IReadOnlyList<ConfusionCell> Confusion { get; init; }
    public required IReadOnlyList<CalibrationBin> Calibration { get; init; }
    public required IReadOnlyList<BrierScore> Brier { get; init; }

    /// <summary>Everything missed, false or judged otherwise, for those who work on it; empty where not asked for.</summary>
    public required IReadOnlyList<Mistake> Mistakes { get; init; }
}

/// <summary>Events seen in telemetry that are none.</summary>
/// <param name="Days">Of telemetry; null = unknown.</param>
/// <param name="BackgroundOnly">The truth has no attack at all: the bar is on such worlds.</param>
public sealed record FalseAlarms(long Events, double? Days, bool BackgroundOnly)
{
    public double? PerDay => Days > 0 ? Events / Days : null;
}

/// <summary>Truth against findings, in the order of the way of the data: events, resources, classes, confidences, bars.</summary>
public static class Scorer
{
    /// <param name="withMistakes">Every disagreement is explained: in large worlds that takes longer than counting.</param>
    public static Score Score(Findings truth, Findings found, ScopeRules rules, bool withMistakes = true)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(found);
        MatchedWorld world = new(truth, found, rules);
        ResourceScores resources = new(world);
        ScoreRow[] rows = [.. EventScores.Rows(world), .. resources.Rows()];
        StartError start = EventScores.StartErrors(world);
        SpoofedBots spoofed = SpoofedBots.Of(world, resources);
        FalseAlarms alarms = new(
            EventScores.False(world).Count(one => one.Basis == Model.EventBasis.Flows), found.Days, !truth.Events.Any(one => one.Basis == Model.EventBasis.Flows));
        return new Score
        {
            Bars = Bar.All(rows, start, spoofed, alarms),
            Rows = rows,
            StartError = start,
            VectorSets = EventScores.VectorSets(world),
            SpoofedBots = spoofed,
            FalseAlarms = alarms,
            Confusion = SpoofConfusion.Of(world),
            Calibration = Calibration.BinsOf(resources),
            Brier = Calibration.BrierOf(resources),
            Mistakes = withMistakes ? [.. EventMistakes.Of(world), .. ResourceMistakes.Of(world, resources), .. ComponentMistakes.Of(world)] : [],
        };
    }
}
