using System.Diagnostics.CodeAnalysis;

namespace Suyuan.Server.Collection;

/// <summary>
/// Datagrams on their way from the receiving threads to the decoding one, bounded. While it is full, receivers wait and the kernel's buffers fill: a datagram
/// that was taken from the kernel is never dropped, and what the kernel drops it counts. A monitor rather than a BlockingCollection, whose waits spin: at a
/// thousand hand-overs a second that costs a tenth of the decoding thread.
/// </summary>
internal sealed class DatagramQueue(int octets)
{
    private readonly object _gate = new();
    private readonly Queue<DatagramBlock> _full = new();
    private readonly Stack<DatagramBlock> _empty = new();
    private bool _completed;
    private long _waits;
    private volatile int _count;

    /// <summary>Times that a receiver found the queue full and waited.</summary>
    public long Waits => Interlocked.Read(ref _waits);

    public int Blocks => _count;

    public int Capacity { get; } = Math.Max(2, octets / DatagramBlock.Octets);

    /// <summary>Decoding has nothing to do.</summary>
    public bool IsIdle => _count == 0;

    /// <summary>No more will come, and none is left.</summary>
    public bool IsCompleted
    {
        get
        {
            lock (_gate)
            {
                return _completed && _full.Count == 0;
            }
        }
    }

    public DatagramBlock Rent()
    {
        lock (_gate)
        {
            return _empty.TryPop(out DatagramBlock? block) ? block : new DatagramBlock();
        }
    }

    public void Return(DatagramBlock block)
    {
        block.Clear();
        lock (_gate)
        {
            _empty.Push(block);
        }
    }

    /// <summary>Waits while the queue is full.</summary>
    public void Add(DatagramBlock block)
    {
        lock (_gate)
        {
            if (_full.Count >= Capacity)
            {
                _waits++;
                while (_full.Count >= Capacity)
                {
                    Monitor.Wait(_gate);
                }
            }
            _full.Enqueue(block);
            _count = _full.Count;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>False after a while without any, or at the end.</summary>
    public bool TryTake([NotNullWhen(true)] out DatagramBlock? block)
    {
        lock (_gate)
        {
            if (_full.Count == 0 && !_completed)
            {
                Monitor.Wait(_gate, CollectorThresholds.PatienceMs);
            }
            bool taken = _full.TryDequeue(out block);
            _count = _full.Count;
            if (_count == Capacity - 1)
            {
                Monitor.PulseAll(_gate);
            }
            return taken;
        }
    }

    /// <summary>No more will come.</summary>
    public void Complete()
    {
        lock (_gate)
        {
            _completed = true;
            Monitor.PulseAll(_gate);
        }
    }
}
