using System.Globalization;
using System.Threading.Channels;

namespace Suyuan.Server.Alarms.Channels;

/// <summary>
/// A channel's queue and the task that empties it, in order: a message is tried until it is taken or cannot be, then the next. What does not fit, and what was given up,
/// is counted and logged.
/// </summary>
internal sealed class ChannelSender : IDisposable
{
    private readonly RetryOptions _retry;
    private readonly TimeProvider _clock;
    private readonly TextWriter _messages;
    private readonly Channel<AlarmNotice> _queue;
    private readonly CancellationTokenSource _end = new();
    private Task _work = Task.CompletedTask;
    private long _sent;
    private long _retries;
    private long _dropped;
    private long _dead;

    public ChannelSender(IAlarmChannel channel, RetryOptions retry, TimeProvider clock, TextWriter messages)
    {
        (Channel, _retry, _clock, _messages) = (channel, retry, clock, messages);
        _queue = System.Threading.Channels.Channel.CreateBounded<AlarmNotice>(
            new BoundedChannelOptions(retry.Waiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true }, Drop);
    }

    public IAlarmChannel Channel { get; }

    public int Waiting => _queue.Reader.Count;

    public long Sent => Interlocked.Read(ref _sent);

    public long Retries => Interlocked.Read(ref _retries);

    /// <summary>Left the queue for want of room, or of time at the end.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Dead letters: refused for good, or tried too often.</summary>
    public long Dead => Interlocked.Read(ref _dead);

    public void Start() => _work = Task.Run(Send);

    public void Offer(AlarmNotice notice) => _queue.Writer.TryWrite(notice);

    /// <summary>Sends what waits, as long as there is grace.</summary>
    public async Task Stop()
    {
        _queue.Writer.TryComplete();
        _end.CancelAfter(_retry.Grace);
        await _work;
        while (_queue.Reader.TryRead(out AlarmNotice? left))
        {
            Drop(left);
        }
    }

    public void Dispose()
    {
        _end.Cancel();
        _work.Wait();
        _end.Dispose();
        Channel.Dispose();
    }

    private async Task Send()
    {
        try
        {
            await foreach (AlarmNotice notice in _queue.Reader.ReadAllAsync(_end.Token))
            {
                await Send(notice);
            }
        }
        catch (OperationCanceledException)
        {
            // The grace is over: what is left is counted by whoever ended it.
        }
    }

    private async Task Send(AlarmNotice notice)
    {
        for (int tried = 1; ; tried++)
        {
            DeliveryException problem;
            try
            {
                await Try(notice);
                Interlocked.Increment(ref _sent);
                return;
            }
            catch (DeliveryException refused)
            {
                problem = refused;
            }
            if (!problem.WorthRetrying || tried >= _retry.Attempts)
            {
                Interlocked.Increment(ref _dead);
                _messages.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"warning: alarms to {Channel.Name} ({Channel.Receiver}): given up after {tried} tries: {problem.Message}; it was: {notice.Text}"));
                return;
            }
            if (tried == 1)
            {
                _messages.WriteLine($"warning: alarms to {Channel.Name} ({Channel.Receiver}): {problem.Message}; tried again");
            }
            try
            {
                await Task.Delay(_retry.Pause(tried, problem.NotBefore), _clock, _end.Token);
            }
            catch (OperationCanceledException)
            {
                Drop(notice);
                throw;
            }
            Interlocked.Increment(ref _retries);
        }
    }

    private async Task Try(AlarmNotice notice)
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(_end.Token);
        patience.CancelAfter(_retry.Patience);
        try
        {
            await Channel.Send(notice, patience.Token);
        }
        catch (OperationCanceledException) when (!_end.IsCancellationRequested)
        {
            throw new DeliveryException(string.Create(CultureInfo.InvariantCulture, $"no answer within {_retry.Patience.TotalSeconds:0.#} s"), worthRetrying: true);
        }
        catch (OperationCanceledException)
        {
            Drop(notice);
            throw;
        }
#pragma warning disable CA1031 // A mistake in one message must not end the channel without a word: the next may go.
        catch (Exception error) when (error is not DeliveryException)
#pragma warning restore CA1031
        {
            throw new DeliveryException($"{error.GetType().Name}: {error.Message}", worthRetrying: false, inner: error);
        }
    }

    private void Drop(AlarmNotice notice)
    {
        Interlocked.Increment(ref _dropped);
        _messages.WriteLine($"warning: alarms to {Channel.Name} ({Channel.Receiver}): dropped unsent: {notice.Text}");
    }
}
