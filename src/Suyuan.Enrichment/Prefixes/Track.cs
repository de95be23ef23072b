using System.Numerics;

namespace Suyuan.Enrichment;

/// <summary>
/// What one source says over a whole address space: ascending starts, each with the value that holds up to the next start.
/// IPv4 keys are the address; IPv6 keys are its upper 64 bits, as no source tells addresses of one subnet apart.
/// </summary>
/// <param name="Values">-1 where the source says nothing.</param>
internal sealed record Track<T>(T[] Starts, int[] Values)
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
{
    public static Track<T> Empty { get; } = new([], []);

    /// <summary>The value at an address; -1 where the source says nothing.</summary>
    public int Find(T address)
    {
        int index = Array.BinarySearch(Starts, address);
        index = index >= 0 ? index : ~index - 1;
        return index < 0 ? -1 : Values[index];
    }
}
