using System.Diagnostics;
using System.Globalization;
using Suyuan.Detection;
using Suyuan.Model;
using Suyuan.Simulation.Randomness;

namespace Suyuan.Bench;

/// <summary>
/// How long after the record that completes the evidence an alarm comes: records arrive at a fixed rate, detection looks early every 200 ms of arrival. Arrival runs on a
/// clock of its own, so that a machine that does not keep up shows as latency: what detection takes delays all that comes after.
/// </summary>
internal static class AlarmLatency
{
    private const int Rate = 100_000;
    private const int LookMs = 200;
    private const uint Sampling = 1000;
    private const uint TargetCount = 500_000;

    private static readonly long s_start = new DateTimeOffset(2026, 7, 6, 12, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    /// <param name="attacks">Each on a target of its own, at a random time from the eighth minute on.</param>
    public static int Run(int seconds, int attacks)
    {
        SeededGenerator random = new(1, "latency");
        Attack[] all = [.. Enumerable.Range(0, attacks).Select(index => new Attack(0xCB000000 + (uint)(index * 256) + 7, 480 + (random.Below((uint)(seconds - 520) * 1000u) / 1000.0), 40_000 + random.Below(400_000u)))];
        Clock clock = new();
        Desk desk = new(clock);
        FlowBatchPool pool = new();
        ExporterTable exporters = new();
        exporters.Intern(IpAddress.Parse("192.0.2.1"));
        Detector detector = new(DetectionOptions.For(DetectionProfile.Network), exporters, ExporterDirectory.Empty, pool, desk, desk);
        int batchRows = Rate / 100;
        TimeSpan looking = TimeSpan.Zero;
        TimeSpan longest = TimeSpan.Zero;
        double carry = 0;
        for (int tick = 0; tick < seconds * 100; tick++)
        {
            FlowBatch batch = pool.Rent(AddressFamily.V4);
            clock.Arrive((tick + 1) * 10);
            int rows = Fill(batch, random, tick, batchRows, all, clock, ref carry);
            long newest = batch.Start[rows - 1];
            clock.Measure(() =>
            {
                detector.Add(batch);
                detector.Advance(newest);
            });
            if (tick % (LookMs / 10) == 0)
            {
                TimeSpan took = clock.Measure(() => detector.Peek(newest));
                looking += took;
                longest = took > longest ? took : longest;
            }
        }
        double[] latencies = [.. all.Where(attack => desk.Raised.ContainsKey(attack.Target) && attack.CompleteMs > 0).Select(attack => desk.Raised[attack.Target] - attack.CompleteMs).Order()];
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{seconds} s at {Rate} records/s, {attacks} attacks, {latencies.Length} alarms in time, {desk.Raised.Keys.Except(all.Select(attack => attack.Target)).Count()} false: latency p50 {At(latencies, 0.5):F0} ms, p99 {At(latencies, 0.99):F0} ms, most {At(latencies, 1):F0} ms; early looks {looking.TotalSeconds / seconds:P1} of the time, longest {longest.TotalMilliseconds:F0} ms"));
        return 0;
    }

    private static double At(double[] sorted, double part) => sorted.Length == 0 ? double.NaN : sorted[Math.Min(sorted.Length - 1, (int)(part * sorted.Length))];

    private static int Fill(FlowBatch batch, SeededGenerator random, int tick, int rows, Attack[] attacks, Clock clock, ref double carry)
    {
        batch.Clear(0, FlowBatch.Capacity);
        double at = tick / 100.0;
        int row = 0;
        foreach (Attack attack in attacks.Where(attack => at >= attack.From && at < attack.From + 30))
        {
            double due = (attack.Rate / (double)Sampling / 100) + carry;
            for (carry = due - Math.Floor(due); due >= 1 && row < rows; due--)
            {
                Set(batch, row++, random.Below(uint.MaxValue), attack.Target.V4, 2, 44, at);
                attack.Count(Minute.Of(batch.Start[row - 1]), clock.NowMs);
            }
        }
        while (row < rows)
        {
            Set(batch, row++, random.Below(uint.MaxValue), unchecked(random.Below(TargetCount) * 0x9E3779B1), 16, 40 + random.Below(1400u), at);
        }
        return batch.Count = row;
    }

    private static void Set(FlowBatch batch, int row, uint source, uint target, byte flags, uint length, double at)
    {
        batch.Start[row] = s_start + (long)(at * 1000);
        batch.SourceV4[row] = source;
        batch.DestinationV4[row] = target;
        batch.Packets[row] = 1;
        batch.Octets[row] = length;
        batch.SamplingInterval[row] = Sampling;
        batch.Protocol[row] = 6;
        batch.TcpFlags[row] = flags;
        batch.SourcePort[row] = 40_000;
        batch.DestinationPort[row] = 443;
        batch.Fields[row] = FlowFields.Ports | FlowFields.TcpFlags;
        batch.Exporter[row] = 1;
        batch.InputInterface[row] = 1;
    }

    /// <summary>One flood: its evidence is complete with the packet that makes 20,000 a second over ten seconds of one minute.</summary>
    private sealed class Attack(uint target, double from, uint rate)
    {
        private long _minute;
        private long _packets;

        public IpAddress Target { get; } = IpAddress.FromV4(target);

        public double From => from;

        public uint Rate => rate;

        public double CompleteMs { get; private set; }

        public void Count(long minute, double nowMs)
        {
            (_packets, _minute) = (minute == _minute ? _packets + Sampling : Sampling, minute);
            if (CompleteMs == 0 && _packets >= DetectionThresholds.Network.FloodPacketRate * DetectionThresholds.Network.RateSeconds)
            {
                CompleteMs = nowMs;
            }
        }
    }

    /// <summary>Time of arrival, or later where detection is still busy with what came before.</summary>
    private sealed class Clock
    {
        private double _arrivalMs;
        private double _busyUntilMs;
        private long _measuring;

        /// <summary>Of the record that arrives.</summary>
        public double NowMs => _arrivalMs;

        /// <summary>Of what detection does at this moment.</summary>
        public double WorkMs => _busyUntilMs + Stopwatch.GetElapsedTime(_measuring).TotalMilliseconds;

        public void Arrive(double ms)
        {
            _arrivalMs = ms;
            _busyUntilMs = Math.Max(_busyUntilMs, ms);
        }

        public TimeSpan Measure(Action work)
        {
            _measuring = Stopwatch.GetTimestamp();
            work();
            TimeSpan took = Stopwatch.GetElapsedTime(_measuring);
            _busyUntilMs += took.TotalMilliseconds;
            return took;
        }
    }

    private sealed class Desk(Clock clock) : IEvidenceSink, IAlarmSink
    {
        public Dictionary<IpAddress, double> Raised { get; } = [];

        public void Add(MinuteEvidence evidence)
        {
        }

        public void Raise(AttackAlarm alarm)
        {
            if (alarm.State == AlarmState.Opened)
            {
                Raised.TryAdd(alarm.Target.Address, clock.WorkMs);
            }
        }
    }
}
