using Suyuan.Detection.Vectors;
using Suyuan.Detection.Windows;
using Suyuan.Model;

namespace Suyuan.Detection;

/// <summary>
/// Two looks at each minute: counters per target and vector for every record, then, for the few targets that could be under attack, the buffered
/// records again. Minutes are emitted in ascending order when they are final. Not thread-safe: one thread owns it.
/// </summary>
public sealed class Detector
{
    private readonly DetectionOptions _options;
    private readonly FlowBatchPool _pool;
    private readonly IEvidenceSink _sink;
    private readonly SecondLook _look;
    private readonly EvidenceCollector _collector;
    private readonly OriginTable _origins = new();
    private readonly SortedDictionary<long, MinuteWindow> _windows = [];
    private readonly List<RecordBlock> _blocks = [];
    private RecordBlock? _openV4;
    private RecordBlock? _openV6;
    private long _finalUntil = Minute.Of(long.MinValue) + 2;
    private long _horizon;
    private JudgedMinute? _held;

    public Detector(DetectionOptions options, ExporterTable exporters, ExporterDirectory directory, FlowBatchPool pool, IEvidenceSink sink)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _pool = pool;
        _sink = sink;
        _horizon = options.HorizonMs;
        _look = new SecondLook(options.Thresholds, _origins);
        _collector = new EvidenceCollector(options, exporters, directory, _origins);
    }

    public DetectionCounts Counts { get; } = new();

    /// <summary>Minutes before this one are final: records that end there come too late.</summary>
    public long FinalUntil => _finalUntil;

    /// <summary>First look. Takes the batch over and returns it to the pool.</summary>
    public void Add(FlowBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        Counts.Added += batch.Count;
        MinuteWindow? window = null;
        for (int row = 0; row < batch.Count; row++)
        {
            long start = batch.Start[row];
            uint duration = batch.Duration[row];
            if (duration > _options.LongestHorizonMs)
            {
                Counts.Implausible++;
                continue;
            }
            long last = Minute.Of(start + duration);
            if (last < _finalUntil)
            {
                Counts.Late++;
                continue;
            }
            Counts.Used++;
            _horizon = Math.Max(_horizon, duration);
            long length = batch.Packets[row] > 0 ? batch.Octets[row] / batch.Packets[row] : 0;
            byte code = VectorClassifier.Classify(
                batch.Protocol[row], batch.SourcePort[row], batch.DestinationPort[row], batch.TcpFlags[row], batch.Fragments[row], batch.Fields[row], length);
            uint sampling = Math.Max(batch.SamplingInterval[row], 1);
            for (long minute = Math.Max(Minute.Of(start), _finalUntil); minute <= last; minute++)
            {
                window = window?.Minute == minute ? window : Window(minute);
                long packets = Spreading.Share(batch.Packets[row], start, duration, minute);
                long octets = Spreading.Share(batch.Octets[row], start, duration, minute);
                if (batch.Family == AddressFamily.V4)
                {
                    window.V4.Add(batch.DestinationV4[row], code, packets * sampling, octets * sampling, packets);
                }
                else
                {
                    window.V6.Add(batch.DestinationV6[row], code, packets * sampling, octets * sampling, packets);
                }
            }
            window!.Cover(batch.Exporter[row], 1, sampling);
            Buffer(batch, row, code, sampling);
        }
        _pool.Return(batch);
    }

    /// <summary>Closes the minutes that are over by this time and the horizon. The watermark never goes back.</summary>
    /// <param name="watermarkMs">No record older than this, but for what the horizon allows, is still to come; Unix ms.</param>
    public void Advance(long watermarkMs) => CloseBefore(Minute.Of(watermarkMs - _horizon));

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
        while (_windows.Count > 0)
        {
            (long oldest, MinuteWindow window) = _windows.First();
            if (oldest >= minute)
            {
                break;
            }
            Emit(_look.Judge(window, _blocks, _held));
            _windows.Remove(oldest);
            _finalUntil = Math.Max(_finalUntil, oldest + 1);
        }
        if (minute != long.MaxValue)
        {
            _finalUntil = Math.Max(_finalUntil, minute);
        }
        if (_held is not null && _finalUntil > _held.Minute + 1)
        {
            // The minute after it is final too, and had no records: nothing will decide its edges.
            Emit(null);
        }
        // The minute before the next to be judged still explains answers: who asked first.
        _blocks.RemoveAll(block => block.LastMs < Minute.Start(_finalUntil - 1));
    }

    /// <summary>Emits the held minute, whose edges are decided now that the next is judged.</summary>
    private void Emit(JudgedMinute? next)
    {
        if (_held is not null)
        {
            _look.Settle(_held, next);
            if (_sink.Wants(_held.Minute))
            {
                _sink.Add(_collector.Collect(_held));
                // With the minute's evidence, so that a commit holds both or neither.
                _collector.AddBackground(_blocks, _held.Minute, _held);
            }
        }
        _held = next;
    }

    private MinuteWindow Window(long minute)
    {
        if (!_windows.TryGetValue(minute, out MinuteWindow? window))
        {
            _windows.Add(minute, window = new MinuteWindow(minute));
        }
        return window;
    }

    private void Buffer(FlowBatch batch, int row, byte code, uint sampling)
    {
        ref RecordBlock? open = ref batch.Family == AddressFamily.V4 ? ref _openV4 : ref _openV6;
        if (open is null || open.IsFull)
        {
            open = new RecordBlock(batch.Family);
            _blocks.Add(open);
            _collector.Trimmed += RecordRing.Trim(_blocks, _options, _windows.Values, _openV4, _openV6);
        }
        open.Add(batch, row, code, _origins.Intern(new Origin(batch.Exporter[row], batch.InputInterface[row], sampling, batch.Direction[row])));
    }
}
