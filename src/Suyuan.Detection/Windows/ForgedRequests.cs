namespace Suyuan.Detection.Windows;

/// <summary>UDP packets in a target's name to one port of others, that entered where the target does not live: requests to reflectors, forged.</summary>
/// <param name="Origin">Where they entered.</param>
internal sealed record ForgedRequests(int Origin, ushort PeerPort)
{
    public long First { get; init; }
    public long Last { get; init; }

    /// <summary>Observed, in the minute.</summary>
    public long Sampled { get; init; }
    public long SampledOctets { get; init; }
    public byte MinTtl { get; init; }
    public byte MaxTtl { get; init; }

    public ForgedRequests With(ForgedRequests other) => this with
    {
        First = Math.Min(First, other.First),
        Last = Math.Max(Last, other.Last),
        Sampled = Sampled + other.Sampled,
        SampledOctets = SampledOctets + other.SampledOctets,
        MinTtl = Math.Min(MinTtl, other.MinTtl),
        MaxTtl = Math.Max(MaxTtl, other.MaxTtl),
    };
}
