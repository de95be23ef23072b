namespace Suyuan.Telemetry;

/// <summary>What sFlow agents say of their own sampling.</summary>
/// <param name="Samples">Flow samples that came, used or refused.</param>
/// <param name="Pool">Packets that could have been sampled between an agent's first and last sample here; over the samples it is the rate that really held.</param>
/// <param name="Dropped">Samples that agents threw away for want of resources: flows are then more than estimated.</param>
/// <param name="CounterSamples">Interface counters, which are passed over.</param>
public readonly record struct SampleCounts(long Samples, long Pool, long Dropped, long CounterSamples)
{
    public static SampleCounts operator +(SampleCounts left, SampleCounts right) => Add(left, right);

    /// <summary>What came between two looks at the same counts.</summary>
    public static SampleCounts operator -(SampleCounts left, SampleCounts right) => Subtract(left, right);

    public static SampleCounts Add(SampleCounts left, SampleCounts right) =>
        new(left.Samples + right.Samples, left.Pool + right.Pool, left.Dropped + right.Dropped, left.CounterSamples + right.CounterSamples);

    public static SampleCounts Subtract(SampleCounts left, SampleCounts right) =>
        new(left.Samples - right.Samples, left.Pool - right.Pool, left.Dropped - right.Dropped, left.CounterSamples - right.CounterSamples);
}
