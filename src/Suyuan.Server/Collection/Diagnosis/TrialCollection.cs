using System.Net;
using System.Net.Sockets;
using Suyuan.Detection;
using Suyuan.Ingest;
using Suyuan.Model;
using Suyuan.Server.Collection.Sockets;
using Suyuan.Store;
using Suyuan.Telemetry;

namespace Suyuan.Server.Collection.Diagnosis;

/// <summary>
/// Collects for a while as the collector does, with its sockets, queue, decoders and minutes, but keeps nothing: no store is opened and no saved template read.
/// </summary>
public sealed class TrialCollection : IFlowSink, IDisposable
{
    private readonly CollectorOptions _options;
    private readonly TimeProvider _clock;
    private readonly DatagramQueue _queue;
    private readonly FlowWriter _flows;
    private readonly ExporterState _state = new();
    private readonly ExporterBook _book;
    private readonly LiveDecoder _decoder;
    private readonly DetectionDomain _domain;
    private readonly RecordFates _fates = new();
    private readonly List<UdpListener> _listeners = [];
    private readonly List<ListenerHealth> _closed = [];
    private long _receivedMs;
    private long _watermarkMs = long.MinValue;

    public TrialCollection(CollectorOptions options, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_options, _clock) = (options, clock);
        ExporterTable exporters = new();
        FlowBatchPool pool = new();
        _queue = new DatagramQueue(options.QueueOctets);
        _flows = new FlowWriter(pool, this);
        _book = new ExporterBook(exporters);
        _decoder = new LiveDecoder(exporters, _book, _state, _flows, options.Sampling);
        DetectionOptions detection = DetectionOptions.For(options.Profile, options.Thresholds) with { BufferOctets = options.BufferOctets };
        _domain = new DetectionDomain(null, detection, exporters, new ExporterDirectory([]), pool, new SettledMinutes(), _ => []);
        AllowList allow = new(options.Allow);
        foreach (IPEndPoint address in options.Listen)
        {
            Open(address, allow);
        }
    }

    /// <summary>Where it listens.</summary>
    public IReadOnlyList<IPEndPoint> Addresses => [.. _listeners.Select(one => one.Address)];

    /// <summary>Listens until the time is over or it is told to stop; at once where nothing can be listened on.</summary>
    public CollectionHealth Listen(TimeSpan time, CancellationToken stop)
    {
        long began = _clock.GetTimestamp();
        if (_listeners.Count > 0)
        {
            _listeners.ForEach(one => one.Start());
            Task decoding = Task.Factory.StartNew(Decode, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            while (_clock.GetElapsedTime(began) < time && !decoding.IsCompleted && !stop.WaitHandle.WaitOne(CollectorThresholds.PatienceMs))
            {
            }
            _listeners.ForEach(one => one.Stop());
            _queue.Complete();
            decoding.GetAwaiter().GetResult();
        }
        return new CollectionHealth(
            true, [.. _listeners.Select(one => UdpListener.Health([one], _options.ReceiveBufferOctets)), .. _closed], _book.Health(),
            DetectionHealth.Of(_watermarkMs, _domain.FinalUntil, _fates, 0, 0))
        {
            At = _clock.GetUtcNow(),
            Seconds = _clock.GetElapsedTime(began).TotalSeconds,
            UnknownDatagrams = _decoder.Unknown,
        }.Examined();
    }

    public void Dispose() => _listeners.ForEach(one => one.Dispose());

    void IFlowSink.Add(FlowBatch batch)
    {
        _book.Note(batch, _receivedMs);
        _domain.Add(batch, _fates);
    }

    private void Decode()
    {
        long tick = _clock.GetTimestamp();
        try
        {
            while (!_queue.IsCompleted)
            {
                if (_queue.TryTake(out DatagramBlock? block))
                {
                    for (int index = 0; index < block.Count; index++)
                    {
                        ReadOnlySpan<byte> datagram = block.Datagram(index, out IpAddress sender, out _receivedMs);
                        _decoder.Decode(datagram, sender, _receivedMs);
                    }
                    _queue.Return(block);
                }
                if (_clock.GetElapsedTime(tick).TotalMilliseconds >= CollectorThresholds.TickMs)
                {
                    tick = _clock.GetTimestamp();
                    CloseMinutes();
                }
            }
            CloseMinutes();
            _book.CountTemplates(_state.CountTemplates());
        }
        finally
        {
            // A receiver that waits for room would wait for ever.
            while (!_queue.IsCompleted)
            {
                _queue.TryTake(out _);
            }
        }
    }

    /// <summary>As far as the watermark allows; what they hold is let go.</summary>
    private void CloseMinutes()
    {
        _flows.Flush();
        _watermarkMs = Math.Max(_watermarkMs, _book.Watermark(_clock.GetUtcNow().ToUnixTimeMilliseconds()));
        _domain.Advance(_watermarkMs);
        _domain.TakeInto(new CommitParts());
    }

    private void Open(IPEndPoint address, AllowList allow)
    {
        try
        {
            _listeners.Add(new UdpListener(address, _options.ReceiveBufferOctets, false, allow, _queue, _clock));
        }
        catch (SocketException error)
        {
            string problem = error.SocketErrorCode == SocketError.AddressAlreadyInUse && PortHolder.Of(address.Port) is string holder ? $"{error.Message}, by {holder}" : error.Message;
            _closed.Add(new ListenerHealth(address.ToString(), 0, 0, 0, null, 0, _options.ReceiveBufferOctets, 0, problem));
        }
    }
}
