using System.Numerics;

namespace Suyuan.Enrichment;

/// <summary>
/// Finds the last key not above a wanted one in a long ascending array. Every 16th key is repeated in a level above, and so on up to one
/// block of 16, so that a search reads one block (one or two cache lines) per level instead of jumping through the whole array.
/// </summary>
internal sealed class KeyTree<T>
    where T : unmanaged, IBinaryInteger<T>
{
    private const int Shift = 4;

    /// <summary>From the topmost level to the keys themselves.</summary>
    private readonly T[][] _levels;

    public KeyTree(T[] keys)
    {
        List<T[]> levels = [keys];
        while (levels[^1].Length > 1 << Shift)
        {
            T[] below = levels[^1];
            T[] level = new T[(below.Length + (1 << Shift) - 1) >> Shift];
            for (int i = 0; i < level.Length; i++)
            {
                level[i] = below[i << Shift];
            }
            levels.Add(level);
        }
        levels.Reverse();
        _levels = [.. levels];
    }

    /// <summary>Index of the last key ≤ <paramref name="wanted"/>; -1 when there is none.</summary>
    public int FindLast(T wanted)
    {
        // Hot: called for every address of a report; indices are bounded by the array lengths.
        unchecked
        {
            int block = 0;
            foreach (T[] level in _levels)
            {
                int found = LastInBlock(level.AsSpan(block << Shift), wanted);
                if (found < 0)
                {
                    return -1;
                }
                block = (block << Shift) + found;
            }
            return block;
        }
    }

    private static int LastInBlock(ReadOnlySpan<T> keys, T wanted)
    {
        unchecked
        {
            int low = 0;
            int length = Math.Min(keys.Length, 1 << Shift);
            if (length == 0 || keys[0] > wanted)
            {
                return -1;
            }
            while (length > 1)
            {
                int half = length >> 1;
                low = keys[low + half] <= wanted ? low + half : low;
                length -= half;
            }
            return low;
        }
    }
}
