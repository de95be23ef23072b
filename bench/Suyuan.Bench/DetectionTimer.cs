using System.Diagnostics;
using System.Globalization;
using Suyuan.Detection;
using Suyuan.Model;
using Suyuan.Simulation.Randomness;

namespace Suyuan.Bench;

/// <summary>Times detection alone: sampled records of one packet each, over many targets, with one attack in them; making them is not timed.</summary>
internal static class DetectionTimer
{
    private static readonly long s_start = new DateTimeOffset(2026, 7, 6, 12, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    public static int Run(int records, uint targets, int minutes)
    {
        FlowBatchPool pool = new();
        ExporterTable exporters = new();
        exporters.Intern(IpAddress.Parse("192.0.2.1"));
        Counter sink = new();
        SeededGenerator random = new(1, "detection");
        Detector detector = new(DetectionOptions.For(DetectionProfile.Network), exporters, ExporterDirectory.Empty, pool, sink);
        TimeSpan adding = TimeSpan.Zero;
        TimeSpan closing = TimeSpan.Zero;
        long allocated = 0;
        for (int made = 0; made < records;)
        {
            FlowBatch batch = pool.Rent(AddressFamily.V4);
            Fill(batch, random, made, records, targets, minutes * 60_000L);
            made += batch.Count;
            long newest = batch.End(batch.Count - 1);
            long before = GC.GetAllocatedBytesForCurrentThread();
            TimeSpan at = ThreadClock.Used;
            detector.Add(batch);
            TimeSpan added = ThreadClock.Used;
            adding += added - at;
            detector.Advance(newest);
            closing += ThreadClock.Used - added;
            allocated += GC.GetAllocatedBytesForCurrentThread() - before;
        }
        TimeSpan last = ThreadClock.Used;
        detector.Complete();
        closing += ThreadClock.Used - last;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{records} records over {targets} targets in {minutes} min: first look {adding.TotalSeconds:F3} s = {records / adding.TotalSeconds / 1e6:F2} M/s, closing {closing.TotalSeconds:F3} s, together {records / (adding + closing).TotalSeconds / 1e6:F2} M/s; allocated {allocated >> 20} MiB, collections pause {GC.GetTotalPauseDuration().TotalSeconds:F3} s, peak {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MiB; {sink.Attacks} attack minutes, used {detector.Counts.Used}"));
        return 0;
    }

    private static void Fill(FlowBatch batch, SeededGenerator random, int made, int records, uint targets, long span)
    {
        int rows = Math.Min(FlowBatch.Capacity, records - made);
        batch.Clear(0, rows);
        for (int row = 0; row < rows; row++)
        {
            bool attack = random.Below(200u) == 0;
            batch.Start[row] = s_start + ((made + row) * span / records);
            batch.SourceV4[row] = attack ? 0x0A000000 + random.Below(500u) : random.Below(uint.MaxValue);
            batch.DestinationV4[row] = attack ? 0xCB007107 : unchecked(random.Below(targets) * 0x9E3779B1);
            batch.Packets[row] = 1;
            batch.Octets[row] = attack ? 468 : 40 + random.Below(1400u);
            batch.SamplingInterval[row] = 1000;
            batch.Protocol[row] = attack || random.Below(4u) == 0 ? (byte)17 : (byte)6;
            batch.TcpFlags[row] = batch.Protocol[row] == 6 ? (byte)0x10 : (byte)0;
            batch.SourcePort[row] = attack ? (ushort)123 : (ushort)(1024 + random.Below(60_000u));
            batch.DestinationPort[row] = (ushort)(1024 + random.Below(60_000u));
            batch.Fields[row] = FlowFields.Ports | FlowFields.TcpFlags;
            batch.Exporter[row] = 1;
            batch.InputInterface[row] = 1 + random.Below(8u);
        }
        batch.Count = rows;
    }

    private sealed class Counter : IEvidenceSink
    {
        public int Attacks { get; private set; }

        public void Add(MinuteEvidence evidence) => Attacks += evidence.Minutes.Count;
    }
}
