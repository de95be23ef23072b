using Suyuan.Model;
using Suyuan.Simulation.Encoders;
using Suyuan.Simulation.Metering;
using Suyuan.Simulation.Randomness;

namespace Suyuan.Bench;

/// <summary>
/// One nfcapd file as a busy unsampled router would fill it in five minutes: records in the order of their ends, destinations and sources by power laws
/// (rank = n·u³ over 2²⁰ destinations and 2²² sources), packets per flow by another (most flows one packet, a few ten thousand).
/// </summary>
internal static class HeavyTailedFile
{
    private const uint Destinations = 1 << 20;
    private const uint Sources = 1 << 22;
    private const long SpanMs = 300_000;
    private static readonly long s_start = new DateTimeOffset(2026, 7, 6, 12, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    public static int Write(string path, long records, string compression)
    {
        NfcapdCompression packing = compression switch
        {
            "none" => NfcapdCompression.None,
            "lz4" => NfcapdCompression.Lz4,
            _ => throw new ArgumentException($"'{compression}' is not none or lz4", nameof(compression)),
        };
        SeededGenerator random = new(1, "heavy-tailed");
        using NfcapdFile file = new(path, packing, exporter: 0x0AFF0001, sampling: 1, s_start);
        long now = s_start;
        for (long record = 0; record < records; record++)
        {
            now = s_start + (record * SpanMs / records);
            file.Add(Draw(random, now), now);
        }
        file.Finish(now);
        return 0;
    }

    private static MeteredFlow Draw(SeededGenerator random, long end)
    {
        uint packets = (uint)Math.Min(20_000, 1 / (0.00005 + (random.Unit() * 0.9999)));
        uint length = (uint)random.Between(40, 1500);
        bool tcp = random.Chance(0.7);
        return new MeteredFlow
        {
            First = packets == 1 ? end : end - random.Below(30_000u),
            Last = end,
            Source = Scatter(Rank(random, Sources), 0x2545F491),
            Destination = Scatter(Rank(random, Destinations), 0x9E3779B1),
            SourcePort = random.Chance(0.5) ? (ushort)443 : (ushort)random.Between(1024, 65_535),
            DestinationPort = (ushort)random.Between(1, 65_535),
            Protocol = tcp ? (byte)6 : (byte)17,
            TcpFlags = tcp ? (byte)0x18 : (byte)0,
            Packets = packets,
            Octets = packets * length,
            Input = 1,
            Output = 2,
        };
    }

    private static uint Rank(SeededGenerator random, uint count)
    {
        double unit = random.Unit();
        return (uint)(count * unit * unit * unit);
    }

    /// <summary>Ranks to addresses, one to one: multiplication by an odd number permutes 32 bits.</summary>
    private static IpAddress Scatter(uint rank, uint odd)
    {
        unchecked
        {
            return IpAddress.FromV4((rank * odd) ^ 0x5A5A5A5A);
        }
    }
}
