using System.Collections.Concurrent;

namespace Suyuan.Server.Collection;

/// <summary>
/// Datagrams on their way from the receiving threads to the decoding one, bounded. While it is full, receivers wait and the kernel's buffers fill: a datagram
/// that was taken from the kernel is never dropped, and what the kernel drops it counts.
/// </summary>
internal sealed class DatagramQueue(int octets) : IDisposable
{
    private readonly BlockingCollection<DatagramBlock> _full = new(Math.Max(2, octets / DatagramBlock.Octets));
    private readonly ConcurrentBag<DatagramBlock> _empty = [];
    private long _waits;

    /// <summary>Times that a receiver found the queue full and waited.</summary>
    public long Waits => Interlocked.Read(ref _waits);

    public int Blocks => _full.Count;

    public int Capacity => _full.BoundedCapacity;

    /// <summary>Decoding has nothing to do.</summary>
    public bool IsIdle => _full.Count == 0;

    public DatagramBlock Rent() => _empty.TryTake(out DatagramBlock? block) ? block : new DatagramBlock();

    public void Return(DatagramBlock block)
    {
        block.Clear();
        _empty.Add(block);
    }

    public void Add(DatagramBlock block)
    {
        if (!_full.TryAdd(block))
        {
            Interlocked.Increment(ref _waits);
            _full.Add(block);
        }
    }

    /// <summary>False after a while without any, or at the end.</summary>
    public bool TryTake(out DatagramBlock? block) => _full.TryTake(out block, CollectorThresholds.PatienceMs);

    /// <summary>No more will come.</summary>
    public void Complete() => _full.CompleteAdding();

    public bool IsCompleted => _full.IsCompleted;

    public void Dispose() => _full.Dispose();
}
