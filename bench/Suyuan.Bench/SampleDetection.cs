using System.Globalization;
using Suyuan.Detection;
using Suyuan.Detection.Events;
using Suyuan.Model;
using Suyuan.Telemetry;
using Suyuan.Telemetry.Files;
using Suyuan.Telemetry.Nfdump;

namespace Suyuan.Bench;

/// <summary>Runs detection over a simulated sample, all inputs merged by time, and compares its events with the sample's truth.</summary>
internal static class SampleDetection
{
    public static int Run(string folder)
    {
        FlowBatchPool pool = new();
        ExporterTable exporters = new();
        Sink sink = new();
        Detector detector = new(DetectionOptions.For(DetectionProfile.Network), exporters, ReadDirectory(Path.Combine(folder, "exporters.csv")), pool, sink);
        FlowWriter writer = new(pool, new DetectorSink(detector));
        List<IFlowReader> readers = [];
        foreach (string path in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
        {
            if (path.EndsWith(".pcap", StringComparison.Ordinal))
            {
                readers.Add(FlowReaders.Open(
                    InputSurveyor.Survey(path, CaptureMode.Exports), exporters, writer, writer, new FlowReaderOptions { Mode = CaptureMode.Exports }));
            }
            else if (path.EndsWith(".nfcapd", StringComparison.Ordinal))
            {
                readers.Add(new NfcapdReader(new OctetReader(File.OpenRead(path)), writer, exporters, new ExportDecoderOptions()));
            }
        }
        while (readers.Count > 0)
        {
            IFlowReader oldest = readers.MinBy(reader => reader.NewestMs)!;
            if (!oldest.Read())
            {
                readers.Remove(oldest);
                oldest.Dispose();
                continue;
            }
            writer.Flush();
            long watermark = readers.Min(reader => reader.NewestMs);
            if (watermark > long.MinValue)
            {
                detector.Advance(watermark);
            }
        }
        detector.Complete();
        DetectionCounts counts = detector.Counts;
        Print($"records: added {counts.Added}, used {counts.Used}, late {counts.Late}, implausible {counts.Implausible}, covered {sink.Covered}");
        Compare(Path.Combine(folder, "truth", "events.csv"), sink.Events());
        return 0;
    }

    private static void Compare(string truth, List<AttackEvent> found)
    {
        string[][] expected = File.ReadLines(truth).Skip(1).Select(line => line.Split(',')).Where(cells => cells[16] == "flows").ToArray();
        HashSet<AttackEvent> matched = [];
        List<double> credit = [];
        int hits = 0;
        foreach (string[] cells in expected.OrderBy(cells => cells[1], StringComparer.Ordinal))
        {
            long start = Milliseconds(cells[2]);
            long end = Milliseconds(cells[3]);
            AttackEvent? match = found.Find(one => one.Target.ToString() == cells[1] && one.Start <= end && one.End >= start);
            if (match is null)
            {
                Print($"missed {cells[1]} {cells[4]} peak {cells[8]} pps {cells[9]} bit/s, {cells[14]} sampled packets");
                continue;
            }
            hits++;
            matched.Add(match);
            double share = match.SampledPackets / double.Parse(cells[14], CultureInfo.InvariantCulture);
            credit.Add(share);
            if (match.VectorText != cells[4] || share is < 0.95 or > 1.05)
            {
                Print($"differs {cells[1]}: {match.VectorText} for {cells[4]}, {match.SampledPackets} of {cells[14]} sampled packets ({share:P1}), {match.Packets} of {cells[6]}");
            }
        }
        foreach (AttackEvent extra in found.Where(one => !matched.Contains(one)))
        {
            Print($"extra {extra.Target} {extra.VectorText} {extra.SampledPackets} sampled packets, {extra.Hosts} hosts, {DateTimeOffset.FromUnixTimeMilliseconds(extra.Start):u}");
        }
        Print($"{expected.Length} true events, {found.Count} found, {hits} matched: recall {(double)hits / expected.Length:P1}, precision {(double)matched.Count / Math.Max(found.Count, 1):P1}; sampled packets credited, mean {credit.Average():P1}, least {credit.Min():P1}");
    }

    private static long Milliseconds(string time) => DateTimeOffset.Parse(time, CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private static ExporterDirectory ReadDirectory(string path) => new(File.ReadLines(path).Skip(1).Select(line => line.Split(',')).Select(cells => new ExporterSettings
    {
        Exporter = cells[0],
        Interface = cells[1].Length == 0 ? null : uint.Parse(cells[1], CultureInfo.InvariantCulture),
        Role = Enum.TryParse(cells[2], ignoreCase: true, out InterfaceRole role) ? role : InterfaceRole.Unknown,
    }));

    private sealed class DetectorSink(Detector detector) : IFlowSink
    {
        public void Add(FlowBatch batch) => detector.Add(batch);
    }

    private sealed class Sink : IEvidenceSink
    {
        private readonly List<AttackMinute> _minutes = [];

        public long Covered { get; private set; }

        public void Add(MinuteEvidence evidence)
        {
            _minutes.AddRange(evidence.Minutes);
            Covered += evidence.Coverage.Sum(coverage => coverage.Records);
        }

        public List<AttackEvent> Events() => _minutes.GroupBy(minute => minute.Target).OrderBy(target => target.Key)
            .SelectMany(target => EventRule.Build("sample", target.Key, target.OrderBy(minute => minute.Minute).ToArray())).ToList();
    }
}
