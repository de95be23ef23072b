using Suyuan.Telemetry;

namespace Suyuan.Cli.Ingest;

/// <summary>
/// Merges inputs by time: always reads on from the input that is furthest behind, and opens an input only when the others have reached its first
/// record. So argument order, and how records are split over files, do not matter.
/// </summary>
internal sealed class InputSchedule : IDisposable
{
    private readonly PriorityQueue<ScheduledInput, (long, int)> _queue = new();
    private readonly Func<ScheduledInput, IFlowReader> _open;

    /// <param name="open">Called once for each input, when its turn comes.</param>
    public InputSchedule(IEnumerable<SurveyedInput> inputs, Func<ScheduledInput, IFlowReader> open)
    {
        _open = open;
        Inputs = inputs
            // Files of one size have their digests taken beforehand.
            .OrderBy(input => input.Survey.FirstMs ?? long.MinValue).ThenBy(input => input.Survey.Bytes).ThenBy(input => input.Survey.Sha256, StringComparer.Ordinal)
            .Select((input, order) => new ScheduledInput(input, order))
            .ToArray();
        foreach (ScheduledInput input in Inputs)
        {
            Enqueue(input);
        }
    }

    public IReadOnlyList<ScheduledInput> Inputs { get; }

    /// <summary>
    /// How far the input that is furthest behind has come, Unix ms: nothing older is still to come, but for what its format reorders.
    /// <see cref="long.MaxValue"/> when all have ended.
    /// </summary>
    public long WatermarkMs => _queue.TryPeek(out ScheduledInput? input, out _) ? input.ReachedMs : long.MaxValue;

    /// <summary>Reads one piece of the input that is furthest behind, and returns it; null when all have ended.</summary>
    public ScheduledInput? ReadNext()
    {
        if (!_queue.TryDequeue(out ScheduledInput? input, out _))
        {
            return null;
        }
        if (input.Read(_open))
        {
            Enqueue(input);
        }
        return input;
    }

    public void Dispose()
    {
        foreach (ScheduledInput input in Inputs)
        {
            input.Dispose();
        }
    }

    private void Enqueue(ScheduledInput input) => _queue.Enqueue(input, (input.ReachedMs, input.Order));
}
