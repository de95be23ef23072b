using System.Security.Cryptography;
using System.Threading.Channels;
using Suyuan.Server.Accounts;
using Suyuan.Server.Api;

namespace Suyuan.Server.Reports;

/// <summary>Reports that are asked for through the API: built one after the other, kept in a temporary folder until newer ones take their place or the server ends.</summary>
public sealed class ReportJobs : IAsyncDisposable
{
    /// <summary>Finished reports that are kept.</summary>
    private const int Kept = 50;

    private const int Waiting = 20;

    private readonly IReportMaker _maker;
    private readonly StoreReaders _readers;
    private readonly LiveFeed _feed;
    private readonly TimeProvider _clock;
    private readonly string _folder = Directory.CreateTempSubdirectory("suyuan-reports-").FullName;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, ReportJob> _jobs = new(StringComparer.Ordinal);
    private readonly Channel<string> _queue = Channel.CreateBounded<string>(Waiting);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _worker;

    public ReportJobs(IReportMaker maker, StoreReaders readers, LiveFeed feed, TimeProvider clock)
    {
        (_maker, _readers, _feed, _clock) = (maker, readers, feed, clock);
        _worker = Task.Run(Work);
    }

    public IReadOnlyList<string> Formats => _maker.Formats;

    /// <summary>Newest first.</summary>
    public IReadOnlyList<ReportJob> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _jobs.Values.OrderByDescending(job => job.Asked).ThenBy(job => job.Id, StringComparer.Ordinal)];
            }
        }
    }

    /// <returns>Null: too many wait already.</returns>
    public ReportJob? Ask(ReportRequest request)
    {
        ReportJob job = new(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)), request, ReportJobState.Queued, _clock.GetUtcNow(), null, [], null);
        lock (_lock)
        {
            if (!_queue.Writer.TryWrite(job.Id))
            {
                return null;
            }
            _jobs.Add(job.Id, job);
            // Within the lock, so that nobody hears of a later state first.
            _feed.Publish("report", ApiReportJob.Of(job));
        }
        return job;
    }

    public ReportJob? Find(string id)
    {
        lock (_lock)
        {
            return _jobs.GetValueOrDefault(id);
        }
    }

    /// <returns>Null: no such job or file.</returns>
    public string? PathOf(string id, string file) => Find(id) is { State: ReportJobState.Done } job && job.Files.Contains(file) ? Path.Combine(_folder, id, file) : null;

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _stop.CancelAsync();
        await _worker;
        _stop.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task Work()
    {
        try
        {
            await foreach (string id in _queue.Reader.ReadAllAsync(_stop.Token))
            {
                await Make(Change(id, job => job with { State = ReportJobState.Running }));
                Forget();
            }
        }
        catch (OperationCanceledException)
        {
            // The server ends: what waits is not made.
        }
    }

    private async Task Make(ReportJob job)
    {
        try
        {
            IReadOnlyList<string> files = await _readers.Ask(Viewer.Local, store => _maker.Make(store, job.Request, Path.Combine(_folder, job.Id)), _stop.Token);
            Change(job.Id, done => done with { State = ReportJobState.Done, Ended = _clock.GetUtcNow(), Files = [.. files.Select(file => Path.GetFileName(file)!)] });
        }
#pragma warning disable CA1031 // Told to who asked; the next report may do better.
        catch (Exception error) when (!_stop.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Change(job.Id, failed => failed with { State = ReportJobState.Failed, Ended = _clock.GetUtcNow(), Problem = error.Message });
        }
    }

    private ReportJob Change(string id, Func<ReportJob, ReportJob> change)
    {
        lock (_lock)
        {
            ReportJob changed = _jobs[id] = change(_jobs[id]);
            _feed.Publish("report", ApiReportJob.Of(changed));
            return changed;
        }
    }

    private void Forget()
    {
        lock (_lock)
        {
            foreach (ReportJob old in _jobs.Values.Where(job => job.Ended is not null).OrderByDescending(job => job.Ended).Skip(Kept).ToArray())
            {
                _jobs.Remove(old.Id);
                string folder = Path.Combine(_folder, old.Id);
                if (Directory.Exists(folder))
                {
                    Directory.Delete(folder, recursive: true);
                }
            }
        }
    }
}
