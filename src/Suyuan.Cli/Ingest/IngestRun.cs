using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Suyuan.Detection;
using Suyuan.Ingest;
using Suyuan.Model;
using Suyuan.Store;
using Suyuan.Telemetry;
using Suyuan.Telemetry.Files;

namespace Suyuan.Cli.Ingest;

/// <summary>
/// One ingest: this thread reads and decodes inputs merged by time, another detects and commits. Results do not depend on where commits fall.
/// </summary>
internal sealed class IngestRun(
    IAttackStore store, ExporterTable exporters, ExporterDirectory directory, IngestOptions options, TimeProvider clock, IIngestProgress progress)
    : IDisposable
{
    /// <summary>Work between commits: what a kill costs at most, against the price of a transaction.</summary>
    private static readonly TimeSpan s_commitInterval = TimeSpan.FromSeconds(1.5);

    /// <summary>Batches between the two threads.</summary>
    private const int QueueLength = 32;

    private readonly FlowBatchPool _pool = new(QueueLength * 2);
    private readonly BlockingCollection<IngestWork> _work = new(QueueLength);
    private readonly SettledMinutes _settled = store.LoadSettled();

    /// <summary>One for the run: readers opened with it share templates and sampling rates, so that an export split over files is whole.</summary>
    private readonly FlowReaderOptions _readers = options.ToReaderOptions();

    /// <summary>The domain of all flow exports; null where there are none.</summary>
    private DetectionDomain? _network;

    private volatile Exception? _failure;

    public IngestSummary Execute(InputSurveys surveys, CancellationToken cancel)
    {
        long began = clock.GetTimestamp();
        // The log of a sensor can be both: its flows are telemetry, its alerts evidence.
        LogFacts logs = LogFacts.Read(
            surveys.ToRead.Where(input => input.Survey.Format.IsLog()), store.LoadIndicators(IndicatorKind.Controller, DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue));
        using InputSchedule schedule = new(surveys.ToRead.Where(input => input.Survey.HoldsTelemetry), input => Open(input, cancel));
        if (schedule.Inputs.Any(input => input.Survey.HoldsExports))
        {
            _network = Domain(null, ProfileChoice.ForExports(surveys.ToRead, options));
        }
        CommitParts parts = new();
        Thread detection = new(() => Detect(parts)) { Name = "detection", IsBackground = true };
        detection.Start();
        try
        {
            ReadAll(schedule, cancel);
        }
        finally
        {
            _work.CompleteAdding();
            detection.Join();
        }
        if (_failure is not null)
        {
            ExceptionDispatchInfo.Throw(_failure);
        }
        IReadOnlyList<FinishedInput> finished = [.. schedule.Inputs.Select(input => logs.Complete(Finish(input))), .. logs.Finished(clock.GetUtcNow())];
        store.Commit(parts.ToCommit(exporters) with
        {
            Commands = logs.Commands,
            Checkins = logs.Checkins,
            Sightings = logs.Sightings,
            Indicators = logs.Indicators,
            FinishedInputs = finished,
        });
        return new IngestSummary(surveys, schedule.Inputs, logs, finished, clock.GetElapsedTime(began));
    }

    private void ReadAll(InputSchedule schedule, CancellationToken cancel)
    {
        long total = Math.Max(1, schedule.Inputs.Sum(input => input.Survey.Bytes));
        long networkMinute = long.MinValue;
        Dictionary<ScheduledInput, long> captureMinutes = [];
        while (schedule.ReadNext() is ScheduledInput input && _failure is null)
        {
            cancel.ThrowIfCancellationRequested();
            if (input.Capture is DetectionDomain capture)
            {
                long reached = input.Ended ? IngestWork.End : input.ReachedMs;
                if (Passes(reached, captureMinutes.GetValueOrDefault(input, long.MinValue)))
                {
                    captureMinutes[input] = Minute.Of(reached);
                    input.Packets?.Flush();
                    _work.Add(IngestWork.Time(capture, reached), cancel);
                }
            }
            if (_network is not null && Passes(schedule.WatermarkMs, networkMinute))
            {
                networkMinute = Minute.Of(schedule.WatermarkMs);
                foreach (ScheduledInput open in schedule.Inputs)
                {
                    open.Exports?.Flush();
                }
                _work.Add(IngestWork.Time(_network, schedule.WatermarkMs), cancel);
                progress.Report("reading", (double)schedule.Inputs.Sum(one => one.OctetsRead) / total);
            }
        }
        progress.Report("reading", 1);
    }

    public void Dispose() => _work.Dispose();

    private static bool Passes(long timeMs, long minute) => timeMs == IngestWork.End || Minute.Of(timeMs) > minute;

    private IFlowReader Open(ScheduledInput input, CancellationToken cancel)
    {
        InputSurvey survey = input.Survey;
        if (survey.HoldsPackets)
        {
            input.Capture = Domain(ExporterTable.CapturePrefix + survey.Digest, options.Profile ?? DetectionProfile.Capture);
            input.Packets = new FlowWriter(_pool, new QueueSink(input.Capture, input, _work, cancel));
        }
        if (survey.HoldsExports)
        {
            input.Exports = new FlowWriter(_pool, new QueueSink(_network!, input, _work, cancel));
        }
        return FlowReaders.Open(survey, exporters, (input.Packets ?? input.Exports)!, (input.Exports ?? input.Packets)!, _readers);
    }

    private DetectionDomain Domain(string? captureKey, DetectionProfile profile)
    {
        DetectionOptions detection = DetectionOptions.For(profile, options.Thresholds) with { BufferOctets = options.BufferOctets };
        return new DetectionDomain(captureKey, detection, exporters, directory, _pool, _settled, store.LoadRecentAttackMinutes);
    }

    /// <summary>The detecting thread: the only one that uses domains and, while it runs, the store.</summary>
    private void Detect(CommitParts parts)
    {
        long lastCommit = clock.GetTimestamp();
        HashSet<DetectionDomain> open = [];
        try
        {
            foreach (IngestWork work in _work.GetConsumingEnumerable())
            {
                open.Add(work.Domain);
                if (work.Batch is not null)
                {
                    work.Domain.Add(work.Batch, work.Input!.Fates);
                    continue;
                }
                work.Domain.Advance(work.WatermarkMs);
                if (work.WatermarkMs == IngestWork.End)
                {
                    work.Domain.TakeInto(parts);
                    open.Remove(work.Domain);
                }
                if (clock.GetElapsedTime(lastCommit) >= s_commitInterval)
                {
                    foreach (DetectionDomain domain in open)
                    {
                        domain.TakeInto(parts);
                    }
                    if (parts.Any)
                    {
                        store.Commit(parts.ToCommit(exporters));
                        parts.Clear();
                    }
                    lastCommit = clock.GetTimestamp();
                }
            }
        }
        catch (Exception error)
        {
            // Handed to the reading thread, which stops at its next piece and rethrows; emptying the queue unblocks it.
            _failure = error;
            foreach (IngestWork _ in _work.GetConsumingEnumerable())
            {
            }
        }
    }

    /// <summary>Packets that a capture's reader refuses would each have made a record: records offered = records read + refused.</summary>
    private FinishedInput Finish(ScheduledInput input)
    {
        InputSurvey survey = input.Survey;
        InputFile file = new(
            Path.GetFileName(survey.Path), survey.Format.Token(), survey.Bytes, survey.Sha256, survey.FirstMs, survey.LastMs,
            input.Records + input.Faults.Total, input.Simulated);
        KeyValuePair<string, long>[] refused =
            [.. input.Faults.NonZero.Select(fault => KeyValuePair.Create(fault.Key.ToString(), fault.Value)), .. input.Fates.Refused];
        return new FinishedInput(file, survey.Path, input.Fates.Used, refused, clock.GetUtcNow());
    }
}
