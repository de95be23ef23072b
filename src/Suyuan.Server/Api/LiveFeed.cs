using System.Threading.Channels;

namespace Suyuan.Server.Api;

/// <param name="Type">Name of the server-sent event, such as <c>report</c>.</param>
/// <param name="Data">Written as JSON.</param>
public sealed record LiveMessage(string Type, object Data);

/// <summary>What happens now, to everyone who listens. A listener that cannot keep up loses its oldest messages, never holds up the others.</summary>
public sealed class LiveFeed
{
    private const int Waiting = 1000;

    private readonly Lock _lock = new();
    private readonly List<Channel<LiveMessage>> _listeners = [];

    public int Listeners
    {
        get
        {
            lock (_lock)
            {
                return _listeners.Count;
            }
        }
    }

    public void Publish(string type, object data)
    {
        LiveMessage message = new(type, data);
        lock (_lock)
        {
            foreach (Channel<LiveMessage> listener in _listeners)
            {
                listener.Writer.TryWrite(message);
            }
        }
    }

    /// <summary>Messages from now on, until disposed.</summary>
    public LiveListener Listen()
    {
        Channel<LiveMessage> mine = Channel.CreateBounded<LiveMessage>(new BoundedChannelOptions(Waiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
        lock (_lock)
        {
            _listeners.Add(mine);
        }
        return new LiveListener(mine.Reader, () => Forget(mine));
    }

    private void Forget(Channel<LiveMessage> listener)
    {
        lock (_lock)
        {
            _listeners.Remove(listener);
        }
    }
}

/// <summary>One who listens to a <see cref="LiveFeed"/>.</summary>
public sealed class LiveListener(ChannelReader<LiveMessage> messages, Action end) : IDisposable
{
    /// <returns>The next message; null where none came in time.</returns>
    public async Task<LiveMessage?> Next(TimeSpan patience, CancellationToken cancel)
    {
        using CancellationTokenSource time = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        time.CancelAfter(patience);
        try
        {
            return await messages.ReadAsync(time.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return null;
        }
    }

    public void Dispose() => end();
}
