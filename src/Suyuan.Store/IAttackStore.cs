using Suyuan.Model;

namespace Suyuan.Store;

/// <summary>
/// Keeps facts (evidence, logs, settled minutes) and verdicts (events, participations). Facts are appended; verdicts are revised, readers take
/// the highest revision. One owner per store. Not thread-safe: one caller at a time.
/// </summary>
public interface IAttackStore : IAttackReader
{
    /// <summary>Random text made with the store; enters event ids.</summary>
    string Key { get; }

    // Facts -------------------------------------------------------------------------------------------------------------------------

    /// <summary>Minutes that earlier commits made final, per exporter key.</summary>
    SettledMinutes LoadSettled();

    /// <summary>Sizes in octets of the inputs whose ingest ran to its end, by SHA-256 in hex.</summary>
    IReadOnlyDictionary<string, long> LoadFinishedInputs();

    /// <summary>Attack minutes of the last 25 hours before <paramref name="minute"/>, to know which bursts are open; ordered by target, minute.</summary>
    IReadOnlyList<AttackMinute> LoadRecentAttackMinutes(long minute);

    /// <summary>Appends a commit in one transaction: all of it, or nothing.</summary>
    void Commit(EvidenceCommit commit);

    /// <summary>Withdraws all telemetry facts of whole hours that touch [fromMinute, toMinute], for <c>--rebuild</c>; their targets become stale.</summary>
    void Retract(long fromMinute, long toMinute);

    /// <summary>A row for the same exporter and interface replaces the one before.</summary>
    void SaveExporters(IEnumerable<ExporterSettings> settings);

    /// <summary>The routing table that was given last, with the siblings given last; verdicts are made with it.</summary>
    RouteTable LoadRoutes();

    /// <summary>Files that <see cref="LoadRoutes"/> comes from.</summary>
    IReadOnlyList<RoutingSource> RoutingSources();

    /// <summary>Takes the place of the table before. Verdicts that stand are made anew only with new facts of their target.</summary>
    void SaveRoutes(RouteTable routes, IReadOnlyList<RoutingSource> sources);

    void SaveSiblings(SiblingTable siblings, RoutingSource source);

    /// <summary>Notes what the commits from now on are found by.</summary>
    /// <param name="changes">Thresholds of the profile that are others than the usual ones, as <c>key=value</c> with spaces between, in order of keys; empty = none.</param>
    void SaveThresholds(string profile, string changes);

    // Verdicts ----------------------------------------------------------------------------------------------------------------------

    /// <summary>
    /// Targets with facts (minutes, orders, sightings, check-ins of their sources) newer than their verdicts, in ascending order of target, each with all its facts.
    /// Streams: the facts of one target are in memory at a time.
    /// </summary>
    IEnumerable<TargetFacts> ReadStaleTargets(ExporterTable exporters);

    /// <summary>Writes verdicts of targets in one transaction; events of those targets that are not among them are withdrawn.</summary>
    void SaveVerdicts(IReadOnlyList<TargetVerdict> verdicts);

    /// <summary>Observed background of all interfaces, summed over commits.</summary>
    IReadOnlyList<InterfaceBackground> LoadInterfaceBackground(ExporterTable exporters);

    /// <summary>Check-ins of a time range, for linking bots to controllers.</summary>
    IReadOnlyList<BotnetCheckin> LoadCheckins(DateTimeOffset from, DateTimeOffset to);

    /// <summary>
    /// Indicators of a kind whose first to last sight touches [from, to), ordered by address, name, first sight. A feed can have many rows: load a period's once
    /// and look them up by address, not once an event.
    /// </summary>
    IReadOnlyList<Indicator> LoadIndicators(IndicatorKind kind, DateTimeOffset from, DateTimeOffset to);

    // Places ------------------------------------------------------------------------------------------------------------------------

    /// <summary>Places every resource and target address that has no place yet in this version of the address data.</summary>
    void PlaceAddresses(IPlaceLookup places, ExporterDirectory exporters);
}
