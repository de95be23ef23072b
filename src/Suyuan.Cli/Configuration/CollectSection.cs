using System.Globalization;
using System.Net;
using Suyuan.Detection;
using Suyuan.Model;
using Suyuan.Server.Collection;

namespace Suyuan.Cli.Configuration;

/// <summary>Section <c>collect</c> of the configuration: live collection (docs/operations.md).</summary>
internal sealed class CollectSection
{
    /// <summary>Ports, or addresses with ports. Default: NetFlow's customary port, IPFIX's and sFlow's of the IANA registry, on all addresses.</summary>
    public List<string> Listen { get; set; } = ["2055", "4739", "6343"];

    /// <summary>Addresses and prefixes of exporters. Default: all are heard.</summary>
    public List<string> Allow { get; set; } = [];

    /// <summary>Megabytes that the kernel is asked to hold for each socket. Default 32.</summary>
    public int ReceiveBufferMegabytes { get; set; } = 32;

    /// <summary>Megabytes of datagrams that may wait for decoding. Default 64.</summary>
    public int QueueMegabytes { get; set; } = 64;

    /// <summary>1 in N, for exporters that do not say. Default: such records count as unsampled.</summary>
    public uint? Sampling { get; set; }

    /// <summary>Thresholds: network, or capture for a laboratory's unsampled flows. Default network.</summary>
    public string Profile { get; set; } = "network";

    /// <summary>Sockets and receiving threads for each address. Default 1.</summary>
    public int Receivers { get; set; } = 1;

    /// <summary>exporters.csv: roles, prefixes and places of interfaces. Default: what the store knows.</summary>
    public string? Exporters { get; set; }

    /// <summary>Address and port of the Prometheus metrics. Default: none are served.</summary>
    public string? Metrics { get; set; }

    /// <exception cref="ConfigurationException">A value cannot be used.</exception>
    public void Validate()
    {
        Within(ReceiveBufferMegabytes, "receive_buffer_megabytes", 1, 1024);
        Within(QueueMegabytes, "queue_megabytes", 1, 2047);
        Within(Receivers, "receivers", 1, 64);
        _ = (Addresses, Prefixes, MetricsAddress, DetectionProfile);
        if (Sampling == 0)
        {
            throw new ConfigurationException("collect.sampling: 1 in 0 is no sampling; leave the key out where exporters say their own");
        }
    }

    public IReadOnlyList<IPEndPoint> Addresses => Listen.Count > 0
        ? [.. Listen.Select(text => Address(text) ?? throw new ConfigurationException($"collect.listen: '{text}' is neither a port nor an address with a port, such as 2055, 192.0.2.1:2055 or [2001:db8::1]:2055"))]
        : throw new ConfigurationException("collect.listen: names nothing to listen on");

    public IReadOnlyList<IpPrefix> Prefixes =>
        [.. Allow.Select(text => IpPrefix.TryParse(text, out IpPrefix prefix) ? prefix : throw new ConfigurationException($"collect.allow: '{text}' is neither an address nor a prefix (host bits must be zero)"))];

    public IPEndPoint? MetricsAddress =>
        Metrics is null ? null
        : IPEndPoint.TryParse(Metrics, out IPEndPoint? address) && Metrics.Contains(':', StringComparison.Ordinal) && address.Port > 0 ? address
        : throw new ConfigurationException($"collect.metrics: '{Metrics}' is no address with a port, such as 127.0.0.1:9464");

    private DetectionProfile DetectionProfile => Profile switch
    {
        "network" => DetectionProfile.Network,
        "capture" => DetectionProfile.Capture,
        _ => throw new ConfigurationException($"collect.profile: '{Profile}' is not capture or network"),
    };

    public CollectorOptions ToOptions(SuyuanConfiguration configuration, TimeProvider clock) => new()
    {
        Listen = Addresses,
        Allow = Prefixes,
        ReceiveBufferOctets = checked(ReceiveBufferMegabytes << 20),
        QueueOctets = checked(QueueMegabytes << 20),
        BufferOctets = checked(configuration.Detection.BufferMegabytes << 20),
        Sampling = Sampling,
        Profile = DetectionProfile,
        Thresholds = configuration.Detection.ToThresholds(configuration.Store.Path),
        Receivers = Receivers,
        Home = configuration.HomeRegion,
        StateFile = CollectorOptions.StateFileOf(configuration.Store.Path),
        Alarms = configuration.Alarms.ToOptions(configuration.Store.Path, clock),
        Metrics = MetricsAddress,
    };

    /// <summary>A port alone means all addresses of both families.</summary>
    private static IPEndPoint? Address(string text)
    {
        if (ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ushort port))
        {
            return port == 0 ? null : new IPEndPoint(System.Net.Sockets.Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : IPAddress.Any, port);
        }
        return IPEndPoint.TryParse(text, out IPEndPoint? address) && address.Port > 0 ? address : null;
    }

    private static void Within(int value, string key, int least, int most)
    {
        if (value < least || value > most)
        {
            throw new ConfigurationException($"collect.{key}: {value} is not between {least} and {most}");
        }
    }
}
