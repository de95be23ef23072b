using Suyuan.Model;
using Suyuan.Store;
using Suyuan.Telemetry;
using Suyuan.Telemetry.Files;
using Suyuan.Telemetry.Logs;

namespace Suyuan.Cli.Ingest;

/// <summary>What the botnet and sensor logs of a run say.</summary>
internal sealed class LogFacts
{
    private readonly List<(SurveyedInput Input, long Lines, DecodeFaultCounts Faults)> _read = [];

    public List<BotnetCommand> Commands { get; } = [];

    public List<BotnetCheckin> Checkins { get; } = [];

    public List<SensorSighting> Sightings { get; } = [];

    public int Files => _read.Count;

    public IEnumerable<(string Path, DecodeFaultCounts Faults)> Faults => _read.Select(read => (read.Input.Survey.Path, read.Faults));

    public static LogFacts Read(IEnumerable<SurveyedInput> inputs)
    {
        LogFacts facts = new();
        foreach (SurveyedInput input in inputs)
        {
            using Stream stream = FlowReaders.OpenLog(input.Survey);
            if (input.Survey.Format == TelemetryFormat.BotnetLog)
            {
                BotnetLog log = BotnetLogReader.Read(stream, input.Survey.Digest);
                facts.Commands.AddRange(log.Commands);
                facts.Checkins.AddRange(log.Checkins);
                facts._read.Add((input, log.Lines, log.Faults));
            }
            else
            {
                SensorLog log = SensorLogReader.Read(stream, input.Survey.Digest);
                facts.Sightings.AddRange(log.Sightings);
                facts._read.Add((input, log.Lines, log.Faults));
            }
        }
        return facts;
    }

    public IEnumerable<FinishedInput> Finished(DateTimeOffset now) => _read.Select(read => new FinishedInput(
        new InputFile(
            Path.GetFileName(read.Input.Survey.Path), read.Input.Survey.Format.Token(), read.Input.Survey.Bytes, read.Input.Survey.Sha256,
            read.Input.Survey.FirstMs, read.Input.Survey.LastMs, read.Lines, read.Input.Simulated),
        read.Input.Survey.Path, read.Lines - read.Faults.Total,
        [.. read.Faults.NonZero.Select(fault => KeyValuePair.Create(fault.Key.ToString(), fault.Value))], now));
}
