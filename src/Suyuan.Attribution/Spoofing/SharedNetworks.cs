using Suyuan.Model;

namespace Suyuan.Attribution.Spoofing;

/// <summary>
/// Pairs of packets from one /24, and how many of them would also share their address if all addresses of these networks were drawn alike. No matter how many
/// networks exist, or hold strays: only what meets in one counts.
/// </summary>
/// <param name="Pairs">Pairs of observed packets from one block.</param>
/// <param name="SweepCollisions">Pairs from one address that a sweep of the blocks would have.</param>
/// <param name="Networks">/24s that hold 95 % of the packets.</param>
internal readonly record struct SharedNetworks(double Pairs, double SweepCollisions, int Networks)
{
    /// <summary>
    /// Where only one source in 2^shift is kept, blocks are larger, so that a full one still shows sixteen of its addresses.
    /// </summary>
    public static int BlockBits(int shift) => 8 + Math.Max(0, shift - 4);

    public static SharedNetworks Of(IReadOnlyCollection<SourceEvidence> sources, int shift)
    {
        int bits = BlockBits(shift);
        (long[] blocks, int networks) = Holding95(sources, bits);
        double pairs = blocks.Sum(packets => packets * (packets - 1.0) / 2);
        return new SharedNetworks(pairs, pairs * Math.Pow(2, shift - bits), networks << (bits - 8));
    }

    /// <summary>Packets of each network of so many bits, the fullest first, and how many of them hold 95 % of the packets.</summary>
    public static (long[] Packets, int Count) Holding95(IEnumerable<SourceEvidence> sources, int bits)
    {
        long[] blocks = [.. sources.GroupBy(source => source.Source.Value >> bits).Select(block => block.Sum(source => source.SampledPackets)).OrderDescending()];
        long total = blocks.Sum();
        long left = total - (total / 20);
        int networks = 0;
        while (left > 0)
        {
            left -= blocks[networks++];
        }
        return (blocks, networks);
    }
}
