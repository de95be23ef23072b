using Suyuan.Model;

namespace Suyuan.Tests;

/// <summary>Keeps every batch it is given.</summary>
internal sealed class RecordingSink : IFlowSink
{
    public List<FlowBatch> Batches { get; } = [];

    public long Rows => Batches.Sum(batch => (long)batch.Count);

    public long Packets => Batches.Sum(batch => batch.Packets.AsSpan(0, batch.Count).ToArray().Sum());

    public long Octets => Batches.Sum(batch => batch.Octets.AsSpan(0, batch.Count).ToArray().Sum());

    public void Add(FlowBatch batch) => Batches.Add(batch);
}
