namespace Suyuan.Model;

/// <summary>Had this exporter seen the source before, outside events? Looks back only.</summary>
public enum SourceHistory : byte
{
    /// <summary>The source is not in the hashed sample, or less than an hour of history exists.</summary>
    NotMeasured = 0,
    Unseen,
    Seen,
}

/// <summary>
/// What one source sent to one target by one vector through one exporter interface, over the minutes of a segment. Mutable: rows of further
/// minutes are folded in with <see cref="Add"/>.
/// </summary>
public sealed class SourceEvidence
{
    public required IpPrefix Target { get; init; }
    public required AttackVector Vector { get; init; }
    /// <summary>Index into the run's <see cref="ExporterTable"/>.</summary>
    public required ushort Exporter { get; init; }
    public required uint Interface { get; init; }
    public required IpAddress Source { get; init; }

    /// <summary>First and last packet, Unix ms.</summary>
    public long First { get; set; }
    public long Last { get; set; }

    /// <summary>Estimated packets and IP-layer octets.</summary>
    public long Packets { get; set; }
    public long Octets { get; set; }

    /// <summary>Observed packets; all statistics of the spoof test use these, unscaled.</summary>
    public long SampledPackets { get; set; }

    /// <summary>Observed packets whose length lies in the vector's size signature, fragments of them included.</summary>
    public long SignaturePackets { get; set; }

    /// <summary>Observed packets that answer an earlier packet of the target to that source and port, seen at the exporter.</summary>
    public long SolicitedPackets { get; set; }

    /// <summary>Observed packets of TCP connections that the source opened properly (payload after a handshake).</summary>
    public long EstablishedPackets { get; set; }

    /// <summary>Distinct minutes.</summary>
    public int Minutes { get; set; }

    /// <summary>0 = not exported.</summary>
    public byte MinTtl { get; set; }
    public byte MaxTtl { get; set; }

    /// <summary>The source's most common source port; 0 = unknown.</summary>
    public ushort SourcePort { get; set; }

    public SourceHistory History { get; set; }

    /// <summary>Hosts of its network held TCP conversations through this interface in the day before, outside attacks: it sends there rightly.</summary>
    public bool TwoWay { get; set; }

    /// <summary>Folds in the same source's row of other minutes.</summary>
    public void Add(SourceEvidence other)
    {
        ArgumentNullException.ThrowIfNull(other);
        First = Math.Min(First, other.First);
        Last = Math.Max(Last, other.Last);
        SourcePort = other.SampledPackets > SampledPackets || (other.SampledPackets == SampledPackets && other.SourcePort < SourcePort)
            ? other.SourcePort
            : SourcePort;
        Packets += other.Packets;
        Octets += other.Octets;
        SampledPackets += other.SampledPackets;
        SignaturePackets += other.SignaturePackets;
        SolicitedPackets += other.SolicitedPackets;
        EstablishedPackets += other.EstablishedPackets;
        Minutes += other.Minutes;
        if (other.MinTtl != 0)
        {
            MinTtl = MinTtl == 0 ? other.MinTtl : Math.Min(MinTtl, other.MinTtl);
            MaxTtl = Math.Max(MaxTtl, other.MaxTtl);
        }
        TwoWay |= other.TwoWay;
        History = (SourceHistory)Math.Max((byte)History, (byte)other.History);
    }
}
