using System.Numerics;
using System.Runtime.InteropServices;
using Suyuan.Model;

namespace Suyuan.Server.Collection;

/// <summary>The exporters of a collector, and from them the watermark. Bounded as <see cref="ExporterTable"/> is.</summary>
internal sealed class ExporterBook(ExporterTable table)
{
    private readonly ExporterStatistics?[] _exporters = new ExporterStatistics?[ExporterTable.MaxExporters + 1];
    private volatile int _highest = -1;

    /// <summary>Newest record end of all, at most as far from the time it came as a clock may be wrong; Unix ms.</summary>
    public long NewestMs { get; private set; } = long.MinValue;

    public IEnumerable<ExporterStatistics> All
    {
        get
        {
            for (int index = 0; index <= _highest; index++)
            {
                if (_exporters[index] is ExporterStatistics exporter)
                {
                    yield return exporter;
                }
            }
        }
    }

    public IReadOnlyList<ExporterHealth> Health() => [.. All.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => one.Health())];

    public ExporterStatistics Of(ushort index)
    {
        if (_exporters[index] is ExporterStatistics known)
        {
            return known;
        }
        ExporterStatistics exporter = new(table.Key(index));
        _exporters[index] = exporter;
        _highest = Math.Max(_highest, index);
        return exporter;
    }

    /// <summary>Notes whose records these are and how new, run by run of one exporter.</summary>
    public void Note(FlowBatch batch, long receivedMs)
    {
        for (int from = 0; from < batch.Count;)
        {
            ushort index = batch.Exporter[from];
            int run = batch.Exporter.AsSpan(from, batch.Count - from).IndexOfAnyExcept(index);
            int to = run < 0 ? batch.Count : from + run;
            long newest = Newest(batch.Start.AsSpan(from, to - from), batch.Duration.AsSpan(from, to - from));
            ExporterStatistics exporter = Of(index);
            exporter.Records += to - from;
            (exporter.Sampling, exporter.SamplingOrigin) = (batch.SamplingInterval[to - 1], batch.SamplingOrigin[to - 1]);
            exporter.Traffic.Note(batch, from, to);
            exporter.Fields |= batch.Fields[to - 1];
            exporter.LongestMs = Math.Max(exporter.LongestMs, Longest(batch.Duration.AsSpan(from, to - from)));
            exporter.ClockMs = newest - receivedMs;
            exporter.NewestMs = Math.Max(
                exporter.NewestMs, Math.Clamp(newest, receivedMs - CollectorThresholds.ClockMs, receivedMs + CollectorThresholds.ClockMs));
            exporter.HeardMs = receivedMs;
            NewestMs = Math.Max(NewestMs, exporter.NewestMs);
            from = to;
        }
    }

    /// <summary>Unchecked, since it is on the way of every record and decoders bound both columns.</summary>
    private static long Newest(ReadOnlySpan<long> starts, ReadOnlySpan<uint> durations)
    {
        unchecked
        {
            long newest = long.MinValue;
            for (int row = 0; row < starts.Length && row < durations.Length; row++)
            {
                newest = Math.Max(newest, starts[row] + durations[row]);
            }
            return newest;
        }
    }

    private static uint Longest(ReadOnlySpan<uint> durations)
    {
        ReadOnlySpan<Vector<uint>> vectors = MemoryMarshal.Cast<uint, Vector<uint>>(durations);
        Vector<uint> most = Vector<uint>.Zero;
        foreach (Vector<uint> vector in vectors)
        {
            most = Vector.Max(most, vector);
        }
        uint longest = 0;
        for (int lane = 0; lane < Vector<uint>.Count; lane++)
        {
            longest = Math.Max(longest, most[lane]);
        }
        foreach (uint duration in durations[(vectors.Length * Vector<uint>.Count)..])
        {
            longest = Math.Max(longest, duration);
        }
        return longest;
    }

    /// <param name="templates">By exporter; who is not among them has none.</param>
    public void CountTemplates(IReadOnlyDictionary<ushort, int> templates)
    {
        for (int index = 0; index <= _highest; index++)
        {
            _exporters[index]?.Templates = templates.GetValueOrDefault((ushort)index);
        }
    }

    /// <summary>
    /// Nothing older than this is still to come, but for what the horizon allows: the minimum over the exporters heard of late of their newest record end. Where
    /// none was heard, as far back as a clock may trail.
    /// </summary>
    public long Watermark(long nowMs)
    {
        long watermark = long.MaxValue;
        foreach (ExporterStatistics exporter in All)
        {
            if (exporter.HeardMs is long heard && nowMs - heard <= CollectorThresholds.HeardMs)
            {
                watermark = Math.Min(watermark, exporter.NewestMs);
            }
        }
        return watermark == long.MaxValue ? nowMs - CollectorThresholds.ClockMs : watermark;
    }
}
