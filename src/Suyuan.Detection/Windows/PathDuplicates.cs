using System.Runtime.InteropServices;
using Suyuan.Model;

namespace Suyuan.Detection.Windows;

/// <summary>
/// One packet seen by several routers counts once (design.md §2): at edge and peering interfaces; at core ones only where no edge or peering exporter saw the
/// target's vector in that minute; egress-metered records never where the same exporter meters ingress. Decided before anything is judged, so that a path of
/// three exporters does not trigger at a third of a threshold. What does not count is marked and kept: it shows the path to attribution.
/// </summary>
internal sealed class PathDuplicates
{
    private readonly ExporterTable _exporters;
    private readonly ExporterDirectory _directory;
    private readonly OriginTable _origins;
    private readonly HashSet<string> _described;
    private readonly List<Standing?> _standings = [];

    public PathDuplicates(ExporterTable exporters, ExporterDirectory directory, OriginTable origins)
    {
        (_exporters, _directory, _origins) = (exporters, directory, origins);
        _described = directory.Rows.Where(row => row.Role != InterfaceRole.Unknown).Select(row => row.Exporter).ToHashSet(StringComparer.Ordinal);
    }

    private enum Standing
    {
        /// <summary>Nothing is known of the exporter: its records count, and may be others' packets again.</summary>
        Unknown,
        /// <summary>A core interface, or one without a role of an exporter that has roles: the operator described where its border is.</summary>
        Inner,
        Border,
    }

    /// <summary>Marks the records that another exporter counts.</summary>
    /// <param name="ingress">Exporters that meter ingress in this minute.</param>
    public void Mark(TargetMinute target, IReadOnlySet<ushort> ingress)
    {
        ArgumentNullException.ThrowIfNull(target);
        HashSet<byte> atBorder = [];
        foreach (TargetRecord record in target.Inbound)
        {
            if (StandingOf(record.Origin) == Standing.Border && !IsSecondMetering(record.Origin, ingress))
            {
                atBorder.Add(record.Code);
            }
        }
        for (int index = 0; index < target.Inbound.Count; index++)
        {
            TargetRecord record = target.Inbound[index];
            if (IsSecondMetering(record.Origin, ingress) || (StandingOf(record.Origin) == Standing.Inner && atBorder.Contains(record.Code)))
            {
                target.Inbound[index] = record with { Traits = record.Traits | RecordTraits.Duplicate };
            }
        }
    }

    /// <summary>Several exporters count, and not all of them at a border: the same packets may be in the sum twice.</summary>
    public bool ArePossible(List<TargetRecord> records)
    {
        bool elsewhere = false;
        int exporter = -1;
        bool several = false;
        foreach (ref readonly TargetRecord record in CollectionsMarshal.AsSpan(records))
        {
            if (record.Counts)
            {
                elsewhere |= StandingOf(record.Origin) != Standing.Border;
                several |= exporter >= 0 && exporter != _origins[record.Origin].Exporter;
                exporter = _origins[record.Origin].Exporter;
            }
        }
        return elsewhere && several;
    }

    /// <summary>An exporter that names no interface meters a host's or a capture's traffic once: its direction tells who opened the flow.</summary>
    private bool IsSecondMetering(int index, IReadOnlySet<ushort> ingress) =>
        _origins[index] is { Direction: FlowDirection.Egress, Interface: not 0 } origin && ingress.Contains(origin.Exporter);

    private Standing StandingOf(int index)
    {
        while (_standings.Count <= index)
        {
            _standings.Add(null);
        }
        return _standings[index] ??= Find(_origins[index]);
    }

    private Standing Find(Origin origin)
    {
        string key = _exporters.Key(origin.Exporter);
        return (_directory.Find(key, origin.Interface)?.Role ?? InterfaceRole.Unknown) switch
        {
            InterfaceRole.Edge or InterfaceRole.Peering => Standing.Border,
            InterfaceRole.Core => Standing.Inner,
            _ => _described.Contains(key) ? Standing.Inner : Standing.Unknown,
        };
    }
}
