using Suyuan.Model;

namespace Suyuan.Telemetry.Files;

/// <summary>Keeps of the records written only from when to when they are.</summary>
internal sealed class TimeSpanSink(FlowBatchPool pool) : IFlowSink
{
    /// <summary><see cref="long.MaxValue"/> before the first record.</summary>
    public long FirstMs { get; private set; } = long.MaxValue;

    /// <summary><see cref="long.MinValue"/> before the first record.</summary>
    public long LastMs { get; private set; } = long.MinValue;

    public void Add(FlowBatch batch)
    {
        for (int row = 0; row < batch.Count; row++)
        {
            FirstMs = Math.Min(FirstMs, batch.Start[row]);
            LastMs = Math.Max(LastMs, batch.End(row));
        }
        pool.Return(batch);
    }
}
