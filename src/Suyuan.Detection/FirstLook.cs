using Suyuan.Detection.Baselines;
using Suyuan.Detection.Vectors;
using Suyuan.Detection.Windows;
using Suyuan.Model;

namespace Suyuan.Detection;

/// <summary>
/// The hot path: counts each record in its minutes' tables and buffers what the second look needs, column by column. Nothing is allocated per record. Counting itself
/// goes on behind; everything else belongs to one thread.
/// </summary>
internal sealed class FirstLook
{
    /// <summary>
    /// No interface carries 8 Tbit/s: octets (and packets) per millisecond, estimated, above which a record lies. Sums of what is below stay far from overflow.
    /// </summary>
    private const long OctetsPerMillisecond = 1_000_000_000;

    /// <summary>No clock shows a time before 1970 or beyond this, Unix ms (the year 2200).</summary>
    private const long LatestMs = 7_258_118_400_000;

    /// <summary>Minutes that can be open at once: more only come from broken clocks.</summary>
    private const int MostWindows = 1 << 16;

    private const int RecentWindows = 8;

    private readonly SortedDictionary<long, MinuteWindow> _windows = [];
    private readonly Stack<MinuteWindow> _spare = new();
    private readonly CountingQueue _counting;
    private readonly int[] _origins = new int[FlowBatch.Capacity];
    private readonly DetectionOptions _options;
    private readonly DetectionCounts _counts;
    private readonly OriginTable _table;
    private readonly CounterLimits _limits;

    /// <summary>Open minutes found last, by the lower bits of the minute.</summary>
    private readonly MinuteWindow?[] _recent = new MinuteWindow?[RecentWindows];

    public FirstLook(DetectionOptions options, DetectionCounts counts, OriginTable table, NetworkLevels levels, FlowBatchPool pool)
    {
        (_options, _counts, _table) = (options, counts, table);
        _limits = CounterLimits.OfWhatMatters(options.Thresholds);
        _counting = new CountingQueue(pool);
        Horizon = options.HorizonMs;
        Ring = new RecordRing(options, levels, Counted);
    }

    /// <summary>Minutes before this one are final.</summary>
    public long FinalUntil { get; set; } = Minute.Of(long.MinValue) + 2;

    /// <summary>A minute is final this long after it, ms: grows to the longest record seen.</summary>
    public long Horizon { get; private set; }

    public RecordRing Ring { get; }

    /// <summary>Takes the batch over; returns it to the pool.</summary>
    public void Add(FlowBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        CountingWork work = _counting.Take(batch);
        Check(batch, work);
        Classify(batch, work);
        Place(batch, work);
        Cover(batch, work.Used);
        _counting.Count(work);
        Ring.Add(batch, work.Used, work.Codes, _origins);
        _counting.Release(work);
    }

    /// <summary>Until all that was added is counted: to be called before a window is read.</summary>
    public void Wait() => _counting.Wait();

    /// <summary>The oldest open minute before this one; null when there is none.</summary>
    public MinuteWindow? Oldest(long before)
    {
        if (_windows.Count == 0)
        {
            return null;
        }
        MinuteWindow oldest = _windows.First().Value;
        return oldest.Minute < before ? oldest : null;
    }

    /// <summary>Open minutes that records came for since the last call, ascending.</summary>
    public List<MinuteWindow> TakeTouched()
    {
        List<MinuteWindow> touched = _windows.Values.Where(window => window.LookedAt != window.Touches).ToList();
        touched.ForEach(window => window.LookedAt = window.Touches);
        return touched;
    }

    /// <summary>The minute has been judged; its tables serve another.</summary>
    public void Close(MinuteWindow window)
    {
        ArgumentNullException.ThrowIfNull(window);
        _windows.Remove(window.Minute);
        _counts.CountersDropped += window.Dropped;
        FinalUntil = Math.Max(FinalUntil, window.Minute + 1);
        _recent[window.Minute & (RecentWindows - 1)] = null;
        if (_spare.Count < 2)
        {
            window.Clear();
            _spare.Push(window);
        }
        else
        {
            window.Dispose();
        }
    }

    /// <summary>The record claims nothing that cannot be.</summary>
    public bool IsPlausible(FlowBatch batch, int row)
    {
        long start = batch.Start[row];
        uint duration = batch.Duration[row];
        return duration <= _options.LongestHorizonMs && start is >= 0 and <= LatestMs && IsCarried(batch.Packets[row], batch.Octets[row], duration, batch.SamplingInterval[row])
            && (_windows.Count < MostWindows || _windows.ContainsKey(Minute.Of(start)));
    }

    /// <summary>The open minutes, once they hold all that was added.</summary>
    private SortedDictionary<long, MinuteWindow>.ValueCollection Counted()
    {
        Wait();
        return _windows.Values;
    }

    private static bool IsCarried(long packets, long octets, uint duration, uint sampling)
    {
        // Nearly every record is far below the limit of its first second, which needs no division.
        ulong either = unchecked((ulong)(packets | octets));
        if (either <= int.MaxValue && either * sampling <= 1000 * OctetsPerMillisecond)
        {
            return true;
        }
        double most = (duration + 1000.0) * OctetsPerMillisecond / Math.Max(sampling, 1);
        return packets >= 0 && octets >= 0 && packets <= most && octets <= most;
    }

    /// <summary>Fills the list of rows that are used; each other one is counted by its reason.</summary>
    private void Check(FlowBatch batch, CountingWork work)
    {
        int[] rows = work.Rows;
        int kept = 0;
        long implausible = 0;
        long late = 0;
        long cut = 0;
        long final = Minute.Start(FinalUntil);
        long longest = Horizon;
        for (int row = 0; row < batch.Count; row++)
        {
            long start = batch.Start[row];
            long duration = batch.Duration[row];
            if (!IsPlausible(batch, row))
            {
                implausible++;
            }
            else if (start + duration < final)
            {
                late++;
            }
            else
            {
                longest = Math.Max(longest, duration);
                cut += start < final ? 1 : 0;
                rows[kept++] = row;
            }
        }
        Horizon = longest;
        _counts.Added += batch.Count;
        _counts.Used += kept;
        _counts.Late += late;
        _counts.Implausible += implausible;
        _counts.Cut += cut;
        work.Kept = kept;
    }

    private void Classify(FlowBatch batch, CountingWork work)
    {
        Origin last = default;
        int index = -1;
        bool isV4 = batch.Family == AddressFamily.V4;
        byte[] codes = work.Codes;
        foreach (int row in work.Used)
        {
            codes[row] = VectorClassifier.Classify(
                batch.Protocol[row], batch.SourcePort[row], batch.DestinationPort[row], batch.TcpFlags[row], batch.Fragments[row], batch.Fields[row],
                batch.Packets[row], batch.Octets[row], isV4);
            Origin origin = new(batch.Exporter[row], batch.InputInterface[row], Math.Max(batch.SamplingInterval[row], 1), batch.Direction[row]);
            if (index < 0 || origin != last)
            {
                (last, index) = (origin, _table.Intern(origin));
            }
            _origins[row] = index;
        }
    }

    /// <summary>Finds the minutes of each row, and divides those of several.</summary>
    private void Place(FlowBatch batch, CountingWork work)
    {
        MinuteWindow? window = null;
        long from = 0;
        long to = 0;
        foreach (int row in work.Used)
        {
            long start = batch.Start[row];
            long end = start + batch.Duration[row];
            if (start < from || end >= to)
            {
                long minute = Minute.Of(start);
                if (minute < FinalUntil || end >= Minute.End(minute))
                {
                    Spread(batch, row, work, minute, Minute.Of(end));
                    continue;
                }
                window = Window(minute);
                (from, to) = (Minute.Start(minute), Minute.End(minute));
            }
            work.Add(window!, row);
        }
    }

    private void Spread(FlowBatch batch, int row, CountingWork work, long first, long last)
    {
        (long packets, long octets, long start, uint duration) = (batch.Packets[row], batch.Octets[row], batch.Start[row], batch.Duration[row]);
        first = Math.Max(first, FinalUntil);
        (long packetsBefore, long octetsBefore) = Spreading.Before(packets, octets, start, duration, first);
        for (long minute = first; minute <= last; minute++)
        {
            (long packetsUntil, long octetsUntil) = Spreading.Before(packets, octets, start, duration, minute + 1);
            work.AddShare(Window(minute), row, packetsUntil - packetsBefore, octetsUntil - octetsBefore);
            (packetsBefore, octetsBefore) = (packetsUntil, octetsUntil);
        }
    }

    /// <summary>Each record is covered once, in the minute of its end; runs of one exporter and minute at a time.</summary>
    private void Cover(FlowBatch batch, ReadOnlySpan<int> rows)
    {
        int from = 0;
        while (from < rows.Length)
        {
            int row = rows[from];
            ushort exporter = batch.Exporter[row];
            uint sampling = batch.SamplingInterval[row];
            MinuteWindow window = Window(Minute.Of(batch.End(row)));
            long start = Minute.Start(window.Minute);
            int to = from + 1;
            while (to < rows.Length && batch.Exporter[rows[to]] == exporter && batch.SamplingInterval[rows[to]] == sampling
                && batch.End(rows[to]) - start is >= 0 and < Minute.Milliseconds)
            {
                to++;
            }
            window.Cover(exporter, to - from, Math.Max(sampling, 1));
            from = to;
        }
    }

    private MinuteWindow Window(long minute)
    {
        ref MinuteWindow? recent = ref _recent[minute & (RecentWindows - 1)];
        if (recent?.Minute == minute)
        {
            recent.Touches++;
            return recent;
        }
        if (!_windows.TryGetValue(minute, out MinuteWindow? window))
        {
            if (_spare.TryPop(out window))
            {
                window.Reuse(minute);
            }
            else
            {
                window = new MinuteWindow(minute, _limits, _options.CountersKept);
            }
            if (_windows.TryGetValue(minute - 1, out MinuteWindow? before))
            {
                window.Expect(before);
            }
            _windows.Add(minute, window);
        }
        window.Touches++;
        return recent = window;
    }
}
