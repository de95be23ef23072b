using System.Diagnostics;
using System.Globalization;
using Suyuan.Detection;
using Suyuan.Model;
using Suyuan.Simulation.Randomness;

namespace Suyuan.Bench;

/// <summary>Times detection alone: sampled records of one packet each, made beforehand, over many targets and five minutes, with one attack in them.</summary>
internal static class DetectionTimer
{
    private const long SpanMs = 300_000;
    private static readonly long s_start = new DateTimeOffset(2026, 7, 6, 12, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    public static int Run(int records, uint targets, int minutes)
    {
        FlowBatchPool pool = new(limit: int.MaxValue);
        long span = minutes * SpanMs / 5;
        List<FlowBatch> batches = Make(pool, records, targets, span);
        ExporterTable exporters = new();
        exporters.Intern(IpAddress.Parse("192.0.2.1"));
        Counter sink = new();
        GC.Collect();
        long before = GC.GetTotalAllocatedBytes(precise: true);
        long watch = Stopwatch.GetTimestamp();
        Detector detector = new(DetectionOptions.For(DetectionProfile.Network), exporters, ExporterDirectory.Empty, pool, sink);
        TimeSpan adding = TimeSpan.Zero;
        for (int index = 0; index < batches.Count; index++)
        {
            long newest = batches[index].End(batches[index].Count - 1);
            long at = Stopwatch.GetTimestamp();
            detector.Add(batches[index]);
            adding += Stopwatch.GetElapsedTime(at);
            detector.Advance(newest);
        }
        detector.Complete();
        TimeSpan taken = Stopwatch.GetElapsedTime(watch);
        long allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{records} records over {targets} targets in {minutes} min: {taken.TotalSeconds:F3} s ({adding.TotalSeconds:F3} s first look), {records / taken.TotalSeconds / 1e6:F2} M/s ({records / adding.TotalSeconds / 1e6:F2} M/s), allocated {allocated / records} octets per record, peak {Environment.WorkingSet >> 20} MiB, {sink.Attacks} attack minutes, used {detector.Counts.Used}"));
        return 0;
    }

    private static List<FlowBatch> Make(FlowBatchPool pool, int records, uint targets, long span)
    {
        SeededGenerator random = new(1, "detection");
        List<FlowBatch> batches = [];
        for (int made = 0; made < records;)
        {
            FlowBatch batch = pool.Rent(AddressFamily.V4);
            int rows = Math.Min(FlowBatch.Capacity, records - made);
            batch.Clear(0, rows);
            for (int row = 0; row < rows; row++, made++)
            {
                bool attack = random.Below(200u) == 0;
                batch.Start[row] = s_start + (made * span / records);
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
            batches.Add(batch);
        }
        return batches;
    }

    private sealed class Counter : IEvidenceSink
    {
        public int Attacks { get; private set; }

        public void Add(MinuteEvidence evidence) => Attacks += evidence.Minutes.Count;
    }
}
