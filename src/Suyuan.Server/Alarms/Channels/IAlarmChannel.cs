namespace Suyuan.Server.Alarms.Channels;

/// <summary>A way for alarms to leave. Messages are given one at a time.</summary>
public interface IAlarmChannel : IDisposable
{
    /// <summary>As the configuration names it.</summary>
    string Name { get; }

    /// <summary>Where it sends, without what is secret of it.</summary>
    string Receiver { get; }

    /// <summary>Tries once.</summary>
    /// <exception cref="DeliveryException">It was not taken.</exception>
    Task Send(AlarmNotice notice, CancellationToken cancel);
}

/// <summary>A receiver did not take a message; the message says why, for whoever runs the collector.</summary>
public sealed class DeliveryException : Exception
{
    public DeliveryException(string message, bool worthRetrying, TimeSpan? notBefore = null, Exception? inner = null)
        : base(message, inner) => (WorthRetrying, NotBefore) = (worthRetrying, notBefore);

    public DeliveryException()
    {
    }

    public DeliveryException(string message)
        : base(message)
    {
    }

    public DeliveryException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>The same message may be taken later.</summary>
    public bool WorthRetrying { get; }

    /// <summary>The receiver asks for so long a pause.</summary>
    public TimeSpan? NotBefore { get; }
}
