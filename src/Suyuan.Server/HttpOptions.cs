using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace Suyuan.Server;

/// <summary>How the API is reached. By default from this machine alone.</summary>
public sealed record HttpOptions
{
    /// <summary>Null: plain HTTP.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Proxies whose word on a caller's address and scheme is taken. Where there are some and no certificate, nobody else but this machine is answered.</summary>
    public IReadOnlyList<IPNetwork> Proxies { get; init; } = [];

    /// <summary>Names that requests may be for, beside this machine's own; none = any where others can reach it, since their browsers bring no cookie to another name.</summary>
    public IReadOnlyList<string> HostNames { get; init; } = [];

    /// <summary>The owner's socket; null = none.</summary>
    public string? Socket { get; init; }

    /// <summary>Of one account, key or unknown address.</summary>
    public int RequestsPerSecond { get; init; } = 100;

    /// <summary>Attempts from one address (IPv6: /64).</summary>
    public int SignInsPerMinute { get; init; } = 20;
}
