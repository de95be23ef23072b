using System.Collections.Concurrent;
using Suyuan.Ingest;
using Suyuan.Model;
using Suyuan.Store;

namespace Suyuan.Server.Collection;

/// <summary>
/// The storing thread, the only one that uses the store: commits each final minute, and judges events anew when a burst began or ended. So neither a
/// transaction nor an attribution holds up decoding.
/// </summary>
internal sealed class StoreWriter : IDisposable
{
    private readonly IAttackStore _store;
    private readonly ExporterTable _exporters;
    private readonly Judgement _judgement;
    private readonly Thread _thread;
    private readonly BlockingCollection<FinalMinutes> _work = new(CollectorThresholds.WaitingCommits);
    private readonly BurstWatch _bursts = new();
    private readonly Lock _storeLock = new();
    private volatile Exception? _failure;
    private volatile string? _problem;

    public StoreWriter(IAttackStore store, ExporterTable exporters, ExporterDirectory directory, IPlaceLookup places, HomeRegion home)
    {
        (_store, _exporters) = (store, exporters);
        _judgement = new Judgement(home, exporters, directory, places, store.LoadRoutes());
        _thread = new Thread(Write) { Name = "store", IsBackground = true };
    }

    public long Commits { get; private set; }

    /// <summary>Times that events were judged.</summary>
    public long Judgements { get; private set; }

    /// <summary>Why minutes wait that it should have committed; null = they do not.</summary>
    public string? Problem => _problem;

    /// <summary>Times that the store could not grow.</summary>
    public long Refusals { get; private set; }

    /// <summary>Why it stopped; null = it did not.</summary>
    public Exception? Failure => _failure;

    /// <summary>Begins with verdicts on what an earlier process committed and did not come to judge.</summary>
    public void Start() => _thread.Start();

    /// <param name="parts">Taken over.</param>
    /// <param name="finalUntilMs">Everything before this time is final, Unix ms.</param>
    public void Add(CommitParts parts, long finalUntilMs) => _work.Add(new FinalMinutes(parts, finalUntilMs));

    /// <summary>Called once, by the decoding thread, when the first minute is final.</summary>
    public IReadOnlyList<AttackMinute> RecentAttackMinutes(long minute)
    {
        lock (_storeLock)
        {
            return _store.LoadRecentAttackMinutes(minute);
        }
    }

    /// <summary>Commits what waits, judges what is new, and ends.</summary>
    public void Complete()
    {
        _work.CompleteAdding();
        if (_thread.IsAlive)
        {
            _thread.Join();
        }
    }

    public void Dispose() => _work.Dispose();

    private void Write()
    {
        try
        {
            Judge();
            foreach (FinalMinutes work in _work.GetConsumingEnumerable())
            {
                Commit(work);
            }
            Judge();
        }
#pragma warning disable CA1031 // Handed to the collector, which stops and rethrows; emptying the queue keeps decoding from waiting for ever.
        catch (Exception error)
#pragma warning restore CA1031
        {
            _failure = error;
            foreach (FinalMinutes _ in _work.GetConsumingEnumerable())
            {
            }
        }
    }

    private void Commit(FinalMinutes work)
    {
        if (work.Parts.Any)
        {
            UntilThereIsRoom(() => _store.Commit(work.Parts.ToCommit(_exporters)));
            Commits++;
        }
        if (_bursts.Follow(work.Parts.Minutes, work.FinalUntilMs))
        {
            Judge();
        }
    }

    /// <summary>Facts → events and participations → places, as a batch ingest ends.</summary>
    private void Judge()
    {
        UntilThereIsRoom(() => _judgement.Refresh(_store, new SilentProgress(), CancellationToken.None));
        Judgements++;
    }

    /// <summary>
    /// A full disk holds commits up until somebody makes room: meanwhile minutes gather, then datagrams, and what the kernel drops in the end it counts. A collector
    /// that is told to stop does not wait for it.
    /// </summary>
    private void UntilThereIsRoom(Action work)
    {
        while (true)
        {
            try
            {
                lock (_storeLock)
                {
                    work();
                }
                _problem = null;
                return;
            }
            catch (StoreFullException full) when (!_work.IsAddingCompleted)
            {
                Refusals++;
                _problem = $"{full.Message}; minutes wait until there is room";
                Thread.Sleep(CollectorThresholds.FullPauseMs);
            }
        }
    }

    private readonly record struct FinalMinutes(CommitParts Parts, long FinalUntilMs);
}
