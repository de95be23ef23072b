using System.Collections.Concurrent;
using Suyuan.Server.Accounts;
using Suyuan.Store;

namespace Suyuan.Server.Api;

/// <summary>
/// Connections for questions, beside the one that writes. Each takes one question at a time; who finds none free waits, and where too many wait already, is told to come back.
/// </summary>
public sealed class StoreReaders : IDisposable
{
    /// <summary>A question that waits behind so many others would be answered after its asker has gone.</summary>
    private const int MaxWaiting = 256;

    private readonly Func<Constituency?, IAttackReader> _open;
    private readonly ConcurrentBag<IAttackReader> _free = [];

    /// <summary>Those that see only a constituent's part; of theirs alone.</summary>
    private readonly ConcurrentDictionary<Constituency, ConcurrentBag<IAttackReader>> _restricted = [];
    private readonly SemaphoreSlim _slots;
    private int _waiting;

    /// <param name="open">Opens a connection, for all or for what a constituent may see.</param>
    /// <param name="count">Questions answered at the same time; the engine spreads each over the machine's cores.</param>
    public StoreReaders(Func<Constituency?, IAttackReader> open, int count)
    {
        ArgumentNullException.ThrowIfNull(open);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        (_open, _slots) = (open, new SemaphoreSlim(count, count));
    }

    /// <param name="viewer">Whom the answer is for: the question sees nothing else of the store than they may.</param>
    /// <exception cref="StoreBusyException">Too many wait.</exception>
    public async Task<T> Ask<T>(Viewer viewer, Func<IAttackReader, T> question, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(viewer);
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
            return await Task.Run(() => Answer(viewer.Only, question), cancel);
        }
        finally
        {
            _slots.Release();
        }
    }

    /// <summary>A connection that its asker keeps, and disposes.</summary>
    public IAttackReader OpenAlone() => _open(null);

    public void Dispose()
    {
        foreach (IAttackReader reader in _free.Concat(_restricted.Values.SelectMany(free => free)))
        {
            reader.Dispose();
        }
        _slots.Dispose();
    }

    private T Answer<T>(Constituency? only, Func<IAttackReader, T> question)
    {
        ConcurrentBag<IAttackReader> free = only is null ? _free : _restricted.GetOrAdd(only, _ => []);
        if (!free.TryTake(out IAttackReader? reader))
        {
            reader = _open(only);
        }
        try
        {
            T answer = question(reader);
            free.Add(reader);
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
