namespace Suyuan.Model;

/// <summary>Where a sampling rate was learned, best last.</summary>
public enum SamplingOrigin : byte
{
    /// <summary>Nothing said it; 1 was assumed.</summary>
    Assumed = 0,
    /// <summary>Configuration (<c>--sampling</c>).</summary>
    Configured = 1,
    /// <summary>The header of the export datagram (NetFlow v5).</summary>
    Header = 2,
    /// <summary>An options record that speaks for the exporter's observation domain as a whole.</summary>
    Announced = 3,
    /// <summary>An options record for the interface that the record names.</summary>
    Interface = 4,
    /// <summary>An options record for the sampler that the record names.</summary>
    Sampler = 5,
    /// <summary>The record itself, or a packet capture, which holds every packet.</summary>
    Record = 6,
}

/// <summary>
/// One in <paramref name="Interval"/> packets was observed. Observed counts are multiplied by it to estimate; the two are never added.
/// <c>default</c> has interval 0 and means 1, assumed.
/// </summary>
public readonly record struct SamplingRate(uint Interval, SamplingOrigin Origin)
{
    public static SamplingRate Unsampled => new(1, SamplingOrigin.Record);

    public uint Factor => Interval == 0 ? 1 : Interval;
}
