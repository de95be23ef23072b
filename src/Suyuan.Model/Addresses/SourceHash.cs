namespace Suyuan.Model;

/// <summary>
/// The hash by which sources are sampled, the same on every machine and in every run: whoever counts on samples of sources
/// (<see cref="ComponentTotals.SampleShift"/>, <see cref="InterfaceBackground.SampleShift"/>) can tell whether an address is in one.
/// </summary>
public static class SourceHash
{
    public static ulong Of(IpAddress source) =>
        unchecked(Mix((ulong)source.Value + (Mix((ulong)(source.Value >> 64)) * 3)));

    /// <summary>The source is in a sample of 1 / 2^shift of all addresses.</summary>
    public static bool IsKept(IpAddress source, int shift) => shift <= 0 || Of(source) >> (64 - shift) == 0;

    /// <summary>Finaliser of splitmix64: every input bit reaches every output bit.</summary>
    private static ulong Mix(ulong value)
    {
        unchecked
        {
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
            return value ^ (value >> 31);
        }
    }
}
