namespace Suyuan.Model;

/// <summary>Which resources a statistic is about. Headline rules (<see cref="HeadlineRules"/>) always apply.</summary>
/// <param name="Protocol">One reflection protocol; null = all, where an address abused for two protocols counts twice.</param>
public sealed record ResourceSelection(ResourceKind Kind, string? Protocol = null, SpoofScope Scope = SpoofScope.None);

/// <param name="Cloud">Over home and abroad.</param>
/// <param name="UnknownCountry">Not placed at all; neither home nor abroad.</param>
/// <param name="BelowHeadline">Found, but under the headline rules (one-packet reflectors, faint routers, weak bots): printed apart.</param>
public sealed record ResourceTotals(long Count, long Home, long Abroad, long Cloud, long UnknownCountry, long BelowHeadline)
{
    /// <summary>All that sampled packets of the period show, whatever its confidence; null where sampling hides none that could be told.</summary>
    public SeenResources? Seen { get; init; }
}

/// <summary>A category and its count; a null name is 未知.</summary>
public sealed record CategoryCount(string? Name, long Count);

/// <summary>One row of a Top 20.</summary>
public sealed record TopResource(IpAddress Address, string? Province, string? Network, long Events, long Packets, double Confidence);

/// <param name="Events">Entries seen in telemetry.</param>
/// <param name="Ordered">Entries known from command logs alone.</param>
/// <param name="Sensed">Entries known from sensors alone.</param>
/// <param name="Targets">Distinct targets of <paramref name="Events"/>.</param>
/// <param name="GapSensitivity">Event count by gap in hours: 1, 6, 24, 48.</param>
/// <param name="MedianSeconds">Median duration of events.</param>
public sealed record EventTotals(
    long Events, long Ordered, long Sensed, long Bursts, long Targets, long Packets, long Octets, long PeakBits, long PeakPackets,
    double MedianSeconds, IReadOnlyList<KeyValuePair<int, long>> GapSensitivity)
{
    /// <summary>Of <see cref="Packets"/> and <see cref="Octets"/>; null where it is not known.</summary>
    public TrafficRange? Range { get; init; }
}

public sealed record VectorCount(string Vector, long Events, long Packets, long Octets);

/// <param name="Day">In the home's zone.</param>
public sealed record DayCount(DateOnly Day, long Events, long Packets, long Octets);

public sealed record TopTarget(
    string EventId, IpPrefix Target, string? Country, string? Province, string? Network, long Start, long End, string Vectors, long Packets,
    long Octets, long PeakBits, long PeakPackets, int PeakSeconds, uint Sampling);

/// <summary>数据口径: what the numbers stand on.</summary>
/// <param name="RecordsRead">Flow records (packets of captures are metered into records) of the inputs that reach into the period.</param>
/// <param name="RefusedByReason">Named reasons with counts; RecordsRead = RecordsUsed + Σ.</param>
/// <param name="UndeterminedShare">Observed packets of flood components that no class claimed / all observed flood packets; null = no flood packets.</param>
/// <param name="Simulated">Some input says that it is simulated.</param>
/// <param name="Days">Days of the period with settled telemetry.</param>
/// <param name="DaysInPeriod">Days of the period.</param>
public sealed record Coverage(
    int Days, int DaysInPeriod, IReadOnlyList<ExporterCoverage> Exporters, long RecordsRead, long RecordsUsed,
    IReadOnlyList<KeyValuePair<string, long>> RefusedByReason, double? UndeterminedShare, IReadOnlyList<InputFile> Inputs, bool Simulated);

/// <param name="Minutes">Settled minutes within the period.</param>
/// <param name="Sampling">Largest sampling interval seen; 0 = unknown.</param>
public sealed record ExporterCoverage(string Exporter, long Minutes, uint Sampling, long Records);

/// <param name="From">First packet, Unix ms; null = none.</param>
public sealed record InputFile(string Name, string Format, long Bytes, string Sha256, long? From, long? To, long Records, bool Simulated);

/// <summary>Controllers: ordered an attack in the period, and those of them whose ordered attack is also seen in telemetry.</summary>
public sealed record ControllerActivity(long Ordered, long OrderedAndSeen);

/// <summary>Bots: beside the headline, the stricter counts.</summary>
public sealed record BotProof(long Proven, long ControllerLinked, double MedianPerDay);

/// <summary>
/// Everything a report asks of the store for one period. A resource counts in the period when it takes part in an event that starts there.
/// Answers are ordered: counts descending, then name ascending.
/// </summary>
public interface IPeriodStatistics
{
    Period Period { get; }

    HomeRegion Home { get; }

    Statistic<Coverage> Coverage();

    Statistic<EventTotals> Events();

    Statistic<IReadOnlyList<VectorCount>> Vectors();

    Statistic<IReadOnlyList<DayCount>> EventsPerDay();

    Statistic<IReadOnlyList<TopTarget>> LargestEvents(int count);

    /// <summary>Countries of attacked targets of events seen in telemetry.</summary>
    Statistic<IReadOnlyList<CategoryCount>> TargetCountries();

    Statistic<ResourceTotals> Totals(ResourceSelection selection);

    /// <summary>Abroad resources by ISO 3166-1 alpha-2.</summary>
    Statistic<IReadOnlyList<CategoryCount>> Countries(ResourceSelection selection);

    /// <summary>Home resources by province.</summary>
    Statistic<IReadOnlyList<CategoryCount>> Provinces(ResourceSelection selection);

    /// <summary>Home resources by label: the cloud's name in a cloud, else the operator (<see cref="Place.Network"/>).</summary>
    Statistic<IReadOnlyList<CategoryCount>> Networks(ResourceSelection selection);

    /// <summary>Home resources: events descending, then estimated packets descending, then address ascending.</summary>
    Statistic<IReadOnlyList<TopResource>> Top(ResourceSelection selection, int count);

    /// <summary>Reflectors by protocol token, all protocols that the data holds.</summary>
    Statistic<IReadOnlyList<CategoryCount>> ReflectorProtocols();

    Statistic<ControllerActivity> ControllerActivity();

    Statistic<BotProof> BotProof();

    /// <summary>The periods that are compared, of the length of this one: up to three before it that the store holds telemetry of, and itself as the last.</summary>
    Statistic<IReadOnlyList<PeriodVantage>> Vantage();

    Statistic<ResourceHistory> History(ResourceSelection selection);
}
