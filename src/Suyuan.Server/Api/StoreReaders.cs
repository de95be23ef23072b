using System.Collections.Concurrent;
using Suyuan.Store;

namespace Suyuan.Server.Api;

/// <summary>
/// Connections for questions, beside the one that writes. Each takes one question at a time; who finds none free waits, and where too many wait already, is told to come back.
/// </summary>
public sealed class StoreReaders : IDisposable
{
    /// <summary>A question that waits behind so many others would be answered after its asker has gone.</summary>
    private const int MaxWaiting = 256;

    private readonly Func<IAttackReader> _open;
    private readonly ConcurrentBag<IAttackReader> _free = [];
    private readonly SemaphoreSlim _slots;
    private int _waiting;

    /// <param name="count">Questions answered at the same time; the engine spreads each over the machine's cores.</param>
    public StoreReaders(Func<IAttackReader> open, int count)
    {
        ArgumentNullException.ThrowIfNull(open);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        (_open, _slots) = (open, new SemaphoreSlim(count, count));
    }

    /// <exception cref="StoreBusyException">Too many wait.</exception>
    public async Task<T> Ask<T>(Func<IAttackReader, T> question, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(question);
        if (Interlocked.Increment(ref _waiting) > MaxWaiting)
        {
            Interlocked.Decrement(ref _waiting);
            throw new StoreBusyException();
        }
        try
        {
            await _slots.WaitAsync(cancel);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
        try
        {
            // The engine's calls block: not on the thread that serves the connection.
            return await Task.Run(() => Answer(question), cancel);
        }
        finally
        {
            _slots.Release();
        }
    }

    public void Dispose()
    {
        foreach (IAttackReader reader in _free)
        {
            reader.Dispose();
        }
        _slots.Dispose();
    }

    private T Answer<T>(Func<IAttackReader, T> question)
    {
        if (!_free.TryTake(out IAttackReader? reader))
        {
            reader = _open();
        }
        try
        {
            T answer = question(reader);
            _free.Add(reader);
            return answer;
        }
        catch
        {
            // What state it is in is not known: the next question gets a new one.
            reader.Dispose();
            throw;
        }
    }
}

/// <summary>So many questions wait for the store that another would not be answered in time.</summary>
public sealed class StoreBusyException() : Exception("too many questions wait for the store; ask again in some seconds");
