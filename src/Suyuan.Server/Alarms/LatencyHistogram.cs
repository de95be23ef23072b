namespace Suyuan.Server.Alarms;

/// <summary>How long alarms took, in buckets of seconds. One thread adds, others read.</summary>
internal sealed class LatencyHistogram
{
    private readonly long[] _counts = new long[Bounds.Count + 1];
    private double _sum;

    /// <summary>Upper bounds of the buckets, s.</summary>
    public static IReadOnlyList<double> Bounds { get; } = [0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    public double Sum => Volatile.Read(ref _sum);

    public void Add(double seconds)
    {
        int bucket = 0;
        while (bucket < Bounds.Count && seconds > Bounds[bucket])
        {
            bucket++;
        }
        Interlocked.Increment(ref _counts[bucket]);
        Volatile.Write(ref _sum, _sum + seconds);
    }

    /// <summary>Counts up to each bound, and of all.</summary>
    public long[] Cumulative()
    {
        long[] counts = new long[_counts.Length];
        long sum = 0;
        for (int bucket = 0; bucket < counts.Length; bucket++)
        {
            counts[bucket] = sum += Interlocked.Read(ref _counts[bucket]);
        }
        return counts;
    }
}
