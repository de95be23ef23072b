using System.Runtime.ExceptionServices;
using Suyuan.Model;

namespace Suyuan.Detection.Windows;

/// <summary>
/// Counts batches in their order behind the thread that prepares them, on one of the pool's. Who needs the counters waits, and counts what no thread of the pool has
/// come to: a busy pool costs speed and nothing else.
/// </summary>
internal sealed class CountingQueue(FlowBatchPool pool) : IThreadPoolWorkItem
{
    /// <summary>Batches under way: enough that neither side waits for the other's every turn.</summary>
    private const int Most = 8;

    /// <summary>Fewer rows are counted at once: waking another thread takes longer.</summary>
    private const int WorthHandingOver = 1024;

    private readonly object _gate = new();
    private readonly Queue<CountingWork> _waiting = new();
    private readonly Stack<CountingWork> _spare = new();
    private int _made;
    private bool _isCounting;
    private bool _isCalled;
    private Exception? _failure;

    /// <summary>Work for the batch, which this takes over.</summary>
    public CountingWork Take(FlowBatch batch)
    {
        CountingWork work = TakeSpare();
        work.Begin(batch);
        work.Holders = 2;
        return work;
    }

    /// <summary>To be counted, now or soon.</summary>
    public void Count(CountingWork work)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (work.Kept < WorthHandingOver)
        {
            Wait();
            work.Count();
            Release(work);
            return;
        }
        bool call;
        lock (_gate)
        {
            _waiting.Enqueue(work);
            call = !_isCalled;
            _isCalled = true;
        }
        if (call)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    /// <summary>One of two that read the batch is done; the second returns it.</summary>
    public void Release(CountingWork work)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (Interlocked.Decrement(ref work.Holders) > 0)
        {
            return;
        }
        pool.Return(work.End());
        lock (_gate)
        {
            _spare.Push(work);
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Until all that was handed over is counted. Throws what counting threw.</summary>
    public void Wait()
    {
        while (TryCountNext() || IsCounting())
        {
        }
        if (_failure is not null)
        {
            ExceptionDispatchInfo.Throw(_failure);
        }
    }

    void IThreadPoolWorkItem.Execute()
    {
        do
        {
            while (TryCountNext())
            {
            }
        }
        while (!TryEnd());
    }

    /// <summary>False: something came since.</summary>
    private bool TryEnd()
    {
        lock (_gate)
        {
            // Who counts instead goes on with what waits, or calls again.
            bool end = _isCounting || _waiting.Count == 0;
            _isCalled = !end;
            return end;
        }
    }

    private CountingWork TakeSpare()
    {
        while (true)
        {
            lock (_gate)
            {
                if (_spare.TryPop(out CountingWork? work))
                {
                    return work;
                }
                if (_made < Most)
                {
                    _made++;
                    return new CountingWork();
                }
                if (_isCounting || _waiting.Count == 0)
                {
                    Monitor.Wait(_gate);
                    continue;
                }
            }
            TryCountNext();
        }
    }

    /// <summary>Waits for a batch that another thread counts; false: none does.</summary>
    private bool IsCounting()
    {
        lock (_gate)
        {
            if (_isCounting)
            {
                Monitor.Wait(_gate);
                return true;
            }
            return _waiting.Count > 0;
        }
    }

    /// <summary>One batch at a time, whichever thread: tables are not shared.</summary>
    private bool TryCountNext()
    {
        CountingWork? work;
        lock (_gate)
        {
            if (_isCounting || !_waiting.TryDequeue(out work))
            {
                return false;
            }
            _isCounting = true;
        }
        try
        {
            work.Count();
        }
#pragma warning disable CA1031 // Handed to the thread that owns the detector, which throws it at its next wait.
        catch (Exception error)
#pragma warning restore CA1031
        {
            _failure ??= error;
        }
        lock (_gate)
        {
            _isCounting = false;
            Monitor.PulseAll(_gate);
        }
        Release(work);
        return true;
    }
}
