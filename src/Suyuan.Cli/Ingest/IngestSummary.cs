using System.Globalization;
using Suyuan.Store;
using Suyuan.Telemetry;
using Suyuan.Telemetry.Files;

namespace Suyuan.Cli.Ingest;

/// <summary>
/// The balance of a run: records offered = used + Σ refused by reason. A packet capture offers the records that its packets are metered into, and
/// each packet that could not be metered.
/// </summary>
internal sealed class IngestSummary(
    InputSurveys surveys, IReadOnlyList<ScheduledInput> telemetry, LogFacts logs, IReadOnlyList<FinishedInput> finished, TimeSpan elapsed)
{
    public long Offered { get; } = finished.Sum(input => input.File.Records);

    public long Used { get; } = finished.Sum(input => input.RecordsUsed);

    public IReadOnlyList<KeyValuePair<string, long>> RefusedByReason { get; } =
        finished.SelectMany(input => input.RefusedByReason).GroupBy(reason => reason.Key)
            .Select(reason => KeyValuePair.Create(reason.Key, reason.Sum(one => one.Value)))
            .OrderByDescending(reason => reason.Value).ThenBy(reason => reason.Key, StringComparer.Ordinal).ToArray();

    public IReadOnlyList<FinishedInput> Finished => finished;

    /// <summary>What BGP announces, as far as the run was told.</summary>
    public RoutingTables? Routing { get; set; }

    /// <summary>Inputs that ended before their format said so, with the place.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> BrokeOff { get; } =
        telemetry.Where(input => input.BrokeOff is not null)
            .Select(input => KeyValuePair.Create(
                input.Survey.Path, string.Create(CultureInfo.InvariantCulture, $"{input.BrokeOff!.Fault} at octet {input.BrokeOff.Offset:N0}; what came before it is used")))
            .ToArray();

    /// <summary>Inputs with damage inside, by reason and the place where each came first.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Damaged =>
    [
        .. telemetry.Where(input => input.BrokeOff is null).SelectMany(input => Damages(input.Survey.Path, input.Faults, input.Survey.Format.IsLog() ? "line" : "octet")),
        .. logs.Faults.SelectMany(log => Damages(log.Path, log.Faults, "line")),
        .. (Routing?.Faults ?? []).SelectMany(file => Damages(file.Key, file.Value, "line")),
    ];

    /// <summary>Inputs of a known format that hold nothing to read.</summary>
    public IReadOnlyList<string> Empty { get; } =
        [.. finished.Where(input => input.File.Records == 0 && !telemetry.Any(one => one.Survey.Path == input.Path && one.BrokeOff is not null)).Select(input => input.Path)];

    public IReadOnlyList<KeyValuePair<string, string>> NotRead => surveys.Refused;

    public IReadOnlyList<string> AlreadyIngested => surveys.AlreadySettled;

    public bool Balances => Offered == Used + RefusedByReason.Sum(reason => reason.Value);

    public int ExitCode =>
        finished.Count + AlreadyIngested.Count + (Routing?.Kept.Count ?? 0) == 0 ? ExitCodes.NoInput
        : NotRead.Count + BrokeOff.Count + Damaged.Count + Empty.Count > 0 ? ExitCodes.SomeInputRefused
        : ExitCodes.Ok;

    public void Write(TextWriter output)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        output.WriteLine(string.Create(culture, $"{finished.Count:N0} {(finished.Count == 1 ? "input" : "inputs")} read in {elapsed.TotalSeconds:0.0} s"));
        output.WriteLine(string.Create(culture, $"records: {Offered:N0} offered = {Used:N0} used + {Offered - Used:N0} refused"));
        foreach ((string reason, long count) in RefusedByReason)
        {
            output.WriteLine(string.Create(culture, $"  {count,14:N0}  {reason}"));
        }
        if (logs.Files > 0)
        {
            output.WriteLine(string.Create(
                culture,
                $"logs: {logs.Commands.Count:N0} attack orders, {logs.Checkins.Count:N0} check-ins, {logs.Sightings.Count:N0} sensor sightings, {logs.Indicators.Count:N0} indicators"));
        }
        Routing?.Write(output);
        foreach (string path in AlreadyIngested)
        {
            output.WriteLine($"already ingested, nothing to do: {path}");
        }
    }

    /// <summary>What was wrong with inputs, for standard error.</summary>
    public void WriteProblems(TextWriter errors)
    {
        foreach ((string path, string reason) in NotRead)
        {
            errors.WriteLine($"not read: {path}: {reason}");
        }
        foreach ((string path, string reason) in BrokeOff)
        {
            errors.WriteLine($"broke off: {path}: {reason}");
        }
        foreach ((string path, string reason) in Damaged)
        {
            errors.WriteLine($"damaged: {path}: {reason}");
        }
        foreach (string path in Empty)
        {
            errors.WriteLine($"empty: {path}: holds no record");
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> Damages(string path, DecodeFaultCounts faults, string unit) => faults.NonZero
        .Where(fault => !fault.Key.IsOrdinary())
        .Select(fault => KeyValuePair.Create(path, string.Create(
            CultureInfo.InvariantCulture, $"{fault.Value:N0} {fault.Key}{(faults.FirstAt(fault.Key) is long first ? $", the first at {unit} {first:N0}" : "")}")));
}
