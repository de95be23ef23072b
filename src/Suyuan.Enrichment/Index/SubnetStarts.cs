using System.Numerics;
using System.Runtime.Intrinsics;

namespace Suyuan.Enrichment;

/// <summary>
/// Finds the last start not above a wanted subnet (upper 64 bits of an IPv6 address) in a long ascending array. Every 16th start is repeated in a level above, and so on up to one
/// block of 16, so that a search reads one block (two cache lines) per level instead of jumping through the whole array.
/// </summary>
internal sealed class SubnetStarts
{
    private const int Shift = 4;
    private const int Block = 1 << Shift;

    /// <summary>From the topmost to the one above the starts themselves.</summary>
    private readonly ulong[][] _levels;

    public SubnetStarts(ReadOnlySpan<ulong> starts)
    {
        List<ulong[]> levels = [];
        for (ReadOnlySpan<ulong> below = starts; below.Length > Block; below = levels[^1])
        {
            ulong[] level = new ulong[(below.Length + Block - 1) >> Shift];
            for (int i = 0; i < level.Length; i++)
            {
                level[i] = below[i << Shift];
            }
            levels.Add(level);
        }
        levels.Reverse();
        _levels = [.. levels];
    }

    /// <summary>Index of the last start ≤ <paramref name="wanted"/>; -1 when there is none.</summary>
    public int FindLast(ReadOnlySpan<ulong> starts, ulong wanted)
    {
        int block = 0;
        foreach (ulong[] level in _levels)
        {
            block = (block << Shift) + NotAbove(level.AsSpan(block << Shift), wanted) - 1;
            if (block < 0)
            {
                return -1;
            }
        }
        return (block << Shift) + NotAbove(starts[(block << Shift)..], wanted) - 1;
    }

    /// <summary>How many of the block's starts are not above: they ascend.</summary>
    private static int NotAbove(ReadOnlySpan<ulong> starts, ulong wanted)
    {
        if (starts.Length >= Block)
        {
            Vector256<ulong> all = Vector256.Create(wanted);
            return CountNotAbove(starts, all) + CountNotAbove(starts[4..], all) + CountNotAbove(starts[8..], all) + CountNotAbove(starts[12..], all);
        }
        int count = 0;
        while (count < starts.Length && starts[count] <= wanted)
        {
            count++;
        }
        return count;
    }

    private static int CountNotAbove(ReadOnlySpan<ulong> starts, Vector256<ulong> wanted) =>
        BitOperations.PopCount(Vector256.LessThanOrEqual(Vector256.Create(starts[..4]), wanted).ExtractMostSignificantBits());
}
