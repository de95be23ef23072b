using Suyuan.Detection.Windows;
using Suyuan.Model;

namespace Suyuan.Detection.Vectors;

/// <summary>What one vector's records on one target amount to in one minute. Counts are of observed packets unless they say otherwise.</summary>
internal sealed class Measure
{
    /// <summary>Estimated.</summary>
    public long Packets { get; private set; }
    public long Octets { get; private set; }
    public long Sampled { get; private set; }
    public int Sources { get; private set; }
    public int Ports { get; private set; }
    public long Unsolicited { get; private set; }
    public long Answered { get; private set; }
    public long Established { get; private set; }

    /// <summary>Seconds that the peaks are taken over: 1 where every record resolves it, else 10, else 60.</summary>
    public int PeakSeconds { get; private set; }
    public long PeakPackets { get; private set; }
    public long PeakBits { get; private set; }

    /// <summary>Estimated packets of the busiest ten seconds; of the minute where records are longer.</summary>
    public long PacketsInTenSeconds { get; private set; }

    /// <summary>Estimated packets per second over the busiest ten seconds, or over the records' own span where that is shorter, at least one second.</summary>
    public double PacketRate { get; private set; }

    /// <summary>Estimated bits per second over the same.</summary>
    public double BitRate { get; private set; }

    public static Measure Of(TargetMinute target, List<TargetRecord> records, AttackVector vector)
    {
        Measure measure = new();
        HashSet<IpAddress> sources = [];
        HashSet<ushort> ports = [];
        long[] packets = new long[60];
        long[] octets = new long[60];
        uint longest = 0;
        long first = long.MaxValue;
        long last = long.MinValue;
        HashSet<(IpAddress, ushort, ushort)> opened = [];
        foreach (TargetRecord record in target.Inbound)
        {
            // A connection opened properly: the source acknowledged, and the target sends on the same ports.
            if (record.Protocol == 6 && (record.TcpFlags & VectorClassifier.Ack) != 0 && target.IsAnswered(record))
            {
                opened.Add((record.Peer, record.PeerPort, record.TargetPort));
            }
        }
        foreach (TargetRecord record in records)
        {
            measure.Packets += record.Packets;
            measure.Octets += record.Octets;
            measure.Sampled += record.Sampled;
            sources.Add(record.Peer);
            ports.Add(record.TargetPort);
            measure.Unsolicited += target.IsSolicited(record) ? 0 : record.Sampled;
            measure.Answered += target.IsAnswered(record) ? record.Sampled : 0;
            measure.Established += opened.Contains((record.Peer, record.PeerPort, record.TargetPort)) ? record.Sampled : 0;
            longest = Math.Max(longest, record.Duration);
            long start = Math.Max(record.Start, Minute.Start(target.Minute));
            long end = Math.Min(record.Start + record.Duration, Minute.End(target.Minute) - 1);
            first = Math.Min(first, start);
            last = Math.Max(last, end);
            SpreadSeconds(packets, record.Packets, start, end, target.Minute);
            SpreadSeconds(octets, record.Octets, start, end, target.Minute);
        }
        measure.Sources = sources.Count;
        measure.Ports = vector.Service is null && vector != VectorCatalog.IcmpFlood ? ports.Count : 1;
        measure.PeakSeconds = longest <= 1000 ? 1 : longest <= 10_000 ? 10 : 60;
        measure.PeakPackets = Busiest(packets, measure.PeakSeconds) / measure.PeakSeconds;
        measure.PeakBits = Busiest(octets, measure.PeakSeconds) * 8 / measure.PeakSeconds;
        int window = measure.PeakSeconds == 60 ? 60 : 10;
        measure.PacketsInTenSeconds = Busiest(packets, window);
        double span = Math.Clamp((last - first) / 1000.0, 1, window);
        measure.PacketRate = measure.PacketsInTenSeconds / span;
        measure.BitRate = Busiest(octets, window) * 8 / span;
        return measure;
    }

    /// <summary>Evenly over the seconds touched, the remainder to the first ones.</summary>
    private static void SpreadSeconds(long[] seconds, long count, long start, long end, long minute)
    {
        int from = (int)((start - Minute.Start(minute)) / 1000);
        int to = (int)((end - Minute.Start(minute)) / 1000);
        long each = Math.DivRem(count, to - from + 1, out long rest);
        for (int second = from; second <= to; second++)
        {
            seconds[second] += each + (second - from < rest ? 1 : 0);
        }
    }

    private static long Busiest(long[] seconds, int window)
    {
        long sum = 0;
        long best = 0;
        for (int second = 0; second < 60; second++)
        {
            sum += seconds[second] - (second >= window ? seconds[second - window] : 0);
            best = Math.Max(best, sum);
        }
        return best;
    }
}
