namespace Suyuan.Model;

/// <summary>
/// What sends telemetry, by key: the text of its address, or <c>capture:</c> and the first 16 hex digits of a capture's SHA-256.
/// Interned once a run, so that a record carries two octets. Thread-safe. Index 0 is "unknown".
/// </summary>
public sealed class ExporterTable
{
    /// <summary>More exporters than this are refused (all share index 0): the column has two octets and memory is bounded.</summary>
    public const int MaxExporters = 65_535;

    public const string CapturePrefix = "capture:";

    /// <summary>Exports written to a file without their senders' addresses: the file stands for the sender.</summary>
    public const string FilePrefix = "file:";

    /// <summary>Between the name of a store and the key that an exporter had there, where several stores became one.</summary>
    public const char StoreSeparator = '/';

    private readonly Lock _lock = new();
    private readonly Dictionary<string, ushort> _byKey = new(StringComparer.Ordinal);
    private readonly Dictionary<IpAddress, ushort> _byAddress = [];
    private readonly List<string> _keys = ["unknown"];

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _keys.Count;
            }
        }
    }

    public ushort Intern(IpAddress address)
    {
        lock (_lock)
        {
            if (!_byAddress.TryGetValue(address, out ushort index))
            {
                index = Add(address.ToString());
                _byAddress.Add(address, index);
            }
            return index;
        }
    }

    public ushort Intern(string key)
    {
        if (IpAddress.TryParse(key, out IpAddress address))
        {
            return Intern(address);
        }
        lock (_lock)
        {
            return Add(key);
        }
    }

    public string Key(ushort index)
    {
        lock (_lock)
        {
            return _keys[index];
        }
    }

    /// <summary>A packet capture is an exporter, but never a router.</summary>
    public bool IsCapture(ushort index) => Key(index).StartsWith(CapturePrefix, StringComparison.Ordinal);

    /// <summary>The address that a key stands for; null = none, as of a capture.</summary>
    public static IpAddress? AddressOf(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return IpAddress.TryParse(key[(key.LastIndexOf(StoreSeparator) + 1)..], out IpAddress address) ? address : null;
    }

    private ushort Add(string key)
    {
        if (_byKey.TryGetValue(key, out ushort known))
        {
            return known;
        }
        if (_keys.Count > MaxExporters)
        {
            return 0;
        }
        ushort index = (ushort)_keys.Count;
        _keys.Add(key);
        _byKey.Add(key, index);
        return index;
    }
}
