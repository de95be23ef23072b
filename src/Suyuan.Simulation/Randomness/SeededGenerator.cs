using System.Numerics;

namespace Suyuan.Simulation.Randomness;

/// <summary>
/// xoshiro256** (Blackman, Vigna 2018), seeded through splitmix64. The same seed and purpose give the same numbers on every machine;
/// each purpose has its own stream, so that a change to one part of a world leaves the others as they were.
/// </summary>
internal sealed class SeededGenerator
{
    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;

    public SeededGenerator(ulong seed, string purpose)
    {
        ulong state = seed ^ Fnv1a(purpose);
        _s0 = SplitMix(ref state);
        _s1 = SplitMix(ref state);
        _s2 = SplitMix(ref state);
        _s3 = SplitMix(ref state);
    }

    public ulong Next()
    {
        unchecked
        {
            ulong result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
            ulong shifted = _s1 << 17;
            _s2 ^= _s0;
            _s3 ^= _s1;
            _s1 ^= _s2;
            _s0 ^= _s3;
            _s2 ^= shifted;
            _s3 = BitOperations.RotateLeft(_s3, 45);
            return result;
        }
    }

    public uint NextUInt() => (uint)(Next() >> 32);

    /// <summary>0 … <paramref name="bound"/> − 1. Multiply-shift: the bias is below bound / 2³², far under what any test here could see.</summary>
    public uint Below(uint bound) => (uint)(((Next() >> 32) * bound) >> 32);

    public int Below(int bound) => (int)Below((uint)bound);

    /// <summary>From <paramref name="low"/> to <paramref name="high"/>, both included.</summary>
    public int Between(int low, int high) => low + Below(high - low + 1);

    /// <summary>[0, 1) with 53 random bits.</summary>
    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    public bool Chance(double probability) => Unit() < probability;

    /// <summary>Knuth's product of uniforms, in pieces of mean 16 so that the product stays far from underflow. Time grows with the mean.</summary>
    public int Poisson(double mean)
    {
        int count = 0;
        while (mean > 0)
        {
            double piece = mean > 16 ? 16 : mean;
            mean -= piece;
            double limit = StableMath.Exp(-piece);
            double product = Unit();
            while (product > limit)
            {
                count++;
                product *= Unit();
            }
        }
        return count;
    }

    /// <summary>Sum of twelve uniforms, less six: normal enough for rates, and only additions.</summary>
    public double Normal()
    {
        double sum = -6;
        for (int draw = 0; draw < 12; draw++)
        {
            sum += Unit();
        }
        return sum;
    }

    /// <summary>Log-normal with median 1: what bots' and reflectors' rates look like.</summary>
    public double LogNormal(double sigma) => StableMath.Exp(sigma * Normal());

    /// <summary>A fixed 64-bit mix of a value: properties of an address (its TTL) that must not depend on the order of draws.</summary>
    public static ulong Mix(ulong value) => SplitMix(ref value);

    private static ulong SplitMix(ref ulong state)
    {
        unchecked
        {
            state += 0x9E3779B97F4A7C15;
            ulong z = state;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }

    private static ulong Fnv1a(string text)
    {
        unchecked
        {
            ulong hash = 0xCBF29CE484222325;
            foreach (char letter in text)
            {
                hash = (hash ^ letter) * 0x100000001B3;
            }
            return hash;
        }
    }
}
