using System.Globalization;
using Suyuan.Detection;
using Suyuan.Detection.Events;
using Suyuan.Model;

namespace Suyuan.Tests;

/// <summary>One flow record of a test.</summary>
internal sealed record Flow(uint Source, uint Destination, long Start)
{
    public uint Duration { get; init; }
    public long Packets { get; init; } = 1;
    public long Length { get; init; } = 100;
    public byte Protocol { get; init; } = 17;
    public ushort SourcePort { get; init; } = 40_000;
    public ushort DestinationPort { get; init; } = 40_001;
    public byte TcpFlags { get; init; }
    public byte Ttl { get; init; }
    public FlowDirection Direction { get; init; }
    public FragmentFlags Fragments { get; init; }
    public uint Sampling { get; init; } = 1;
    public ushort Exporter { get; init; } = 1;
    public uint Interface { get; init; } = 1;

    public long End => unchecked(Start + Duration);
}

/// <summary>Made-up records through detection.</summary>
internal sealed class SyntheticRun : IEvidenceSink, IAlarmSink
{
    public const int Exporters = 4;

    /// <summary>2026-07-06T12:00:00Z.</summary>
    public const long Noon = 1_783_339_200_000;

    public List<MinuteEvidence> Minutes { get; } = [];

    public DetectionCounts Counts { get; private set; } = new();

    public List<AttackAlarm> Alarms { get; } = [];

    public IReadOnlyList<AttackEvent> Events => Minutes.SelectMany(minute => minute.Minutes).GroupBy(minute => minute.Target).OrderBy(target => target.Key)
        .SelectMany(target => EventRule.Build("test", target.Key, target.OrderBy(minute => minute.Minute).ToArray())).ToArray();

    public IEnumerable<string> EventTexts => Events.Select(one => string.Create(
        CultureInfo.InvariantCulture, $"{one.Target} {one.VectorText} packets={one.Packets} hosts={one.Hosts}"));

    public void Add(MinuteEvidence evidence) => Minutes.Add(evidence);

    public void Raise(AttackAlarm alarm) => Alarms.Add(alarm);

    /// <param name="advance">Whether time goes on with the records, or only at the end.</param>
    public static SyntheticRun Of(IEnumerable<Flow> flows, DetectionProfile profile, int batchSize = FlowBatch.Capacity, bool advance = true) =>
        Of(flows, DetectionOptions.For(profile), batchSize, advance);

    public static SyntheticRun Of(IEnumerable<Flow> flows, DetectionOptions options, int batchSize = FlowBatch.Capacity, bool advance = true, ExporterDirectory? directory = null, bool peek = false)
    {
        SyntheticRun run = new();
        FlowBatchPool pool = new();
        ExporterTable exporters = new();
        for (uint exporter = 1; exporter <= Exporters; exporter++)
        {
            exporters.Intern(IpAddress.FromV4(0xC0000200 + exporter));
        }
        Detector detector = new(options, exporters, directory ?? ExporterDirectory.Empty, pool, run, peek ? run : null);
        long newest = long.MinValue;
        foreach (Flow[] part in flows.Chunk(batchSize))
        {
            detector.Add(Batch(pool, part));
            newest = Math.Max(newest, part.Max(flow => flow.End));
            if (peek)
            {
                detector.Peek(newest);
            }
            if (advance)
            {
                detector.Advance(newest);
            }
        }
        detector.Complete();
        run.Counts = detector.Counts;
        return run;
    }

    /// <summary>All that was said, as text: minutes, components, sources, coverage, segments and events.</summary>
    public string Describe()
    {
        SegmentBuilder segments = new(_ => []);
        List<string> lines = [];
        foreach (MinuteEvidence minute in Minutes)
        {
            lines.Add("minute " + minute.Minute.ToString(CultureInfo.InvariantCulture));
            lines.AddRange(minute.Minutes.Select(one => one.ToString()));
            lines.AddRange(minute.Components.Select(one => one.ToString()));
            lines.AddRange(minute.Sources.Select(Text));
            lines.AddRange(minute.Coverage.Select(one => one.ToString()));
        }
        foreach (MinuteEvidence minute in Minutes)
        {
            segments.Add(minute);
        }
        foreach (Segment segment in segments.TakeCommit().Segments)
        {
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"segment {segment.Target} {segment.FromMinute}-{segment.ToMinute}"));
            lines.AddRange(segment.Components.Select(one => one.ToString()));
            lines.AddRange(segment.Sources.Select(Text));
        }
        lines.AddRange(Events.Select(one => string.Create(
            CultureInfo.InvariantCulture, $"event {one.Id} {one.Target} {one.Start}-{one.End} {one.VectorText} {one.Packets} {one.Octets} {one.PeakPackets} {one.PeakBits} {one.Hosts}")));
        return string.Join('\n', lines);
    }

    private static string Text(SourceEvidence row) => string.Create(
        CultureInfo.InvariantCulture,
        $"{row.Target} {row.Vector} {row.Exporter}/{row.Interface} {row.Source} {row.First}-{row.Last} {row.Packets} {row.Octets} {row.SampledPackets} {row.SignaturePackets} {row.SolicitedPackets} {row.EstablishedPackets} {row.Minutes} {row.MinTtl}-{row.MaxTtl} {row.SourcePort} {row.History} {row.TwoWay}");

    private static FlowBatch Batch(FlowBatchPool pool, Flow[] flows)
    {
        FlowBatch batch = pool.Rent(AddressFamily.V4);
        batch.Clear(0, flows.Length);
        for (int row = 0; row < flows.Length; row++)
        {
            Flow flow = flows[row];
            batch.SourceV4[row] = flow.Source;
            batch.DestinationV4[row] = flow.Destination;
            batch.Start[row] = flow.Start;
            batch.Duration[row] = flow.Duration;
            batch.Packets[row] = flow.Packets;
            batch.Octets[row] = unchecked(flow.Packets * flow.Length);
            batch.Protocol[row] = flow.Protocol;
            batch.SourcePort[row] = flow.SourcePort;
            batch.DestinationPort[row] = flow.DestinationPort;
            batch.TcpFlags[row] = flow.TcpFlags;
            batch.MinTtl[row] = batch.MaxTtl[row] = flow.Ttl;
            batch.Fragments[row] = flow.Fragments;
            batch.SamplingInterval[row] = flow.Sampling;
            batch.Exporter[row] = flow.Exporter;
            batch.InputInterface[row] = flow.Interface;
            batch.Direction[row] = flow.Direction;
            batch.Fields[row] = FlowFields.Ports | FlowFields.TcpFlags | FlowFields.Ttl | FlowFields.InputInterface;
        }
        batch.Count = flows.Length;
        return batch;
    }
}
