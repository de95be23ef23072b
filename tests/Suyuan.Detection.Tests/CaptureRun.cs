using Suyuan.Detection;
using Suyuan.Detection.Events;
using Suyuan.Model;
using Suyuan.Telemetry.Files;
using Suyuan.Telemetry.Metering;
using Suyuan.Telemetry.Pcap;

namespace Suyuan.Tests;

/// <summary>A capture through metering and detection, as a run does it.</summary>
internal sealed class CaptureRun : IEvidenceSink
{
    public List<MinuteEvidence> Minutes { get; } = [];

    public IEnumerable<AttackEvent> Events => Minutes.SelectMany(minute => minute.Minutes).GroupBy(minute => minute.Target)
        .SelectMany(target => EventRule.Build("test", target.Key, target.OrderBy(minute => minute.Minute).ToArray()))
        .OrderBy(one => one.Target);

    /// <summary>Distinct sources of one vector on one target.</summary>
    public HashSet<string> Sources(IpPrefix target, AttackVector vector) =>
        Minutes.SelectMany(minute => minute.Sources).Where(source => source.Target == target && source.Vector == vector)
            .Select(source => source.Source.ToString()).ToHashSet();

    public string Describe() => string.Join('\n', Events.Select(one => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"{one.Target.ToMaskedString()} {one.VectorText} packets={one.Packets} sources={string.Join('+', one.Vectors.Select(vector => Sources(one.Target, vector).Count))}")));

    public void Add(MinuteEvidence evidence) => Minutes.Add(evidence);

    public static CaptureRun? Of(string path)
    {
        OctetReader octets = new(Decompression.Open(File.OpenRead(path)));
        octets.TryPeek(4, out ReadOnlySpan<byte> magic);
        IPacketSource? source = PcapngSource.IsMagic(magic) ? PcapngSource.Open(octets) : PcapSource.IsMagic(magic) ? PcapSource.Open(octets) : null;
        if (source is null)
        {
            octets.Dispose();
            return null;
        }
        CaptureRun run = new();
        FlowBatchPool pool = new();
        ExporterTable exporters = new();
        ushort exporter = exporters.Intern(ExporterTable.CapturePrefix + "0123456789abcdef");
        Detector detector = new(DetectionOptions.For(DetectionProfile.Capture), exporters, ExporterDirectory.Empty, pool, run);
        FlowWriter writer = new(pool, new DetectorSink(detector));
        using CaptureReader reader = new(source, writer, exporter, new MeterOptions());
        while (reader.Read())
        {
            writer.Flush();
            detector.Advance(reader.NewestMs);
        }
        writer.Flush();
        detector.Complete();
        return run;
    }

    private sealed class DetectorSink(Detector detector) : IFlowSink
    {
        public void Add(FlowBatch batch) => detector.Add(batch);
    }
}
