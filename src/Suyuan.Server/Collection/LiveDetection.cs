using Suyuan.Detection;
using Suyuan.Ingest;
using Suyuan.Model;
using Suyuan.Server.Alarms;

namespace Suyuan.Server.Collection;

/// <summary>
/// The decoding thread: datagrams → records → detection, a few times a second what crosses a threshold → the alarms' thread, and by its watermark the minutes that become
/// final → the storing thread. Ends when the queue has.
/// </summary>
internal sealed class LiveDetection : IFlowSink, IAlarmSink
{
    /// <summary>Looks between two at networks, as detection takes them.</summary>
    private const int LooksRemembered = 4;

    private readonly DatagramQueue _queue;
    private readonly CollectorState _state;
    private readonly StoreWriter _writer;
    private readonly AlarmCentre _alarms;
    private readonly TimeProvider _clock;
    private readonly FlowWriter _flows;
    private readonly DetectionDomain _domain;
    private readonly Thread _thread;
    private CommitParts _parts = new();

    /// <summary>Minutes before this one take no more records, whatever this process sees.</summary>
    private readonly long _earliestOpen;
    private long _receivedMs;
    private long? _tickMs;
    private long _lookMs = long.MinValue;

    /// <summary>When the first datagram came after each of the last looks, the latest first; 0 = none came.</summary>
    private readonly long[] _arrivals = new long[LooksRemembered];
    private long _savedMs;
    private long _savedChanges;
    private long _countedChanges;
    private volatile Exception? _failure;

    public LiveDetection(
        CollectorOptions options, DatagramQueue queue, CollectorState state, StoreWriter writer, AlarmCentre alarms, Store.SettledMinutes settled,
        ExporterTable exporters, ExporterDirectory directory, TimeProvider clock)
    {
        (_queue, _state, _writer, _alarms, _clock) = (queue, state, writer, alarms, clock);
        FlowBatchPool pool = new();
        _flows = new FlowWriter(pool, this);
        Book = new ExporterBook(exporters);
        Decoder = new LiveDecoder(exporters, Book, state.Exporters, _flows, options.Sampling);
        _earliestOpen = state.OpenFrom ?? settled.LastFinal + 1 ?? long.MinValue;
        DetectionOptions usual = DetectionOptions.For(options.Profile, options.Thresholds);
        DetectionOptions detection = usual with { BufferOctets = options.BufferOctets, HorizonMs = options.HorizonMs ?? usual.HorizonMs };
        _domain = new DetectionDomain(null, detection, exporters, directory, pool, settled.Before(_earliestOpen), writer.RecentAttackMinutes, this);
        _savedMs = NowMs;
        _savedChanges = state.Exporters.Changes;
        _thread = new Thread(Run) { Name = "detection", IsBackground = true };
    }

    public ExporterBook Book { get; }

    public LiveDecoder Decoder { get; }

    public RecordFates Fates { get; } = new();

    /// <summary>No record older than this, but for what the horizon allows, is still to come; Unix ms.</summary>
    public long WatermarkMs { get; private set; } = long.MinValue;

    /// <summary>Minutes before this one are final.</summary>
    public long FinalUntil => _domain.FinalUntil;

    /// <summary>Counters of few packets that left the tables of closed minutes for want of room.</summary>
    public long CountersDropped => _domain.CountersDropped;

    /// <summary>Looks at open minutes for alarms, and what they took.</summary>
    public long Looks { get; private set; }

    public TimeSpan LookTime { get; private set; }

    /// <summary>Why it stopped; null = it did not.</summary>
    public Exception? Failure => _failure;

    private long NowMs => _clock.GetUtcNow().ToUnixTimeMilliseconds();

    public void Start() => _thread.Start();

    /// <summary>Waits until everything that was queued is decoded and every minute handed to the storing thread.</summary>
    public void Join()
    {
        if (_thread.IsAlive)
        {
            _thread.Join();
        }
    }

    void IFlowSink.Add(FlowBatch batch)
    {
        Book.Note(batch, _receivedMs);
        _domain.Add(batch, Fates);
    }

    void IAlarmSink.Raise(AttackAlarm alarm)
    {
        // Hosts are looked at each time, networks each fourth.
        long[] arrivals = alarm.Target.IsHost ? [_arrivals[0]] : _arrivals;
        _alarms.See(alarm, WatermarkMs, arrivals.LastOrDefault(arrived => arrived > 0, _receivedMs));
    }

    private void Run()
    {
        try
        {
            while (!_queue.IsCompleted)
            {
                if (_queue.TryTake(out DatagramBlock? block))
                {
                    Decode(block);
                    _queue.Return(block);
                }
                long now = NowMs;
                if (now >= _lookMs)
                {
                    Look(now);
                }
                if (_tickMs is not long last || now - last >= CollectorThresholds.TickMs)
                {
                    _tickMs = now;
                    Tick(now);
                }
            }
            Finish();
        }
#pragma warning disable CA1031 // Handed to the collector, which stops and rethrows; emptying the queue keeps receivers from waiting for ever.
        catch (Exception error)
#pragma warning restore CA1031
        {
            _failure = error;
            while (!_queue.IsCompleted)
            {
                _queue.TryTake(out _);
            }
        }
    }

    private void Decode(DatagramBlock block)
    {
        for (int index = 0; index < block.Count; index++)
        {
            ReadOnlySpan<byte> datagram = block.Datagram(index, out IpAddress sender, out _receivedMs);
            if (_arrivals[0] == 0)
            {
                _arrivals[0] = _receivedMs;
            }
            Decoder.Decode(datagram, sender, _receivedMs);
        }
    }

    /// <summary>
    /// Raises alarms for what has crossed a threshold in open minutes. Looks take a bounded share of the thread, a small one where datagrams pile up: alarms come later
    /// then, but nothing is lost for them.
    /// </summary>
    private void Look(long now)
    {
        bool isBusy = _queue.Blocks > _queue.Capacity / CollectorThresholds.BusyQueueShare;
        long began = _clock.GetTimestamp();
        _flows.Flush();
        _domain.Peek(Math.Max(Book.NewestMs, now - CollectorThresholds.ClockMs));
        TimeSpan took = _clock.GetElapsedTime(began);
        Looks++;
        LookTime += took;
        Array.Copy(_arrivals, 0, _arrivals, 1, LooksRemembered - 1);
        _arrivals[0] = 0;
        _lookMs = now + Math.Max(CollectorThresholds.LookMs, (long)(took.TotalMilliseconds * (isBusy ? CollectorThresholds.BusyLookTimes : CollectorThresholds.LookTimes)));
    }

    /// <summary>Closes the minutes that are over, and alarms.</summary>
    private void Tick(long now)
    {
        _flows.Flush();
        long watermark = Math.Max(WatermarkMs, Book.Watermark(now));
        bool passed = Minute.Of(watermark) > Minute.Of(WatermarkMs);
        WatermarkMs = watermark;
        if (passed)
        {
            _domain.Advance(watermark);
            // Told first: however this process ends, the next takes no record for what has been committed.
            Save(now, OpenFrom);
            HandOver();
        }
        _alarms.Tick(watermark);
        if (_state.Exporters.Changes != _countedChanges)
        {
            _countedChanges = _state.Exporters.Changes;
            Book.CountTemplates(_state.Exporters.CountTemplates());
        }
        bool changed = _state.Exporters.Changes != _savedChanges;
        if (now - _savedMs >= (changed ? CollectorThresholds.StateIntervalMs : CollectorThresholds.StateAgeMs))
        {
            Save(now, OpenFrom);
        }
    }

    /// <summary>All minutes end here; those that were still open are told to the next process, which may find the rest of their records.</summary>
    private void Finish()
    {
        _flows.Flush();
        long openFrom = OpenFrom;
        _domain.Advance(DetectionDomain.End);
        HandOver();
        Save(NowMs, openFrom);
    }

    private long OpenFrom => Math.Max(_domain.FinalUntil, _earliestOpen);

    private void HandOver()
    {
        _domain.TakeInto(_parts);
        _writer.Add(_parts, Minute.Start(Math.Max(0, _domain.FinalUntil)));
        _parts = new CommitParts();
    }

    private void Save(long now, long openFrom)
    {
        _state.OpenFrom = openFrom;
        _state.Save();
        (_savedMs, _savedChanges) = (now, _state.Exporters.Changes);
    }
}
