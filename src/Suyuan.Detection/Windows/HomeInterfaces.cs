using Suyuan.Model;

namespace Suyuan.Detection.Windows;

/// <summary>
/// Whether a packet that claims to come from an address entered where that address lives: requests forged in a victim's name to reflectors look like its own,
/// but enter elsewhere (methods.md §2.1 item 8).
/// </summary>
internal sealed class HomeInterfaces(ExporterTable exporters, ExporterDirectory directory, OriginTable origins)
{
    private readonly (string Exporter, uint? Interface, IpPrefix Prefix)[] _homes =
        directory.Rows.SelectMany(row => row.Prefixes.Select(prefix => (row.Exporter, row.Interface, prefix))).ToArray();

    /// <summary>Prefixes are configured, so that a forged request can be told from one of the address's own.</summary>
    public bool AreKnown => _homes.Length > 0;

    /// <summary>False: known to be forged, or to have come from elsewhere. Without configured prefixes nothing is known.</summary>
    public bool MayEnter(IpAddress source, int index)
    {
        if (_homes.Length == 0)
        {
            return true;
        }
        Origin origin = origins[index];
        string exporter = exporters.Key(origin.Exporter);
        ExporterSettings? settings = directory.Find(exporter, origin.Interface);
        if (settings?.Role == InterfaceRole.Core)
        {
            // Between our routers: everything passes.
            return true;
        }
        if (settings is { Prefixes.Count: > 0 })
        {
            return settings.Prefixes.Any(prefix => prefix.Contains(source));
        }
        // The address lives behind another interface.
        return !_homes.Any(home => home.Prefix.Contains(source));
    }
}
