using Suyuan.Model;
using Suyuan.Store;
using Suyuan.Telemetry;
using Suyuan.Telemetry.Files;
using Suyuan.Telemetry.Logs;

namespace Suyuan.Cli.Ingest;

/// <summary>What the logs of a run say.</summary>
internal sealed class LogFacts
{
    private readonly List<(SurveyedInput Input, long Lines, DecodeFaultCounts Faults)> _read = [];

    public List<BotnetCommand> Commands { get; } = [];

    public List<BotnetCheckin> Checkins { get; } = [];

    public List<SensorSighting> Sightings { get; } = [];

    public List<Indicator> Indicators { get; } = [];

    public int Files => _read.Count;

    public IEnumerable<(string Path, DecodeFaultCounts Faults)> Faults => _read.Select(read => (read.Input.Survey.Path, read.Faults));

    /// <param name="known">Controllers known from earlier runs: their host names are looked for in DNS logs.</param>
    public static LogFacts Read(IEnumerable<SurveyedInput> inputs, IReadOnlyList<Indicator> known)
    {
        LogFacts facts = new();
        ILookup<bool, SurveyedInput> bySensor = inputs.ToLookup(input => input.Survey.Format is TelemetryFormat.SuricataEve or TelemetryFormat.ZeekLog);
        facts.Read(bySensor[false], ControllerNames.None);
        // Lists first: the DNS logs of the same run are read by what they say.
        facts.Read(bySensor[true], new ControllerNames(known.Concat(facts.Indicators)));
        return facts;
    }

    /// <summary>The balance of logs that hold no flows.</summary>
    public IEnumerable<FinishedInput> Finished(DateTimeOffset now) => _read.Where(read => !read.Input.Survey.HoldsExports).Select(read => new FinishedInput(
        new InputFile(
            Path.GetFileName(read.Input.Survey.Path), read.Input.Survey.Format.Token(), read.Input.Survey.Bytes, read.Input.Survey.Sha256,
            read.Input.Survey.FirstMs, read.Input.Survey.LastMs, read.Lines, read.Input.Simulated),
        read.Input.Survey.Path, read.Lines - read.Faults.Total, Refused(read.Faults), now));

    /// <summary>Adds a log's other lines to the balance of its flows.</summary>
    public FinishedInput Complete(FinishedInput flows)
    {
        foreach ((SurveyedInput input, long lines, DecodeFaultCounts faults) in _read.Where(read => read.Input.Survey.Sha256 == flows.File.Sha256))
        {
            flows = flows with
            {
                File = flows.File with { Records = flows.File.Records + lines },
                RecordsUsed = flows.RecordsUsed + lines - faults.Total,
                RefusedByReason = [.. flows.RefusedByReason.Concat(Refused(faults)).GroupBy(reason => reason.Key).Select(one => KeyValuePair.Create(one.Key, one.Sum(count => count.Value)))],
            };
        }
        return flows;
    }

    private void Read(IEnumerable<SurveyedInput> inputs, ControllerNames names)
    {
        foreach (SurveyedInput input in inputs)
        {
            using Stream stream = FlowReaders.OpenLog(input.Survey);
            EvidenceLog log = EvidenceLogReader.Read(input.Survey.Format, stream, input.Survey.Digest, Path.GetFileName(input.Survey.Path), names);
            Commands.AddRange(log.Commands);
            Checkins.AddRange(log.Checkins);
            Sightings.AddRange(log.Sightings);
            Indicators.AddRange(log.Indicators);
            _read.Add((input, log.Lines, log.Faults));
        }
    }

    private static KeyValuePair<string, long>[] Refused(DecodeFaultCounts faults) =>
        [.. faults.NonZero.Select(fault => KeyValuePair.Create(fault.Key.ToString(), fault.Value))];
}
