using Suyuan.Detection.Baselines;
using Suyuan.Detection.Vectors;
using Suyuan.Detection.Windows;
using Suyuan.Model;

namespace Suyuan.Detection;

/// <summary>
/// The hot path: counts each record in its minutes' tables and buffers what the second look needs, column by column. Nothing is allocated per record.
/// </summary>
internal sealed class FirstLook(DetectionOptions options, DetectionCounts counts, OriginTable origins, NetworkLevels levels)
{
    /// <summary>How many records ahead a table's memory is asked for: about what the processor keeps under way.</summary>
    private const int Ahead = 12;

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
    private readonly WaitingShares<uint> _sharesV4 = new();
    private readonly WaitingShares<UInt128> _sharesV6 = new();
    private readonly int[] _rows = new int[FlowBatch.Capacity];
    private readonly byte[] _codes = new byte[FlowBatch.Capacity];
    private readonly int[] _origins = new int[FlowBatch.Capacity];
    private readonly uint[] _hashes = new uint[FlowBatch.Capacity];
    private readonly CounterLimits _limits = CounterLimits.OfWhatMatters(options.Thresholds);

    /// <summary>Open minutes found last, by the lower bits of the minute.</summary>
    private readonly MinuteWindow?[] _recent = new MinuteWindow?[RecentWindows];

    /// <summary>Minutes before this one are final.</summary>
    public long FinalUntil { get; set; } = Minute.Of(long.MinValue) + 2;

    /// <summary>A minute is final this long after it, ms: grows to the longest record seen.</summary>
    public long Horizon { get; private set; } = options.HorizonMs;

    public RecordRing Ring { get; } = new(options, levels);

    public void Add(FlowBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        int kept = Check(batch);
        Classify(batch, kept);
        if (batch.Family == AddressFamily.V4)
        {
            Count(batch, batch.DestinationV4, kept, _sharesV4);
        }
        else
        {
            Count(batch, batch.DestinationV6, kept, _sharesV6);
        }
        Cover(batch, kept);
        Ring.Add(batch, _rows.AsSpan(0, kept), _codes, _origins, _windows.Values);
    }

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
        return duration <= options.LongestHorizonMs && start is >= 0 and <= LatestMs && IsCarried(batch.Packets[row], batch.Octets[row], duration, batch.SamplingInterval[row])
            && (_windows.Count < MostWindows || _windows.ContainsKey(Minute.Of(start)));
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
    private int Check(FlowBatch batch)
    {
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
                _rows[kept++] = row;
            }
        }
        Horizon = longest;
        counts.Added += batch.Count;
        counts.Used += kept;
        counts.Late += late;
        counts.Implausible += implausible;
        counts.Cut += cut;
        return kept;
    }

    private void Classify(FlowBatch batch, int kept)
    {
        Origin last = default;
        int index = -1;
        bool isV4 = batch.Family == AddressFamily.V4;
        foreach (int row in _rows.AsSpan(0, kept))
        {
            _codes[row] = VectorClassifier.Classify(
                batch.Protocol[row], batch.SourcePort[row], batch.DestinationPort[row], batch.TcpFlags[row], batch.Fragments[row], batch.Fields[row],
                batch.Packets[row], batch.Octets[row], isV4);
            Origin origin = new(batch.Exporter[row], batch.InputInterface[row], Math.Max(batch.SamplingInterval[row], 1), batch.Direction[row]);
            if (index < 0 || origin != last)
            {
                (last, index) = (origin, origins.Intern(origin));
            }
            _origins[row] = index;
        }
    }

    private void Count<TAddress>(FlowBatch batch, ReadOnlySpan<TAddress> targets, int kept, WaitingShares<TAddress> shares)
        where TAddress : unmanaged, IEquatable<TAddress>
    {
        ReadOnlySpan<int> rows = _rows.AsSpan(0, kept);
        uint[] hashes = _hashes;
        foreach (int row in rows)
        {
            hashes[row] = MinuteCounters<TAddress>.Hash(targets[row], _codes[row]);
        }
        MinuteCounters<TAddress>? table = null;
        long from = 0;
        long to = 0;
        for (int index = 0; index < rows.Length; index++)
        {
            int row = rows[index];
            long start = batch.Start[row];
            long end = start + batch.Duration[row];
            if (start < from || end >= to)
            {
                long minute = Minute.Of(start);
                if (minute < FinalUntil || end >= Minute.End(minute))
                {
                    Spread(shares, batch, row, targets[row], minute, Minute.Of(end));
                    continue;
                }
                table = Window(minute).Table<TAddress>();
                (from, to) = (Minute.Start(minute), Minute.End(minute));
            }
            if (index + Ahead < rows.Length)
            {
                table!.Prefetch(hashes[rows[index + Ahead]]);
            }
            long sampling = Math.Max(batch.SamplingInterval[row], 1);
            table!.Add(hashes[row], targets[row], _codes[row], batch.Packets[row] * sampling, batch.Octets[row] * sampling, batch.Packets[row]);
        }
        shares.Count();
    }

    private void Spread<TAddress>(WaitingShares<TAddress> shares, FlowBatch batch, int row, TAddress target, long first, long last)
        where TAddress : unmanaged, IEquatable<TAddress>
    {
        (long packets, long octets, long start, uint duration) = (batch.Packets[row], batch.Octets[row], batch.Start[row], batch.Duration[row]);
        long sampling = Math.Max(batch.SamplingInterval[row], 1);
        first = Math.Max(first, FinalUntil);
        (long packetsBefore, long octetsBefore) = Spreading.Before(packets, octets, start, duration, first);
        for (long minute = first; minute <= last; minute++)
        {
            (long packetsUntil, long octetsUntil) = Spreading.Before(packets, octets, start, duration, minute + 1);
            shares.Add(
                Window(minute).Table<TAddress>(), _hashes[row], target, _codes[row], (packetsUntil - packetsBefore) * sampling, (octetsUntil - octetsBefore) * sampling,
                packetsUntil - packetsBefore);
            (packetsBefore, octetsBefore) = (packetsUntil, octetsUntil);
        }
    }

    /// <summary>Each record is covered once, in the minute of its end; runs of one exporter and minute at a time.</summary>
    private void Cover(FlowBatch batch, int kept)
    {
        int from = 0;
        while (from < kept)
        {
            int row = _rows[from];
            ushort exporter = batch.Exporter[row];
            uint sampling = batch.SamplingInterval[row];
            MinuteWindow window = Window(Minute.Of(batch.End(row)));
            long start = Minute.Start(window.Minute);
            int to = from + 1;
            while (to < kept && batch.Exporter[_rows[to]] == exporter && batch.SamplingInterval[_rows[to]] == sampling
                && batch.End(_rows[to]) - start is >= 0 and < Minute.Milliseconds)
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
                window = new MinuteWindow(minute, _limits);
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
