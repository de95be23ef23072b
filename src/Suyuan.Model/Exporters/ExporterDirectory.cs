namespace Suyuan.Model;

/// <summary>Where an interface faces (<c>exporters.csv</c>, column <c>role</c>).</summary>
public enum InterfaceRole : byte
{
    Unknown = 0,
    /// <summary>Customers: traffic counts, spoofed traffic names the router.</summary>
    Edge,
    /// <summary>Another network: traffic counts, the router is only transit.</summary>
    Peering,
    /// <summary>Another of our routers: counted only where no edge or peering exporter saw the target in that minute.</summary>
    Core,
}

/// <summary>One row of <c>exporters.csv</c>; everything but the exporter is optional and wins over what address data says.</summary>
public sealed record ExporterSettings
{
    /// <summary>The exporter's key as in <see cref="ExporterTable"/>.</summary>
    public required string Exporter { get; init; }

    /// <summary>ifIndex; null = the row holds for the whole exporter.</summary>
    public uint? Interface { get; init; }

    public InterfaceRole Role { get; init; }

    /// <summary>Legitimate sources behind the interface.</summary>
    public IReadOnlyList<IpPrefix> Prefixes { get; init; } = [];

    /// <summary>Joins exporters that are one device; null = the exporter itself.</summary>
    public string? Router { get; init; }

    /// <summary>Public address to print for the router.</summary>
    public IpAddress? Address { get; init; }

    public string? Province { get; init; }
    public string? Operator { get; init; }
    public string? Name { get; init; }
    public string? Contact { get; init; }

    /// <summary>AS of the neighbour behind the interface: what its cone holds in the routing table is legitimate there; 0 = not told.</summary>
    public uint Asn { get; init; }
}

/// <summary>What the operator told us of exporters and their interfaces.</summary>
public sealed class ExporterDirectory
{
    private readonly Dictionary<(string, uint?), ExporterSettings> _rows = [];

    public ExporterDirectory(IEnumerable<ExporterSettings> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        foreach (ExporterSettings row in rows)
        {
            _rows[(row.Exporter, row.Interface)] = row;
        }
    }

    public static ExporterDirectory Empty { get; } = new([]);

    public IEnumerable<ExporterSettings> Rows => _rows.Values;

    /// <summary>The interface's own row where there is one, filled up from the exporter's row; null where neither exists.</summary>
    public ExporterSettings? Find(string exporter, uint? interfaceIndex)
    {
        _rows.TryGetValue((exporter, null), out ExporterSettings? whole);
        if (interfaceIndex is null || !_rows.TryGetValue((exporter, interfaceIndex), out ExporterSettings? own))
        {
            return whole;
        }
        return own with
        {
            Role = own.Role == InterfaceRole.Unknown ? whole?.Role ?? InterfaceRole.Unknown : own.Role,
            Prefixes = own.Prefixes.Count == 0 ? whole?.Prefixes ?? [] : own.Prefixes,
            Router = own.Router ?? whole?.Router,
            Address = own.Address ?? whole?.Address ?? RouterAddress(own.Router ?? whole?.Router),
            Province = own.Province ?? whole?.Province,
            Operator = own.Operator ?? whole?.Operator,
            Name = own.Name ?? whole?.Name,
            Contact = own.Contact ?? whole?.Contact,
            Asn = own.Asn,
        };
    }

    /// <summary>The public address that any row of the router gives.</summary>
    public IpAddress? RouterAddress(string? router) =>
        router is null ? null : _rows.Values.FirstOrDefault(row => row.Router == router && row.Address is not null)?.Address;
}
