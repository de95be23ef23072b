using Suyuan.Detection;
using Suyuan.Detection.Events;
using Suyuan.Model;
using Suyuan.Store;

namespace Suyuan.Ingest;

/// <summary>
/// One vantage with minutes of its own: all flow exports of a run together, or one packet capture. Holds its detector, drops what earlier runs
/// have settled, and gathers what the next commit appends. Belongs to the detecting thread.
/// </summary>
public sealed class DetectionDomain : IEvidenceSink
{
    /// <summary>The watermark behind all records.</summary>
    public const long End = long.MaxValue;

    private readonly string? _captureKey;
    private readonly ExporterTable _exporters;
    private readonly SettledMinutes _alreadySettled;
    private readonly Detector _detector;
    private readonly SegmentBuilder _segments;
    private readonly List<(ushort Exporter, long Minute, MinuteCoverage Coverage)> _settled = [];

    /// <param name="captureKey">Exporter key of a packet capture; null for flow exports.</param>
    /// <param name="alarms">Null where nobody waits for alarms.</param>
    public DetectionDomain(
        string? captureKey, DetectionOptions options, ExporterTable exporters, ExporterDirectory directory, FlowBatchPool pool,
        SettledMinutes alreadySettled, Func<long, IReadOnlyList<AttackMinute>> recentMinutes, IAlarmSink? alarms = null)
    {
        (_captureKey, _exporters, _alreadySettled) = (captureKey, exporters, alreadySettled);
        _segments = new SegmentBuilder(recentMinutes);
        _detector = new Detector(options, exporters, directory, pool, this, alarms);
    }

    /// <summary>Minutes before this one are final.</summary>
    public long FinalUntil => _detector.FinalUntil;

    /// <summary>Counters of few packets that left the tables of minutes for want of room.</summary>
    public long CountersDropped => _detector.Counts.CountersDropped;

    /// <summary>Takes the batch over; counts what becomes of each record.</summary>
    public void Add(FlowBatch batch, RecordFates fates)
    {
        Count(batch, fates);
        _detector.Add(batch);
    }

    public void Advance(long watermarkMs)
    {
        if (watermarkMs == End)
        {
            _detector.Complete();
        }
        else
        {
            _detector.Advance(watermarkMs);
        }
    }

    /// <summary>Raises alarms for what has crossed a threshold in open minutes.</summary>
    /// <param name="nowMs">As far as the records have come, Unix ms.</param>
    public void Peek(long nowMs) => _detector.Peek(nowMs);

    void IEvidenceSink.Add(MinuteEvidence evidence)
    {
        foreach (MinuteCoverage coverage in evidence.Coverage)
        {
            _settled.Add((coverage.Exporter, evidence.Minute, coverage));
        }
        _segments.Add(evidence);
    }

    bool IEvidenceSink.Wants(long minute) => !IsSettled(minute);

    /// <summary>Moves what has become final since the last call into a commit's parts.</summary>
    public void TakeInto(CommitParts parts)
    {
        (IReadOnlyList<AttackMinute> minutes, IReadOnlyList<Segment> segments) = _segments.TakeCommit();
        parts.Minutes.AddRange(minutes);
        parts.Segments.AddRange(segments);
        parts.Background.AddRange(_detector.TakeBackground());
        foreach ((ushort exporter, long minute, MinuteCoverage coverage) in _settled)
        {
            parts.Settled.Add(_exporters.Key(exporter), minute, coverage.Records, coverage.Sampling);
        }
        _settled.Clear();
    }

    private bool IsSettled(long minute) =>
        _captureKey is null ? _alreadySettled.IsFinal(minute) : _alreadySettled.IsSettled(_captureKey, minute);

    /// <summary>A record counts in the minute of its end, as the detector counts it.</summary>
    private void Count(FlowBatch batch, RecordFates fates)
    {
        long settledMinute = long.MinValue;
        bool settled = false;
        for (int row = 0; row < batch.Count; row++)
        {
            long minute = Minute.Of(batch.Start[row] + batch.Duration[row]);
            if (minute != settledMinute)
            {
                (settledMinute, settled) = (minute, IsSettled(minute));
            }
            if (settled)
            {
                if (_alreadySettled.IsSettled(_exporters.Key(batch.Exporter[row]), minute))
                {
                    fates.AlreadySettled++;
                }
                else
                {
                    fates.LateForSettled++;
                }
            }
            else if (!_detector.IsPlausible(batch, row))
            {
                fates.Implausible++;
            }
            else if (minute < _detector.FinalUntil)
            {
                fates.BeyondHorizon++;
            }
            else
            {
                fates.Used++;
            }
        }
    }
}
