namespace Suyuan.Model;

/// <summary>Minutes of event time: whole minutes since the Unix epoch, UTC.</summary>
public static class Minute
{
    public const long Milliseconds = 60_000;

    /// <summary>The minute that holds a time in Unix milliseconds (floor, also before 1970).</summary>
    public static long Of(long unixMilliseconds) => Math.DivRem(unixMilliseconds, Milliseconds, out long rest) - (rest < 0 ? 1 : 0);

    public static long Start(long minute) => minute * Milliseconds;

    /// <summary>The first millisecond after the minute.</summary>
    public static long End(long minute) => (minute + 1) * Milliseconds;

    public static DateTimeOffset ToTime(long minute) => DateTimeOffset.FromUnixTimeMilliseconds(Start(minute));
}
