using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Suyuan.Detection;
using Suyuan.Model;
using Suyuan.Simulation.Randomness;

namespace Suyuan.Bench;

/// <summary>
/// The whole way of an alarm: SYN floods, each on a target of its own, are sent to a real collector amid ordinary traffic, and its webhook's messages come back here. Timed
/// from the datagram whose record completes a flood's evidence, 20,000 packets a second over ten seconds of one minute, to the message.
/// </summary>
internal static class LiveAlarmLatency
{
    private const uint PacketsPerRecord = 50;
    private const int AttackSeconds = 12;

    /// <summary>Ordinary traffic alone, first: code is compiled, tables grow.</summary>
    private const int WarmUpSeconds = 15;

    private const int BackgroundDatagrams = 1 << 15;
    private const int PatienceSeconds = 10;

    private static readonly double s_evidence = DetectionThresholds.Network.FloodPacketRate * DetectionThresholds.Network.RateSeconds;

    /// <param name="attacks">Each begins at a random time after the warm-up, with 40,000 to 440,000 packets a second.</param>
    public static int Run(int port, double recordsPerSecond, int seconds, int attacks, int receiver)
    {
        SeededGenerator random = new(1, "alarm latency");
        Attack[] all = [.. Enumerable.Range(0, attacks).Select(index => new Attack(
            0xCB000000 + (uint)(index * 256) + 7, WarmUpSeconds + (random.Unit() * (seconds - WarmUpSeconds - AttackSeconds)), 40_000 + random.Below(400_000u)))];
        ConcurrentDictionary<string, long> told = new(StringComparer.Ordinal);
        using HttpListener listener = new();
        listener.Prefixes.Add(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{receiver}/"));
        listener.Start();
        Thread taking = new(() => Take(listener, told)) { IsBackground = true };
        taking.Start();

        long records = Send(port, recordsPerSecond, seconds, all, random);

        Attack[] due = [.. all.Where(attack => attack.CompletedAt > 0)];
        long waited = Stopwatch.GetTimestamp();
        while (due.Any(attack => !told.ContainsKey(attack.Target)) && Stopwatch.GetElapsedTime(waited).TotalSeconds < PatienceSeconds)
        {
            Thread.Sleep(20);
        }
        double[] latencies = [.. due.Where(attack => told.ContainsKey(attack.Target)).Select(attack => Stopwatch.GetElapsedTime(attack.CompletedAt, told[attack.Target]).TotalMilliseconds).Order()];
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{records / (double)seconds:N0} records/s for {seconds} s, {due.Length} attacks, {latencies.Length} alarms, {told.Keys.Except(all.Select(attack => attack.Target)).Count()} false: latency p50 {At(latencies, 0.5):F0} ms, p99 {At(latencies, 0.99):F0} ms, most {At(latencies, 1):F0} ms"));
        return 0;
    }

    private static double At(double[] sorted, double part) => sorted.Length == 0 ? double.NaN : sorted[Math.Min(sorted.Length - 1, (int)(part * sorted.Length))];

    private static long Send(int port, double recordsPerSecond, int seconds, Attack[] attacks, SeededGenerator random)
    {
        byte[] background = LoadSender.Make(BackgroundDatagrams, attackEvery: 0, out int length);
        byte[] template = LoadSender.MakeTemplate();
        byte[] flood = background[..length];
        using Socket socket = new(System.Net.Sockets.AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { SendBufferSize = 4 << 20 };
        socket.Connect(new IPEndPoint(IPAddress.Loopback, port));
        long began = Stopwatch.GetTimestamp();
        uint sequence = 0;
        long sent = 0;
        for (double at = 0; at < seconds; at = Stopwatch.GetElapsedTime(began).TotalSeconds)
        {
            uint time = (uint)TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
            for (long due = (long)(at * recordsPerSecond / LoadSender.Records) + 1; sent < due; sent++)
            {
                if (sent % LoadSender.TemplateEvery == 0)
                {
                    LoadSender.Stamp(template, sequence++, time);
                    socket.Send(template);
                }
                Span<byte> datagram = background.AsSpan((int)(sent % BackgroundDatagrams) * length, length);
                LoadSender.Stamp(datagram, sequence++, time);
                socket.Send(datagram);
            }
            foreach (Attack attack in attacks)
            {
                for (; attack.IsDue(at); sequence++)
                {
                    for (int record = 0; record < LoadSender.Records; record++)
                    {
                        LoadSender.WriteSyns(flood.AsSpan(LoadSender.FirstRecord + (record * LoadSender.RecordLength)), random.NextUInt(), attack.Address, PacketsPerRecord);
                    }
                    LoadSender.Stamp(flood, sequence, time);
                    socket.Send(flood);
                    attack.Count(time / 60);
                }
            }
            Thread.Sleep(1);
        }
        return sequence * (long)LoadSender.Records;
    }

    private static void Take(HttpListener listener, ConcurrentDictionary<string, long> told)
    {
        while (listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = listener.GetContext();
            }
            catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
            long now = Stopwatch.GetTimestamp();
            using (JsonDocument notice = JsonDocument.Parse(context.Request.InputStream))
            {
                told.TryAdd(notice.RootElement.GetProperty("alarm").GetProperty("target").GetString()!, now);
            }
            context.Response.Close();
        }
    }

    private sealed class Attack(uint target, double from, uint rate)
    {
        private long _records;
        private long _minute;
        private double _packets;

        public uint Address => target;

        public string Target { get; } = IpAddress.FromV4(target).ToString();

        /// <summary>When the record that completes the evidence was sent; 0 = not yet.</summary>
        public long CompletedAt { get; private set; }

        /// <summary>A whole datagram of its records is due.</summary>
        public bool IsDue(double at) => at >= from && at < from + AttackSeconds && (at - from) * rate / PacketsPerRecord >= _records + LoadSender.Records;

        public void Count(long minute)
        {
            double packets = LoadSender.Records * PacketsPerRecord;
            _records += LoadSender.Records;
            (_packets, _minute) = (minute == _minute ? _packets + packets : packets, minute);
            if (CompletedAt == 0 && _packets >= s_evidence)
            {
                CompletedAt = Stopwatch.GetTimestamp();
            }
        }
    }
}
