using Suyuan.Detection;
using Suyuan.Detection.Events;
using Suyuan.Model;
using Suyuan.Telemetry;
using Suyuan.Telemetry.Files;
using Suyuan.Telemetry.Metering;
using Suyuan.Telemetry.Nfdump;
using Suyuan.Telemetry.Packets;
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

    /// <summary>The export datagrams inside a capture, decoded and detected with the thresholds for short captures.</summary>
    public static CaptureRun OfExports(string path)
    {
        CaptureRun run = new();
        FlowBatchPool pool = new();
        ExporterTable exporters = new();
        Detector detector = new(DetectionOptions.For(DetectionProfile.Capture), exporters, ExporterDirectory.Empty, pool, run);
        FlowWriter writer = new(pool, new DetectorSink(detector));
        ExportDecoder decoder = new(exporters, writer, new DecodeFaultCounts(), new ExportDecoderOptions());
        using PcapSource source = PcapSource.Open(new OctetReader(File.OpenRead(path)))!;
        while (source.TryNext(out CapturedFrame frame))
        {
            if (PacketParser.TryParse(frame.Octets, frame.LinkType, out PacketHeader header) == DecodeFault.None && header.PayloadOffset >= 0)
            {
                decoder.Decode(frame.Octets.Slice(header.PayloadOffset, header.PayloadLength), IpAddress.FromV4(header.SourceV4), frame.TimeMs);
            }
        }
        writer.Flush();
        detector.Complete();
        return run;
    }

    /// <summary>An nfcapd file with the thresholds for short captures.</summary>
    public static CaptureRun OfNfcapd(string path)
    {
        CaptureRun run = new();
        FlowBatchPool pool = new();
        ExporterTable exporters = new();
        Detector detector = new(DetectionOptions.For(DetectionProfile.Capture), exporters, ExporterDirectory.Empty, pool, run);
        FlowWriter writer = new(pool, new DetectorSink(detector));
        using NfcapdReader reader = new(new OctetReader(File.OpenRead(path)), writer, exporters, new ExportDecoderOptions());
        while (reader.Read())
        {
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
