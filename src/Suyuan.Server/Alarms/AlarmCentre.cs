using System.Threading.Channels;
using Suyuan.Detection;
using Suyuan.Server.Alarms.Channels;
using Suyuan.Server.Api;

namespace Suyuan.Server.Alarms;

/// <summary>
/// Where alarms are kept and told: what detection sees early goes through the book; each change is saved first, so that no restart opens an alarm twice, and then goes to
/// the log, to those who listen and to the channels. A thread of its own: neither a disk nor a receiver holds up detection.
/// </summary>
public sealed class AlarmCentre : IDisposable
{
    /// <summary>What may wait for the thread; an attack tells a few sightings a minute.</summary>
    private const int Waiting = 8192;

    /// <summary>Between two savings of how far open alarms have come, ms.</summary>
    private const long SaveMs = 10_000;

    private readonly AlarmBook _book;
    private readonly AlarmFile _file;
    private readonly LiveFeed? _feed;
    private readonly TimeProvider _clock;
    private readonly TextWriter _messages;
    private readonly Channel<Sighting> _work = Channel.CreateBounded<Sighting>(new BoundedChannelOptions(Waiting) { SingleReader = true, SingleWriter = true });
    private readonly Lock _lock = new();
    private readonly Thread _thread;
    private readonly long[] _told = new long[Enum.GetValues<AlarmChange>().Length];
    private readonly (IReadOnlyList<Alarm> Open, IReadOnlyList<Alarm> Recent) _saved;
    private long _savedMs;
    private long _lost;
    private string? _toldProblem;
    private int _open;
    private volatile Exception? _failure;

    /// <param name="storeKey">Key of the store, which event ids hang on.</param>
    /// <param name="feed">Null where nobody listens.</param>
    public AlarmCentre(string storeKey, AlarmOptions options, LiveFeed? feed, TimeProvider clock, TextWriter messages)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_feed, _clock, _messages) = (feed, clock, messages);
        _book = new AlarmBook(storeKey);
        _file = new AlarmFile(options.File);
        _saved = _file.Load();
        Senders = [.. options.Channels.Select(channel => new ChannelSender(channel, options.Retry, clock, messages))];
        _thread = new Thread(Run) { Name = "alarms", IsBackground = true };
    }

    internal IReadOnlyList<ChannelSender> Senders { get; }

    /// <summary>Why it stopped; null = it did not.</summary>
    internal Exception? Failure => _failure;

    /// <summary>From the arrival of the first record that no earlier look had seen to the alarm's being told.</summary>
    internal LatencyHistogram Latency { get; } = new();

    /// <summary>Sightings that found the thread too busy; an attack that goes on is seen again.</summary>
    internal long Lost => Interlocked.Read(ref _lost);

    /// <summary>Sightings beyond the alarms that may be open.</summary>
    internal long Beyond => _book.Beyond;

    internal int OpenCount => _open;

    internal long Told(AlarmChange change) => Interlocked.Read(ref _told[(int)change]);

    /// <summary>Open alarms and the latest closed ones, each with the latest first.</summary>
    public (IReadOnlyList<Alarm> Open, IReadOnlyList<Alarm> Recent) List()
    {
        lock (_lock)
        {
            return (_book.Open, _book.Recent);
        }
    }

    /// <summary>Begins with what an earlier process left open.</summary>
    public void Start()
    {
        if (_file.Damage is string damage)
        {
            _messages.WriteLine($"warning: {damage}");
        }
        foreach (ChannelSender sender in Senders)
        {
            sender.Start();
        }
        _thread.Start();
    }

    public IReadOnlyList<ChannelState> Channels() =>
        [.. Senders.Select(sender => new ChannelState(sender.Channel.Name, sender.Channel.Receiver, sender.Waiting, sender.Sent, sender.Retries, sender.Dropped, sender.Dead))];

    /// <summary>Sends a test to each channel at once, past its queue.</summary>
    /// <returns>By channel; null = it was taken, else what went wrong.</returns>
    public Task<IReadOnlyList<ChannelAnswer>> Test(CancellationToken cancel) => TestAlarm.Send([.. Senders.Select(sender => sender.Channel)], _clock, cancel);

    /// <summary>Called by the detecting thread; never waits.</summary>
    /// <param name="arrivedMs">When the first record came that the look before had not seen; Unix ms.</param>
    internal void See(AttackAlarm alarm, long watermarkMs, long arrivedMs) => Offer(new Sighting(alarm, watermarkMs, arrivedMs));

    /// <summary>Time goes on without anything seen.</summary>
    internal void Tick(long watermarkMs) => Offer(new Sighting(null, watermarkMs, 0));

    /// <summary>Tells what waits, gives channels some seconds to send it, and ends. Open alarms stay open, for the next process to follow.</summary>
    public void Complete()
    {
        if (_work.Writer.TryComplete())
        {
            // It never began, or failed: what channels still hold is sent or counted all the same.
            if (_thread.IsAlive)
            {
                _thread.Join();
            }
            Task.WaitAll(Senders.Select(sender => sender.Stop()));
        }
    }

    public void Dispose()
    {
        Complete();
        foreach (ChannelSender sender in Senders)
        {
            sender.Dispose();
        }
    }

    private void Offer(Sighting sighting)
    {
        if (!_work.Writer.TryWrite(sighting))
        {
            Interlocked.Increment(ref _lost);
        }
    }

    private void Run()
    {
        try
        {
            Work();
        }
#pragma warning disable CA1031 // Handed to the collector, which stops and rethrows.
        catch (Exception error)
#pragma warning restore CA1031
        {
            _failure = error;
        }
    }

    private void Work()
    {
        Tell(Locked(() => _book.Restore(_saved.Open, _saved.Recent, _clock.GetUtcNow())));
        while (_work.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (_work.Reader.TryRead(out Sighting? sighting))
            {
                Follow(sighting);
            }
        }
        Save();
    }

    private void Follow(Sighting sighting)
    {
        DateTimeOffset now = _clock.GetUtcNow();
        List<AlarmNotice> notices = Locked(() => sighting.Alarm is AttackAlarm seen ? _book.See(seen, sighting.WatermarkMs, now) : _book.CloseQuiet(sighting.WatermarkMs, now));
        Tell(notices);
        if (notices.Exists(notice => notice.Change == AlarmChange.Opened))
        {
            Latency.Add(Math.Max(0, _clock.GetUtcNow().ToUnixTimeMilliseconds() - sighting.ArrivedMs) / 1000.0);
        }
        if (OpenCount > 0 && now.ToUnixTimeMilliseconds() - _savedMs >= SaveMs)
        {
            Save();
        }
    }

    private void Tell(List<AlarmNotice> notices)
    {
        _open = _book.OpenCount;
        if (notices.Count == 0)
        {
            return;
        }
        Save();
        foreach (AlarmNotice notice in notices)
        {
            Interlocked.Increment(ref _told[(int)notice.Change]);
            _messages.WriteLine(notice.Text);
            _feed?.Publish("alarm", notice);
            foreach (ChannelSender sender in Senders)
            {
                sender.Offer(notice);
            }
        }
    }

    private void Save()
    {
        (IReadOnlyList<Alarm> open, IReadOnlyList<Alarm> recent) = List();
        _file.Save(open, [.. recent.Reverse()]);
        _savedMs = _clock.GetUtcNow().ToUnixTimeMilliseconds();
        if (_file.SaveProblem is string problem && problem != _toldProblem)
        {
            _messages.WriteLine($"warning: {problem}");
        }
        _toldProblem = _file.SaveProblem;
    }

    private List<AlarmNotice> Locked(Func<List<AlarmNotice>> change)
    {
        lock (_lock)
        {
            return change();
        }
    }

    private sealed record Sighting(AttackAlarm? Alarm, long WatermarkMs, long ArrivedMs);
}
