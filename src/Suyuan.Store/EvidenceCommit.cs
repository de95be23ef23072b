using Suyuan.Model;

namespace Suyuan.Store;

/// <summary>What one transaction appends. Exporter indexes in it refer to <see cref="Exporters"/>.</summary>
public sealed record EvidenceCommit
{
    public required ExporterTable Exporters { get; init; }

    public IReadOnlyList<AttackMinute> Minutes { get; init; } = [];

    public IReadOnlyList<Segment> Segments { get; init; } = [];

    public IReadOnlyList<InterfaceBackground> Background { get; init; } = [];

    public IReadOnlyList<BotnetCommand> Commands { get; init; } = [];

    public IReadOnlyList<BotnetCheckin> Checkins { get; init; } = [];

    public IReadOnlyList<SensorSighting> Sightings { get; init; } = [];

    /// <summary>All rows of a log come in one commit: a later one with rows of the same log takes their place.</summary>
    public IReadOnlyList<Indicator> Indicators { get; init; } = [];

    /// <summary>Minutes that this commit makes final, by exporter.</summary>
    public required SettledMinutes Settled { get; init; }

    /// <summary>Inputs that ended with this commit.</summary>
    public IReadOnlyList<FinishedInput> FinishedInputs { get; init; } = [];
}

/// <summary>An input whose ingest ran to its end, with its balance.</summary>
/// <param name="RefusedByReason">Named reasons; File.Records + Σ = all records offered.</param>
public sealed record FinishedInput(
    InputFile File, string Path, long RecordsUsed, IReadOnlyList<KeyValuePair<string, long>> RefusedByReason, DateTimeOffset IngestedAt);

/// <summary>Final minutes per exporter key, with the records they held and the largest sampling interval.</summary>
public sealed class SettledMinutes
{
    private readonly Dictionary<string, SortedDictionary<long, SettledMinute>> _byExporter = new(StringComparer.Ordinal);
    private readonly HashSet<long> _final = [];

    public IReadOnlyDictionary<string, SortedDictionary<long, SettledMinute>> ByExporter => _byExporter;

    public void Add(string exporter, long minute, long records, uint sampling)
    {
        if (!_byExporter.TryGetValue(exporter, out SortedDictionary<long, SettledMinute>? minutes))
        {
            _byExporter.Add(exporter, minutes = []);
        }
        minutes.TryGetValue(minute, out SettledMinute known);
        minutes[minute] = new SettledMinute(known.Records + records, Math.Max(known.Sampling, sampling));
        if (!exporter.StartsWith(ExporterTable.CapturePrefix, StringComparison.Ordinal))
        {
            _final.Add(minute);
        }
    }

    /// <summary>The last minute that some exporter (captures do not count) has made final; null = none.</summary>
    public long? LastFinal => _final.Count == 0 ? null : _final.Max();

    /// <summary>What is settled before a minute: the later ones stay open to their exporters.</summary>
    public SettledMinutes Before(long minute)
    {
        SettledMinutes earlier = new();
        foreach ((string exporter, SortedDictionary<long, SettledMinute> minutes) in _byExporter)
        {
            foreach ((long settled, SettledMinute what) in minutes.TakeWhile(pair => pair.Key < minute))
            {
                earlier.Add(exporter, settled, what.Records, what.Sampling);
            }
        }
        return earlier;
    }

    public bool IsSettled(string exporter, long minute) =>
        _byExporter.TryGetValue(exporter, out SortedDictionary<long, SettledMinute>? minutes) && minutes.ContainsKey(minute);

    /// <summary>Some exporter (captures do not count) has made the minute final: what others send for it now is late.</summary>
    public bool IsFinal(long minute) => _final.Contains(minute);
}

public readonly record struct SettledMinute(long Records, uint Sampling);

/// <summary>All facts of one target.</summary>
/// <param name="Minutes">Ascending by minute.</param>
/// <param name="Segments">Ascending by first minute.</param>
public sealed record TargetFacts(
    IpPrefix Target, IReadOnlyList<AttackMinute> Minutes, IReadOnlyList<Segment> Segments, IReadOnlyList<BotnetCommand> Commands,
    IReadOnlyList<SensorSighting> Sightings);

/// <summary>The verdicts on one target: all its events as of now.</summary>
public sealed record TargetVerdict(IpPrefix Target, IReadOnlyList<EventAttribution> Events);
