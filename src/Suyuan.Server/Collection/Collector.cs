using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.ExceptionServices;
using Suyuan.Model;
using Suyuan.Server.Alarms;
using Suyuan.Server.Api;
using Suyuan.Server.Collection.Metrics;
using Suyuan.Server.Collection.Sockets;
using Suyuan.Store;

namespace Suyuan.Server.Collection;

/// <summary>
/// Live collection, from sockets to the store: a receiving thread per socket → a bounded queue → one thread that decodes and detects → one thread that
/// commits each final minute and judges events, and one that tells of alarms. Stopping goes the same way: each stage ends when the one before it has.
/// </summary>
public sealed class Collector : IDisposable
{
    private readonly CollectorOptions _options;
    private readonly TextWriter _messages;
    private readonly DatagramQueue _queue;
    private readonly CollectorState _state;
    private readonly StoreWriter _writer;
    private readonly LiveDetection _detection;
    private readonly List<UdpListener> _listeners = [];
    private readonly CollectorMetrics _metrics;
    private MetricsEndpoint? _endpoint;
    private readonly TimeProvider _clock;
    private readonly long _began;
    private string? _toldProblem;

    /// <param name="messages">What whoever runs it should know, a line each.</param>
    /// <param name="feed">Hears of alarms; null = nobody listens.</param>
    /// <exception cref="IOException">An address cannot be listened on; the message says which and why.</exception>
    public Collector(IAttackStore store, IPlaceLookup places, CollectorOptions options, TimeProvider clock, TextWriter messages, LiveFeed? feed = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(options);
        // Several threads write.
        (_options, _messages) = (options, TextWriter.Synchronized(messages));
        (_clock, _began) = (clock, clock.GetTimestamp());
        ExporterTable exporters = new();
        ExporterDirectory directory = new(store.LoadExporters());
        store.SaveThresholds(options.Profile.ToString().ToLowerInvariant(), options.Thresholds.Describe(options.Profile));
        _queue = new DatagramQueue(options.QueueOctets);
        _state = CollectorState.Load(options.StateFile, exporters);
        _writer = new StoreWriter(store, exporters, directory, places, options.Home);
        Alarms = new AlarmCentre(store.Key, options.Alarms, feed, clock, _messages);
        _detection = new LiveDetection(options, _queue, _state, _writer, Alarms, store.LoadSettled(), exporters, directory, clock);
        _metrics = new CollectorMetrics(_listeners, _queue, _detection, _writer, Alarms, clock);
        try
        {
            AllowList allow = new(options.Allow);
            foreach (IPEndPoint address in options.Listen)
            {
                UdpListener first = Open(address, allow, clock);
                _listeners.Add(first);
                for (int more = 1; more < options.Receivers; more++)
                {
                    _listeners.Add(Open(first.Address, allow, clock));
                }
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Where it listens, ports that were left open among them.</summary>
    public IReadOnlyList<IPEndPoint> Addresses => [.. _listeners.Select(listener => listener.Address).Distinct()];

    public AlarmCentre Alarms { get; }

    /// <summary>Where metrics are served; null = nowhere.</summary>
    public IPEndPoint? MetricsAddress => _endpoint?.Address;

    internal LiveDetection Detection => _detection;

    internal StoreWriter Writer => _writer;

    internal IReadOnlyList<UdpListener> Listeners => _listeners;

    internal DatagramQueue Queue => _queue;

    private Exception? Failure => _detection.Failure ?? _writer.Failure ?? Alarms.Failure ?? _listeners.Select(listener => listener.Failure).FirstOrDefault(failure => failure is not null);

    /// <summary>Metrics in the Prometheus text format.</summary>
    public string Metrics() => _metrics.Render();

    /// <summary>The same counts as data, and what they say.</summary>
    public CollectionHealth Health() => new CollectionHealth(
        true,
        [.. _listeners.GroupBy(one => one.Address).Select(same => UdpListener.Health([.. same], _options.ReceiveBufferOctets))],
        _detection.Book.Health(),
        DetectionHealth.Of(_detection.WatermarkMs, _detection.FinalUntil, _detection.Fates, _writer.Commits, _writer.Judgements))
    {
        At = _clock.GetUtcNow(),
        Seconds = _clock.GetElapsedTime(_began).TotalSeconds,
        UnknownDatagrams = _detection.Decoder.Unknown,
    }.Examined();

    public void Start()
    {
        Tell();
        if (_options.Metrics is IPEndPoint address)
        {
            _endpoint = MetricsEndpoint.Start(address, Metrics, Health);
            _messages.WriteLine($"metrics: http://{_endpoint.Address}/metrics");
        }
        _writer.Start();
        Alarms.Start();
        _detection.Start();
        foreach (UdpListener listener in _listeners)
        {
            listener.Start();
        }
        foreach (IPEndPoint heard in Addresses)
        {
            _messages.WriteLine($"listening on UDP {heard}");
        }
    }

    /// <summary>Waits until it shall stop, or cannot go on; then stops.</summary>
    /// <param name="started">Called once it listens.</param>
    public void Run(CancellationToken stop, Action? started = null)
    {
        Start();
        started?.Invoke();
        while (!stop.WaitHandle.WaitOne(CollectorThresholds.PatienceMs) && Failure is null)
        {
            TellOfProblems();
        }
        Stop();
    }

    /// <summary>
    /// Takes what the kernel still holds, decodes what is queued, commits every minute and judges. Nothing that was accepted is lost.
    /// </summary>
    public void Stop()
    {
        _messages.WriteLine("stopping: the queue is decoded, minutes are committed …");
        EndThreads();
        TellOfProblems();
        if (Failure is Exception failure)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
        foreach (string line in _metrics.Summary())
        {
            _messages.WriteLine(line);
        }
    }

    public void Dispose()
    {
        EndThreads();
        foreach (UdpListener listener in _listeners)
        {
            listener.Dispose();
        }
        _writer.Dispose();
        Alarms.Dispose();
    }

    /// <summary>Stage by stage; does nothing for those that never began or have ended.</summary>
    private void EndThreads()
    {
        foreach (UdpListener listener in _listeners)
        {
            listener.Stop();
        }
        _queue.Complete();
        _detection.Join();
        _writer.Complete();
        Alarms.Complete();
        _endpoint?.Dispose();
        _endpoint = null;
    }

    /// <summary>Once for each problem, not for each attempt.</summary>
    private void TellOfProblems()
    {
        string? problem = _writer.Problem ?? _state.SaveProblem;
        if (problem is not null && problem != _toldProblem)
        {
            _messages.WriteLine($"warning: {problem}");
        }
        _toldProblem = problem;
    }

    private UdpListener Open(IPEndPoint address, AllowList allow, TimeProvider clock)
    {
        try
        {
            return new UdpListener(address, _options.ReceiveBufferOctets, _options.Receivers > 1, allow, _queue, clock);
        }
        catch (SocketException error)
        {
            throw new IOException($"UDP {address} cannot be listened on: {error.Message}", error);
        }
    }

    private void Tell()
    {
        if (_state.Damage is string damage)
        {
            _messages.WriteLine($"warning: {damage}");
        }
        else if (_state.RestoredTemplates > 0)
        {
            _messages.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{_state.RestoredTemplates} templates restored"));
        }
        if (_options.Allow.Count == 0)
        {
            _messages.WriteLine("warning: any sender is heard; name your exporters in collect.allow or with --allow");
        }
        if (_listeners.FirstOrDefault(listener => listener.BufferGranted < _options.ReceiveBufferOctets) is UdpListener listener)
        {
            _messages.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"warning: the kernel grants {listener.BufferGranted:N0} octets of receive buffer, not {_options.ReceiveBufferOctets:N0}: bursts may be lost; as root: sysctl -w net.core.rmem_max={_options.ReceiveBufferOctets}"));
        }
    }
}
