using System.Security.Cryptography;

namespace Suyuan.Server.Alarms.Channels;

/// <summary>How a message that was not taken is tried again: pauses double, each is drawn between half of that and all of it.</summary>
public sealed record RetryOptions
{
    /// <summary>Times that a message is tried, the first among them.</summary>
    public int Attempts { get; init; } = 8;

    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Messages that may wait for a channel; the oldest leaves for one too many.</summary>
    public int Waiting { get; init; } = 1000;

    /// <summary>A try is given up after this.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>What is still to be sent when the collector ends gets this long.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(5);

    /// <param name="tried">Times that were in vain, from 1.</param>
    /// <param name="asked">The receiver's own wish; followed up to the longest pause.</param>
    public TimeSpan Pause(int tried, TimeSpan? asked)
    {
        double most = Math.Min(FirstPause.TotalMilliseconds * Math.Pow(2, tried - 1), LongestPause.TotalMilliseconds);
        double drawn = most * (0.5 + (RandomNumberGenerator.GetInt32(1000) / 2000.0));
        double wish = Math.Min(asked?.TotalMilliseconds ?? 0, LongestPause.TotalMilliseconds);
        return TimeSpan.FromMilliseconds(Math.Max(drawn, wish));
    }
}
