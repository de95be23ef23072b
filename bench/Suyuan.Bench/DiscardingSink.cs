using Suyuan.Model;

namespace Suyuan.Bench;

/// <summary>Throws rows away.</summary>
internal sealed class DiscardingSink(FlowBatchPool pool) : IFlowSink
{
    public void Add(FlowBatch batch) => pool.Return(batch);
}
