using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Suyuan.Server.Api;

/// <param name="Type">Name of the server-sent event, such as <c>alarm</c>.</param>
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

    /// <summary>Messages from now on, until cancelled.</summary>
    public async IAsyncEnumerable<LiveMessage> Listen([EnumeratorCancellation] CancellationToken cancel)
    {
        Channel<LiveMessage> mine = Channel.CreateBounded<LiveMessage>(new BoundedChannelOptions(Waiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
        lock (_lock)
        {
            _listeners.Add(mine);
        }
        try
        {
            while (await mine.Reader.WaitToReadAsync(cancel))
            {
                while (mine.Reader.TryRead(out LiveMessage? message))
                {
                    yield return message;
                }
            }
        }
        finally
        {
            lock (_lock)
            {
                _listeners.Remove(mine);
            }
        }
    }
}
