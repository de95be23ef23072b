using System.Runtime.InteropServices;
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
    public int Hosts { get; private set; }

    /// <summary>Pairs of host and destination port.</summary>
    public int Ports { get; private set; }
    public long Unsolicited { get; private set; }
    public long InSignature { get; private set; }
    public long Answered { get; private set; }
    public long Established { get; private set; }

    /// <summary>Packets of the most common length and set of TCP flags.</summary>
    public long Uniform { get; private set; }

    /// <summary>Packets towards ports of well-known services, which many clients ask alike.</summary>
    public long ToServices { get; private set; }

    /// <summary>Packets from ports below 1024: what servers send.</summary>
    public long FromServers { get; private set; }

    /// <summary>Pairs of source and source port.</summary>
    public int Senders { get; private set; }

    /// <summary>Seconds that the peaks are taken over: 1 where every record resolves it, else 10, else 60.</summary>
    public int PeakSeconds { get; private set; }
    public long PeakPackets { get; private set; }
    public long PeakBits { get; private set; }

    /// <summary>Estimated packets of the busiest ten seconds; of the minute where records are longer.</summary>
    public long PacketsInTenSeconds { get; private set; }

    public long MeanLength => Packets == 0 ? 0 : Octets / Packets;

    /// <summary>Estimated packets per second over the busiest ten seconds, or over the records' own span where that is shorter.</summary>
    public double PacketRate { get; private set; }

    /// <summary>Estimated bits per second over the same.</summary>
    public double BitRate { get; private set; }

    /// <param name="shortest">Rates are taken over at least this many seconds.</param>
    public static Measure Of(long minute, List<TargetRecord> records, AttackVector vector, int shortest)
    {
        Measure measure = new();
        HashSet<IpAddress> sources = [];
        HashSet<IpAddress> hosts = [];
        HashSet<(IpAddress, ushort)> ports = [];
        HashSet<(IpAddress, ushort)> senders = [];
        Dictionary<(long, byte), long> kinds = [];
        long[] packets = new long[60];
        long[] octets = new long[60];
        uint longest = 0;
        long first = long.MaxValue;
        long last = long.MinValue;
        bool countsPorts = vector.Service is null && vector != VectorCatalog.IcmpFlood;
        foreach (ref readonly TargetRecord record in CollectionsMarshal.AsSpan(records))
        {
            if (!record.Counts)
            {
                continue;
            }
            measure.Packets += record.Packets;
            measure.Octets += record.Octets;
            measure.Sampled += record.Sampled;
            sources.Add(record.Peer);
            hosts.Add(record.Host);
            if (countsPorts)
            {
                ports.Add((record.Host, record.TargetPort));
            }
            measure.Unsolicited += record.Is(RecordTraits.Solicited) ? 0 : record.Sampled;
            measure.Answered += record.Is(RecordTraits.Answered) ? record.Sampled : 0;
            measure.Established += record.Is(RecordTraits.Established) ? record.Sampled : 0;
            measure.InSignature += IsInSignature(vector, record) ? record.Sampled : 0;
            senders.Add((record.Peer, record.PeerPort));
            (long, byte) kind = (record.Length, record.TcpFlags);
            CollectionsMarshal.GetValueRefOrAddDefault(kinds, kind, out _) += record.Sampled;
            measure.ToServices += record.TargetPort < 1024 || VectorCatalog.CodeByServicePort[record.TargetPort] != 0 ? record.Sampled : 0;
            measure.FromServers += record.PeerPort < 1024 ? record.Sampled : 0;
            longest = Math.Max(longest, record.Duration);
            long start = Math.Max(record.Start, Minute.Start(minute));
            long end = Math.Min(record.Start + record.Duration, Minute.End(minute) - 1);
            first = Math.Min(first, start);
            last = Math.Max(last, end);
            SpreadSeconds(packets, record.Packets, start, end, minute);
            SpreadSeconds(octets, record.Octets, start, end, minute);
        }
        if (sources.Count == 0)
        {
            return measure;
        }
        measure.Sources = sources.Count;
        measure.Senders = senders.Count;
        measure.Uniform = kinds.Values.Max();
        measure.Hosts = hosts.Count;
        measure.Ports = countsPorts ? ports.Count : hosts.Count;
        measure.PeakSeconds = longest <= 1000 ? 1 : longest <= 10_000 ? 10 : 60;
        measure.PeakPackets = Busiest(packets, measure.PeakSeconds) / measure.PeakSeconds;
        measure.PeakBits = Busiest(octets, measure.PeakSeconds) * 8 / measure.PeakSeconds;
        measure.PacketsInTenSeconds = Busiest(packets, measure.PeakSeconds == 60 ? 60 : 10);
        // A long record is spread evenly, which only lowers a peak: one of them does not hide what short ones show.
        double span = Math.Clamp((last - first) / 1000.0, shortest, 10);
        measure.PacketRate = Busiest(packets, 10) / span;
        measure.BitRate = Busiest(octets, 10) * 8 / span;
        return measure;
    }

    /// <summary>Of a length that the vector's abused answers have; fragments of an answer count as that. A SYN-ACK is one by its flags.</summary>
    public static bool IsInSignature(AttackVector vector, in TargetRecord record) =>
        vector == VectorCatalog.TcpReflection || record.Code == VectorCatalog.FragmentFlood.Code || vector.Service?.Matches(record.Length, record.Host.IsV4) == true;

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
