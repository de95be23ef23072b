using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using Suyuan.Detection;
using Suyuan.Model;
using Suyuan.Simulation.Randomness;
using Suyuan.Telemetry;

namespace Suyuan.Bench;

/// <summary>
/// Datagrams in, closed minutes out: decoding and detection together, as a collector does them. The first minutes warm up and fill the horizon; then each further one
/// opens a window, counts, trims the buffer and closes the window that is five minutes old. All processor time of the process counts, whichever thread used it.
/// </summary>
internal static class ExportDetectionTimer
{
    private const int RecordsEach = 30;
    private const int RecordLength = 46;
    private const int WarmUpMinutes = 8;

    /// <summary>What each datagram says of its exporter's clock: ms since it was started.</summary>
    private const int Uptime = 1_000_000;

    private static readonly uint s_start = (uint)new DateTimeOffset(2026, 7, 6, 12, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds();

    public static int Run(int recordsPerMinute, uint targets, int minutes)
    {
        SeededGenerator random = new(1, "export-detection");
        byte[][] datagrams = [.. Enumerable.Range(0, recordsPerMinute / RecordsEach).Select(_ => Datagram(random, targets))];
        FlowBatchPool pool = new();
        ExporterTable exporters = new();
        Detector detector = new(DetectionOptions.For(DetectionProfile.Network), exporters, ExporterDirectory.Empty, pool, new Discard());
        Windows windows = new(detector);
        FlowWriter writer = new(pool, windows);
        ExportDecoder decoder = new(exporters, writer, new DecodeFaultCounts(), new ExportDecoderOptions());
        IpAddress sender = IpAddress.Parse("192.0.2.1");
        byte[] templates = ExportDecodeTimer.Templates(9);
        TimeSpan used = TimeSpan.Zero;
        TimeSpan adding = TimeSpan.Zero;
        TimeSpan closing = TimeSpan.Zero;
        for (int minute = 0; minute < WarmUpMinutes + minutes; minute++)
        {
            (TimeSpan before, TimeSpan added, TimeSpan closed) = (Environment.CpuUsage.TotalTime, windows.Adding, windows.Closing);
            BinaryPrimitives.WriteUInt32BigEndian(templates.AsSpan(8), s_start + (uint)(minute * 60));
            decoder.Decode(templates, sender);
            for (int index = 0; index < datagrams.Length; index++)
            {
                uint second = s_start + (uint)((minute * 60L) + (index * 60L / datagrams.Length));
                BinaryPrimitives.WriteUInt32BigEndian(datagrams[index].AsSpan(8), second);
                decoder.Decode(datagrams[index], sender);
                windows.Reach(second * 1000L);
            }
            if (minute >= WarmUpMinutes)
            {
                used += Environment.CpuUsage.TotalTime - before;
                adding += windows.Adding - added;
                closing += windows.Closing - closed;
            }
        }
        long records = (long)minutes * datagrams.Length * RecordsEach;
        writer.Flush();
        long offered = (long)(WarmUpMinutes + minutes) * datagrams.Length * RecordsEach;
        if (detector.Counts.Used != offered)
        {
            throw new InvalidOperationException($"{detector.Counts.Used} of {offered} records were counted.");
        }
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{records} NetFlow v9 records over {targets} targets in {minutes} min: {records / used.TotalSeconds / 1e6:F2} M records/s and core; all {used.TotalSeconds:F2} s, of it first look {adding.TotalSeconds:F2} s, closing {closing.TotalSeconds:F2} s and what other threads took of it; peak {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MiB"));
        return 0;
    }

    private static byte[] Datagram(SeededGenerator random, uint targets)
    {
        List<byte> records = [];
        Span<byte> record = stackalloc byte[RecordLength];
        for (int index = 0; index < RecordsEach; index++)
        {
            bool tcp = random.Below(4u) != 0;
            BinaryPrimitives.WriteUInt32BigEndian(record, random.NextUInt());
            BinaryPrimitives.WriteUInt32BigEndian(record[4..], unchecked(random.Below(targets) * 0x9E3779B1));
            BinaryPrimitives.WriteUInt32BigEndian(record[8..], 1 + random.Below(8u));
            BinaryPrimitives.WriteUInt32BigEndian(record[12..], 9);
            BinaryPrimitives.WriteInt64BigEndian(record[16..], 1);
            BinaryPrimitives.WriteUInt32BigEndian(record[24..], 40 + random.Below(1400u));
            BinaryPrimitives.WriteInt32BigEndian(record[28..], Uptime);
            BinaryPrimitives.WriteInt32BigEndian(record[32..], Uptime);
            BinaryPrimitives.WriteUInt16BigEndian(record[36..], (ushort)(1024 + random.Below(60_000u)));
            BinaryPrimitives.WriteUInt16BigEndian(record[38..], (ushort)(1024 + random.Below(60_000u)));
            record[40..44].Clear();
            record[44] = tcp ? (byte)6 : (byte)17;
            record[45] = tcp ? (byte)0x10 : (byte)0;
            records.AddRange(record);
        }
        return ExportDecodeTimer.Message(9, ExportDecodeTimer.Set(256, records), RecordsEach);
    }

    private sealed class Windows(Detector detector) : IFlowSink
    {
        private long _reached;

        public TimeSpan Adding { get; private set; }

        public TimeSpan Closing { get; private set; }

        public void Add(FlowBatch batch)
        {
            TimeSpan before = ThreadClock.Used;
            detector.Add(batch);
            Adding += ThreadClock.Used - before;
        }

        public void Reach(long timeMs)
        {
            if (timeMs == _reached)
            {
                return;
            }
            _reached = timeMs;
            TimeSpan before = ThreadClock.Used;
            detector.Advance(timeMs);
            Closing += ThreadClock.Used - before;
        }
    }

    private sealed class Discard : IEvidenceSink
    {
        public void Add(MinuteEvidence evidence)
        {
        }
    }
}
