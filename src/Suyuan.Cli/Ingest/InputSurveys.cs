using Suyuan.Ingest;
using Suyuan.Telemetry.Files;

namespace Suyuan.Cli.Ingest;

/// <summary>A file as surveyed.</summary>
internal sealed record SurveyedInput(InputSurvey Survey, bool Simulated);

/// <summary>What the inputs of a run are: to be read, settled before, given twice, or refused by name.</summary>
internal sealed class InputSurveys
{
    public List<SurveyedInput> ToRead { get; } = [];

    /// <summary>Routing tables: no facts of their own, so read anew by each run that is given them.</summary>
    public List<InputSurvey> RoutingTables { get; } = [];

    /// <summary>Path and reason; the run goes on without them and its exit code says so.</summary>
    public List<KeyValuePair<string, string>> Refused { get; } = [];

    /// <summary>Ingested to the end by an earlier run, or the same octets under another name in this one.</summary>
    public List<string> AlreadySettled { get; } = [];

    /// <summary>First and last time of the telemetry that is to be read, Unix ms. Logs do not count: a list of controllers may reach over years.</summary>
    public (long First, long Last)? Span
    {
        get
        {
            InputSurvey[] telemetry = [.. ToRead.Select(input => input.Survey).Where(survey => survey.HoldsTelemetry && survey.FirstMs is not null)];
            return telemetry.Length > 0 ? (telemetry.Min(survey => survey.FirstMs!.Value), telemetry.Max(survey => survey.LastMs!.Value)) : null;
        }
    }

    public static InputSurveys Read(
        CollectedInputs inputs, CaptureMode mode, IReadOnlyDictionary<string, long> finished, bool rebuild, IIngestProgress progress, CancellationToken cancel)
    {
        InputSurveys result = new();
        result.Refused.AddRange(inputs.Refused);
        HashSet<string> seen = new(StringComparer.Ordinal);
        InputSurvey[] surveys = new InputSurvey[inputs.Files.Count];
        long[] sizes = [.. inputs.Files.Select(file => SizeOf(file.Path))];
        // The octets of a file whose size no other has are nobody else's: it need not be read to know that.
        HashSet<long> ambiguous = [.. finished.Values, .. sizes.CountBy(size => size).Where(size => size.Value > 1).Select(size => size.Key)];
        int done = 0;
        Parallel.For(0, surveys.Length, new ParallelOptions { CancellationToken = cancel, MaxDegreeOfParallelism = 2 }, index =>
        {
            surveys[index] = InputSurveyor.Survey(inputs.Files[index].Path, mode, digest: ambiguous.Contains(sizes[index]));
            progress.Report("looking at inputs", (double)Interlocked.Increment(ref done) / surveys.Length);
        });
        for (int index = 0; index < surveys.Length; index++)
        {
            InputSurvey survey = surveys[index];
            if (survey.Refusal is string reason)
            {
                result.Refused.Add(KeyValuePair.Create(survey.Path, reason));
            }
            else if (survey.Format == TelemetryFormat.RoutingTable)
            {
                result.RoutingTables.Add(survey);
            }
            else if (survey.Sha256.Length > 0 && ((finished.ContainsKey(survey.Sha256) && !rebuild) || !seen.Add(survey.Sha256)))
            {
                result.AlreadySettled.Add(survey.Path);
            }
            else
            {
                result.ToRead.Add(new SurveyedInput(survey, inputs.Files[index].Simulated));
            }
        }
        return result;
    }

    /// <summary>Octets; of a link those of the file it leads to. 0 where there is no such file, which its survey will say.</summary>
    private static long SizeOf(string path)
    {
        try
        {
            FileInfo file = new(path);
            return file.LinkTarget is null ? file.Length : file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo final ? final.Length : 0;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }
}
