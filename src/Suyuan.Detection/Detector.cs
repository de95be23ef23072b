using Suyuan.Detection.Windows;
using Suyuan.Model;

namespace Suyuan.Detection;

/// <summary>
/// Two looks at each minute: counters per target and vector for every record, then, for the few targets that could be under attack, the buffered
/// records again. Minutes are emitted in ascending order when they are final. Not thread-safe: one thread owns it.
/// </summary>
public sealed class Detector
{
    private readonly FlowBatchPool _pool;
    private readonly IEvidenceSink _sink;
    private readonly SecondLook _look;
    private readonly EvidenceCollector _collector;
    private readonly FirstLook _first;
    private JudgedMinute? _held;

    public Detector(DetectionOptions options, ExporterTable exporters, ExporterDirectory directory, FlowBatchPool pool, IEvidenceSink sink)
    {
        ArgumentNullException.ThrowIfNull(options);
        _pool = pool;
        _sink = sink;
        OriginTable origins = new();
        _first = new FirstLook(options, Counts, origins);
        _look = new SecondLook(options.Thresholds, origins);
        _collector = new EvidenceCollector(options, exporters, directory, origins);
    }

    public DetectionCounts Counts { get; } = new();

    /// <summary>Minutes before this one are final: records that end there come too late.</summary>
    public long FinalUntil => _first.FinalUntil;

    /// <summary>What the record claims can be; if not, <see cref="Add"/> passes it over.</summary>
    public bool IsPlausible(FlowBatch batch, int row)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return _first.IsPlausible(batch, row);
    }

    /// <summary>First look. Takes the batch over and returns it to the pool.</summary>
    public void Add(FlowBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        _first.Add(batch);
        _pool.Return(batch);
    }

    /// <summary>Closes the minutes that are over by this time and the horizon. The watermark never goes back.</summary>
    /// <param name="watermarkMs">No record older than this, but for what the horizon allows, is still to come; Unix ms.</param>
    public void Advance(long watermarkMs)
    {
        // Before the first record there is no watermark yet.
        if (watermarkMs > long.MinValue / 2)
        {
            CloseBefore(Minute.Of(watermarkMs - _first.Horizon));
        }
    }

    /// <summary>End of input: all minutes are final.</summary>
    public void Complete()
    {
        CloseBefore(long.MaxValue);
        Emit(null);
    }

    /// <summary>Background of interfaces since the last call.</summary>
    public IReadOnlyList<InterfaceBackground> TakeBackground() => _collector.TakeBackground();

    private void CloseBefore(long minute)
    {
        if (minute <= _first.FinalUntil)
        {
            return;
        }
        while (_first.Oldest(minute) is MinuteWindow window)
        {
            Emit(_look.Judge(window, _first.Ring.Blocks, _held));
            _first.Close(window);
        }
        if (minute != long.MaxValue)
        {
            _first.FinalUntil = minute;
        }
        if (_held is not null && _first.FinalUntil > _held.Minute + 1)
        {
            // The minute after it is final too, and had no records: nothing will decide its edges.
            Emit(null);
        }
        // The minute before the next to be judged still explains answers: who asked first.
        _first.Ring.DropBefore(Minute.Start(_first.FinalUntil - 1));
    }

    /// <summary>Emits the held minute, whose edges are decided now that the next is judged.</summary>
    private void Emit(JudgedMinute? next)
    {
        if (_held is not null)
        {
            _look.Settle(_held, next);
            if (_sink.Wants(_held.Minute))
            {
                _sink.Add(_collector.Collect(_held, _first.Ring.TakeTrimmed()));
                // With the minute's evidence, so that a commit holds both or neither.
                _collector.AddBackground(_first.Ring.Blocks, _held.Minute, _held);
            }
        }
        _held = next;
    }
}
