namespace Suyuan.Tests;

/// <summary>splitmix64: the same trials on every machine.</summary>
internal sealed class Dice(ulong seed)
{
    private ulong _state = seed;

    public double Uniform() => (Next() >> 11) * (1.0 / (1UL << 53));

    public uint Below(uint limit) => (uint)(Uniform() * limit);

    /// <summary>Twelve uniform draws (Irwin and Hall): no transcendental function, so equal on every machine.</summary>
    public double Normal()
    {
        double sum = -6;
        for (int draw = 0; draw < 12; draw++)
        {
            sum += Uniform();
        }
        return sum;
    }

    private ulong Next()
    {
        unchecked
        {
            ulong value = _state += 0x9E3779B97F4A7C15;
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
            return value ^ (value >> 31);
        }
    }
}
