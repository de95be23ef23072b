using System.Globalization;
using Suyuan.Detection;
using Suyuan.Model;

namespace Suyuan.Bench;

/// <summary>
/// How much memory detection takes of minutes with very many distinct targets and distinct sources, all of them new to the minute's tables; records are made on the
/// way and kept nowhere else. One record in ten belongs to a SYN flood on sixteen hosts from forged addresses. Linux only: /proc says what is resident.
/// </summary>
internal static class FloodMemory
{
    private const long MinuteMs = 60_000;
    private const uint Victims = 16;
    private const int BufferOctets = 256 << 20;

    private static readonly long s_start = new DateTimeOffset(2026, 7, 6, 12, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    /// <param name="targets">Distinct targets of a minute.</param>
    /// <param name="sources">Distinct sources of a minute; as many records as there are of the more numerous.</param>
    public static int Run(uint targets, uint sources, int minutes)
    {
        FlowBatchPool pool = new();
        ExporterTable exporters = new();
        exporters.Intern(IpAddress.Parse("192.0.2.1"));
        Counter sink = new();
        DetectionOptions options = DetectionOptions.For(DetectionProfile.Network) with { BufferOctets = BufferOctets };
        Detector detector = new(options, exporters, ExporterDirectory.Empty, pool, sink);
        uint records = Math.Max(targets, sources);
        for (int minute = 0; minute < minutes; minute++)
        {
            TimeSpan before = Environment.CpuUsage.TotalTime;
            for (uint made = 0; made < records; made += FlowBatch.Capacity)
            {
                FlowBatch batch = pool.Rent(AddressFamily.V4);
                Fill(batch, made, Math.Min(FlowBatch.Capacity, records - made), minute, records, targets, sources);
                long newest = batch.End(batch.Count - 1);
                detector.Add(batch);
                detector.Advance(newest);
            }
            Print($"minute {minute + 1}", records, Environment.CpuUsage.TotalTime - before);
        }
        TimeSpan last = Environment.CpuUsage.TotalTime;
        detector.Complete();
        Print("the end", 0, Environment.CpuUsage.TotalTime - last);
        long offered = records * (long)minutes;
        if (detector.Counts.Used != offered)
        {
            throw new InvalidOperationException($"{detector.Counts.Used} of {offered} records were counted.");
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{sink.Attacks} attack minutes, {sink.Sources} rows of sources; {detector.Counts.CountersDropped} counters dropped; peak {Resident("VmHWM:")} MiB"));
        return 0;
    }

    private static void Print(string when, uint records, TimeSpan used) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{when}: {records / used.TotalSeconds / 1e6:F2} M records/s of processor time; resident {Resident("VmRSS:")} MiB, of it the collected heap {GC.GetGCMemoryInfo().TotalCommittedBytes >> 20} MiB"));

    /// <summary>A line of /proc/self/status, which are in KiB; in MiB.</summary>
    private static long Resident(string name)
    {
        string line = File.ReadLines("/proc/self/status").First(line => line.StartsWith(name, StringComparison.Ordinal));
        return long.Parse(line[name.Length..^3], CultureInfo.InvariantCulture) >> 10;
    }

    private static void Fill(FlowBatch batch, uint made, uint rows, int minute, uint records, uint targets, uint sources)
    {
        batch.Clear(0, (int)rows);
        for (int row = 0; row < rows; row++)
        {
            uint number = made + (uint)row;
            // Each target misses another of its turns.
            bool attack = (number + (number / targets)) % 10 == 9;
            batch.Start[row] = s_start + (minute * MinuteMs) + (number * MinuteMs / records);
            batch.SourceV4[row] = Scatter(number % sources, 0x2545F491);
            batch.DestinationV4[row] = attack ? 0xCB007100 + (number / 10 % Victims) : Scatter(number % targets, 0x9E3779B1);
            batch.Packets[row] = 1;
            batch.Octets[row] = 40;
            batch.SamplingInterval[row] = 1000;
            batch.Protocol[row] = 6;
            batch.TcpFlags[row] = attack ? (byte)0x02 : (byte)0x10;
            batch.SourcePort[row] = (ushort)(1024 + (number % 60_000));
            batch.DestinationPort[row] = 443;
            batch.Fields[row] = FlowFields.Ports | FlowFields.TcpFlags;
            batch.Exporter[row] = 1;
            batch.InputInterface[row] = 1 + (number & 7);
        }
        batch.Count = (int)rows;
    }

    /// <summary>Numbers to addresses, one to one: multiplication by an odd number permutes 32 bits.</summary>
    private static uint Scatter(uint number, uint odd) => unchecked(number * odd);

    private sealed class Counter : IEvidenceSink
    {
        public int Attacks { get; private set; }

        public long Sources { get; private set; }

        public void Add(MinuteEvidence evidence)
        {
            Attacks += evidence.Minutes.Count;
            Sources += evidence.Sources.Count;
        }
    }
}
