using Suyuan.Detection.Alarms;
using Suyuan.Detection.Baselines;
using Suyuan.Detection.Windows;
using Suyuan.Model;

namespace Suyuan.Detection;

/// <summary>
/// Two looks at each minute: counters per target and vector for every record, then, for the few targets that could be under attack, the buffered
/// records again. Minutes are emitted in ascending order when they are final. Not thread-safe: one thread owns it.
/// </summary>
public sealed class Detector
{
    /// <summary>A minute of fewer records is read by one thread: waking others takes longer.</summary>
    internal const int WorthSharing = 16_384;

    private readonly IEvidenceSink _sink;
    private readonly SecondLook _look;
    private readonly EvidenceCollector _collector;
    private readonly FirstLook _first;

    /// <summary>Settled minutes whose targets wait for those after them.</summary>
    private readonly List<JudgedMinute> _settled = [];

    private readonly int _targetMinutes;
    private readonly AlarmDesk? _desk;
    private readonly EarlyLook? _early;
    private JudgedMinute? _held;

    /// <param name="alarms">Null where nobody waits for alarms.</param>
    public Detector(
        DetectionOptions options, ExporterTable exporters, ExporterDirectory directory, FlowBatchPool pool, IEvidenceSink sink, IAlarmSink? alarms = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        _sink = sink;
        OriginTable origins = new();
        NetworkLevels levels = new(options.Thresholds);
        _first = new FirstLook(options, Counts, origins, levels, pool);
        _look = new SecondLook(options.Thresholds, origins, levels, exporters, directory);
        _collector = new EvidenceCollector(options, exporters, directory, origins, _look.Duplicates);
        _desk = alarms is null ? null : new AlarmDesk(alarms, options.Thresholds);
        _early = _desk is null ? null : new EarlyLook(options.Thresholds, _first, _look, _desk);
        _targetMinutes = options.Thresholds.TargetMinutes;
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

    /// <summary>
    /// Raises alarms for what has crossed a threshold in open minutes, and closes those whose burst is over. To be called every few hundred milliseconds while records
    /// come; changes nothing of what minutes will say.
    /// </summary>
    /// <param name="nowMs">As far as the records have come, Unix ms.</param>
    public void Peek(long nowMs)
    {
        if (_early is not null)
        {
            _first.Wait();
            _early.Look(nowMs);
        }
        _desk?.Close(nowMs);
    }

    /// <summary>End of input: all minutes are final.</summary>
    public void Complete()
    {
        CloseBefore(long.MaxValue);
        Settle(null);
        EmitBefore(long.MaxValue);
    }

    /// <summary>Background of interfaces since the last call.</summary>
    public IReadOnlyList<InterfaceBackground> TakeBackground() => _collector.TakeBackground();

    private void CloseBefore(long minute)
    {
        if (minute <= _first.FinalUntil)
        {
            return;
        }
        _first.Wait();
        while (_first.Oldest(minute) is MinuteWindow window)
        {
            Settle(_look.Judge(window, _first.Ring.Blocks, _held));
            _first.Close(window);
        }
        if (minute != long.MaxValue)
        {
            _first.FinalUntil = minute;
        }
        if (_held is not null && _first.FinalUntil > _held.Minute + 1)
        {
            // The minute after it is final too, and had no records: nothing will decide its edges.
            Settle(null);
        }
        EmitBefore((_held?.Minute ?? _first.FinalUntil) - _targetMinutes);
        // The minute before the next to be judged still explains answers: who asked first.
        _first.Ring.DropBefore(Minute.Start(_first.FinalUntil - 1));
    }

    /// <summary>Settles the held minute, whose edges are decided now that the next is judged.</summary>
    private void Settle(JudgedMinute? next)
    {
        if (_held is not null)
        {
            _look.Settle(_held, next);
            _held.Trimmed = _first.Ring.TakeTrimmed();
            JudgedMinute held = _held;
            RecordSpan[] rows = [.. RecordSpan.Within(_first.Ring.Blocks, held.Minute)];
            // All three only read the records.
            Action[] reads =
            [
                () => held.Conversations = _collector.Conversations(rows, held),
                () => held.Contacts = _collector.Contacts(rows, held),
                () => held.Background = _collector.Background(rows, held),
            ];
            if (rows.Sum(span => span.To - span.From) > WorthSharing)
            {
                Parallel.Invoke(reads);
            }
            else
            {
                Array.ForEach(reads, read => read());
            }
            _settled.Add(_held);
        }
        _held = next;
    }

    /// <summary>Emits the settled minutes before this one: all that can change their targets is settled too.</summary>
    private void EmitBefore(long minute)
    {
        int emitted = 0;
        while (emitted < _settled.Count && _settled[emitted].Minute < minute)
        {
            JudgedMinute judged = _settled[emitted++];
            _look.DecideTargets(judged, _settled[emitted..]);
            if (_sink.Wants(judged.Minute))
            {
                _sink.Add(_collector.Collect(judged));
            }
            else
            {
                _collector.Remember(judged);
            }
        }
        _settled.RemoveRange(0, emitted);
    }
}
