using System.Collections.Concurrent;

namespace Suyuan.Model;

/// <summary>Recycles batches between decoder and consumer threads; never holds more than <paramref name="limit"/> of a family.</summary>
public sealed class FlowBatchPool(int limit = 64)
{
    private readonly ConcurrentBag<FlowBatch> _v4 = [];
    private readonly ConcurrentBag<FlowBatch> _v6 = [];

    /// <summary>An empty batch; its columns may hold old values beyond <see cref="FlowBatch.Count"/>.</summary>
    public FlowBatch Rent(AddressFamily family)
    {
        if (!Bag(family).TryTake(out FlowBatch? batch))
        {
            batch = new FlowBatch(family);
        }
        batch.Count = 0;
        return batch;
    }

    public void Return(FlowBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ConcurrentBag<FlowBatch> bag = Bag(batch.Family);
        if (bag.Count < limit)
        {
            bag.Add(batch);
        }
    }

    private ConcurrentBag<FlowBatch> Bag(AddressFamily family) => family == AddressFamily.V4 ? _v4 : _v6;
}
