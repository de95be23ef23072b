using System.Collections.Concurrent;
using Suyuan.Ingest;
using Suyuan.Model;

namespace Suyuan.Cli.Ingest;

/// <summary>
/// What the reading thread hands to the detecting thread: a batch of one input, or how far a domain's time has come (<see cref="End"/> = its end).
/// </summary>
internal readonly record struct IngestWork(DetectionDomain Domain, ScheduledInput? Input, FlowBatch? Batch, long WatermarkMs)
{
    public const long End = DetectionDomain.End;

    public static IngestWork Records(DetectionDomain domain, ScheduledInput input, FlowBatch batch) => new(domain, input, batch, 0);

    public static IngestWork Time(DetectionDomain domain, long watermarkMs) => new(domain, null, null, watermarkMs);
}

/// <summary>Puts full batches of one input into the queue; blocks while it is full.</summary>
internal sealed class QueueSink(DetectionDomain domain, ScheduledInput input, BlockingCollection<IngestWork> queue, CancellationToken cancel) : IFlowSink
{
    public void Add(FlowBatch batch) => queue.Add(IngestWork.Records(domain, input, batch), cancel);
}
