namespace Suyuan.Model;

/// <summary>Takes full batches. The receiver owns the batch and returns it to the pool when done.</summary>
public interface IFlowSink
{
    void Add(FlowBatch batch);
}

/// <summary>
/// Where decoders write: keeps one open batch per address family and hands each on when it is full.
/// Not thread-safe; one writer per decoding thread.
/// </summary>
public sealed class FlowWriter(FlowBatchPool pool, IFlowSink sink)
{
    private FlowBatch? _v4;
    private FlowBatch? _v6;

    /// <summary>Where its batches come from.</summary>
    public FlowBatchPool Pool => pool;

    /// <summary>Rows written since the writer was made.</summary>
    public long Written { get; private set; }

    /// <summary>
    /// A batch with room for at least one row. Write up to <see cref="FlowBatch.Room"/> rows from <see cref="FlowBatch.Count"/> on,
    /// then call <see cref="Commit"/>.
    /// </summary>
    public FlowBatch Open(AddressFamily family)
    {
        ref FlowBatch? open = ref family == AddressFamily.V4 ? ref _v4 : ref _v6;
        return open ??= pool.Rent(family);
    }

    /// <summary>Counts <paramref name="rows"/> rows just written after the batch's count; hands the batch on when it is full.</summary>
    public void Commit(FlowBatch batch, int rows)
    {
        ArgumentNullException.ThrowIfNull(batch);
        batch.Count += rows;
        Written += rows;
        if (batch.Room == 0)
        {
            Release(batch.Family);
        }
    }

    /// <summary>Hands on a batch that was filled elsewhere, behind all rows written before.</summary>
    public void Add(FlowBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        Release(batch.Family);
        Written += batch.Count;
        sink.Add(batch);
    }

    /// <summary>Hands on what is open, full or not.</summary>
    public void Flush()
    {
        Release(AddressFamily.V4);
        Release(AddressFamily.V6);
    }

    private void Release(AddressFamily family)
    {
        ref FlowBatch? open = ref family == AddressFamily.V4 ? ref _v4 : ref _v6;
        FlowBatch? batch = open;
        open = null;
        if (batch is null)
        {
            return;
        }
        if (batch.Count == 0)
        {
            pool.Return(batch);
        }
        else
        {
            sink.Add(batch);
        }
    }
}
