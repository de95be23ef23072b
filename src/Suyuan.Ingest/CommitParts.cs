using Suyuan.Model;
using Suyuan.Store;

namespace Suyuan.Ingest;

/// <summary>What the next commit will append, from all domains.</summary>
public sealed class CommitParts
{
    public List<AttackMinute> Minutes { get; } = [];

    public List<Segment> Segments { get; } = [];

    public List<InterfaceBackground> Background { get; } = [];

    public SettledMinutes Settled { get; private set; } = new();

    public bool Any => Settled.ByExporter.Count > 0;

    public EvidenceCommit ToCommit(ExporterTable exporters) => new()
    {
        Exporters = exporters,
        Minutes = Minutes,
        Segments = Segments,
        Background = Background,
        Settled = Settled,
    };

    public void Clear()
    {
        Minutes.Clear();
        Segments.Clear();
        Background.Clear();
        Settled = new SettledMinutes();
    }
}
