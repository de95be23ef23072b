using System.Net;
using Suyuan.Detection;
using Suyuan.Model;
using Suyuan.Server.Alarms;

namespace Suyuan.Server.Collection;

/// <summary>How a collector works; every value is a key of the configuration's <c>collect</c> section (docs/operations.md).</summary>
public sealed record CollectorOptions
{
    /// <summary>Where to listen; a wildcard IPv6 address takes IPv4 too.</summary>
    public required IReadOnlyList<IPEndPoint> Listen { get; init; }

    /// <summary>Sockets and receiving threads for each address; the kernel spreads senders over them. More than one only on Linux.</summary>
    public int Receivers { get; init; } = 1;

    /// <summary>Senders that are heard; empty = all.</summary>
    public IReadOnlyList<IpPrefix> Allow { get; init; } = [];

    /// <summary>Octets that the kernel is asked to hold for each socket.</summary>
    public int ReceiveBufferOctets { get; init; } = 32 << 20;

    /// <summary>Octets of datagrams between the receiving threads and the decoding one.</summary>
    public int QueueOctets { get; init; } = 64 << 20;

    /// <summary>Octets of records held for detection's second look.</summary>
    public int BufferOctets { get; init; } = 256 << 20;

    /// <summary>How long a minute waits for late records, or for the longest active time-out seen; ms. Null = as detection does by itself.</summary>
    public long? HorizonMs { get; init; }

    /// <summary>1 in N, for exporters that do not say; null = such records count as unsampled, marked as assumed.</summary>
    public uint? Sampling { get; init; }

    public DetectionProfile Profile { get; init; } = DetectionProfile.Network;

    public ThresholdSets Thresholds { get; init; } = ThresholdSets.Usual;

    public HomeRegion Home { get; init; } = HomeRegion.China;

    /// <summary>Where templates, sampling rates and the first open minute outlive the process.</summary>
    public required string StateFile { get; init; }

    /// <summary>Where alarms are kept and sent.</summary>
    public required AlarmOptions Alarms { get; init; }

    /// <summary>Where metrics are served; null = nowhere.</summary>
    public IPEndPoint? Metrics { get; init; }

    /// <summary>The file that belongs to a store.</summary>
    public static string StateFileOf(string store) => store + ".collector.json";
}
