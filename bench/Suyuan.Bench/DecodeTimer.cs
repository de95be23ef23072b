using System.Diagnostics;
using System.Globalization;
using Suyuan.Model;
using Suyuan.Telemetry;
using Suyuan.Telemetry.Files;
using Suyuan.Telemetry.Nfdump;

namespace Suyuan.Bench;

/// <summary>Decodes an nfcapd file several times, on one thread or ahead on others as well, throws the rows away, and prints each run.</summary>
internal static class DecodeTimer
{
    /// <param name="ahead">Blocks decoded ahead; 0 = one thread.</param>
    public static int Run(string path, int runs, int ahead)
    {
        for (int run = 0; run < runs; run++)
        {
            FlowBatchPool pool = new();
            Discard discard = new(pool);
            FlowWriter writer = new(pool, discard);
            long before = GC.GetAllocatedBytesForCurrentThread();
            Stopwatch clock = Stopwatch.StartNew();
            using NfcapdReader reader = new(new OctetReader(File.OpenRead(path)), writer, new ExporterTable(), new ExportDecoderOptions(), ahead: new BlocksAhead(ahead));
            while (reader.Read())
            {
            }
            writer.Flush();
            clock.Stop();
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{reader.RecordsRead} records in {clock.Elapsed.TotalSeconds:F3} s: {reader.RecordsRead / clock.Elapsed.TotalSeconds / 1e6:F1} M records/s, {allocated / 1024} KiB allocated, {reader.Faults.Total} refused, {discard.Packets} packets"));
        }
        return 0;
    }

    private sealed class Discard(FlowBatchPool pool) : IFlowSink
    {
        public long Packets { get; private set; }

        public void Add(FlowBatch batch)
        {
            for (int row = 0; row < batch.Count; row++)
            {
                Packets += batch.Packets[row];
            }
            pool.Return(batch);
        }
    }
}
