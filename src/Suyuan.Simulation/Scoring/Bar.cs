namespace Suyuan.Simulation.Scoring;

/// <summary>What accuracy is asked for, and whether it was reached.</summary>
/// <param name="Limit">As it is printed.</param>
/// <param name="Value">Null = not measured: this world has nothing to measure it on.</param>
/// <param name="Met">Null where not measured.</param>
public sealed record Bar(string Name, string Limit, double? Value, bool? Met)
{
    internal static IReadOnlyList<Bar> All(IReadOnlyList<ScoreRow> rows, StartError start, SpoofedBots spoofed, FalseAlarms alarms)
    {
        ScoreRow events = Row(EventScores.Events, "all");
        ScoreRow cross = Row(ResourceScores.CrossRouters, "all");
        ScoreRow local = Row(ResourceScores.LocalRouters, "all");
        return
        [
            AtLeast("events: precision", 0.98, events.Precision),
            AtLeast("events: recall", 0.98, events.Recall),
            AtMost("events: count error", 0.02, events.CountError is double error ? Math.Abs(error) : null),
            AtLeast("events: start within one minute", 0.98, start.WithinMinuteShare),
            AtLeast("reflectors, NTP: precision", 0.99, RowOrNull(ResourceScores.Reflectors, "ntp")?.Precision),
            AtLeast("reflectors, Memcached: precision", 0.99, RowOrNull(ResourceScores.Reflectors, "memcached")?.Precision),
            AtLeast("reflectors, SSDP: precision", 0.97, RowOrNull(ResourceScores.Reflectors, "ssdp")?.Precision),
            AtLeast("reflectors, DNS: precision", 0.97, RowOrNull(ResourceScores.Reflectors, "dns")?.Precision),
            AtLeast("reflectors: recall", 0.97, Row(ResourceScores.Reflectors, "all", ResourceScores.ListedConfidence).Recall),
            AtLeast("bots at 0.8: precision", 0.97, Row(ResourceScores.Bots, "all", 0.8).Precision),
            AtLeast("bots at 0.5: recall", 0.90, Row(ResourceScores.Bots, "all", 0.5).Recall),
            new("bots at 0.5: spoofed addresses", "< 0.5 %", spoofed.Share, spoofed.Share is double share ? share < 0.005 : null),
            AtLeast("controllers, with logs: precision", 0.98, Row(ResourceScores.Controllers, "with logs", ResourceScores.ListedConfidence).Precision),
            AtLeast("controllers, with logs: recall", 0.98, Row(ResourceScores.Controllers, "with logs", ResourceScores.ListedConfidence).Recall),
            AtLeast("controllers, from flows alone up to 1 in 100: precision", 0.8,
                rows.Single(row => row.What == ResourceScores.ControllersByFlows && row.Part != "all").Precision),
            new("cross-domain routers: false ones", "0", cross.False, cross.False == 0),
            AtLeast("cross-domain routers: recall", 0.97, cross.Recall),
            AtLeast("local routers: precision", 0.97, local.Precision),
            AtLeast("local routers: recall", 0.93, local.Recall),
            AtMost("false alarms a day, background only", 1, alarms.BackgroundOnly ? alarms.PerDay : null, percent: false),
            // Measured from a record's arrival, by a live collector; a store does not know it.
            new("alarm latency: p99", "< 1 s", null, null),
        ];

        ScoreRow Row(string what, string part, double? confidence = null) => RowOrNull(what, part, confidence)!;

        ScoreRow? RowOrNull(string what, string part, double? confidence = null) =>
            rows.FirstOrDefault(row => row.What == what && row.Part == part && (confidence is null || row.Confidence == confidence));
    }

    private static Bar AtLeast(string name, double limit, double? value) =>
        new(name, FormattableString.Invariant($"≥ {limit * 100:0.#} %"), value, value is double measured ? measured >= limit : null);

    private static Bar AtMost(string name, double limit, double? value, bool percent = true) =>
        new(
            name, percent ? FormattableString.Invariant($"≤ {limit * 100:0.#} %") : FormattableString.Invariant($"≤ {limit:0.#}"), value,
            value is double measured ? measured <= limit : null);
}
