namespace Suyuan.Testing;

/// <summary>A clock that stands where a test sets it.</summary>
public sealed class SettableClock(DateTimeOffset now) : TimeProvider
{
    private long _ticks = now.UtcTicks;

    public long NowMs
    {
        get => GetUtcNow().ToUnixTimeMilliseconds();
        set => Interlocked.Exchange(ref _ticks, DateTimeOffset.FromUnixTimeMilliseconds(value).UtcTicks);
    }

    public void Advance(TimeSpan time) => Interlocked.Add(ref _ticks, time.Ticks);

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);
}

/// <summary>For what happens on other threads and in other processes.</summary>
public static class Eventually
{
    private const int MostSeconds = 60;

    /// <summary>Waits until it is so; fails after a minute.</summary>
    public static async Task Holds(Func<bool> condition, string what, CancellationToken cancel)
    {
        long began = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            Xunit.Assert.True(TimeProvider.System.GetElapsedTime(began).TotalSeconds < MostSeconds, $"did not come to pass: {what}");
            await Task.Delay(10, cancel).ConfigureAwait(false);
        }
    }
}
