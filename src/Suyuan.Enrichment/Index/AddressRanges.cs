using System.Numerics;
using System.Runtime.Intrinsics;

namespace Suyuan.Enrichment;

/// <summary>Where in the ascending IPv4 ranges those of each /20 begin: a search reads one number here and, mostly, one cache line there.</summary>
internal sealed class AddressRanges
{
    private const int Shift = 12;

    private readonly int[] _first = GC.AllocateUninitializedArray<int>((1 << (32 - Shift)) + 1);

    public AddressRanges(ReadOnlySpan<ulong> ranges)
    {
        int bucket = 0;
        for (int i = 0; i < ranges.Length; i++)
        {
            int its = (int)(ranges[i] >> (32 + Shift));
            while (bucket <= its)
            {
                _first[bucket++] = i;
            }
        }
        _first.AsSpan(bucket).Fill(ranges.Length);
    }

    /// <summary>A range that goes up to the next one's start; ranges ascend as numbers as they do by start.</summary>
    public static ulong Range(uint start, int place) => ((ulong)start << 32) | (uint)place;

    /// <summary>The place of the last range that starts at or before <paramref name="wanted"/>; 0 when there is none.</summary>
    public int Find(ReadOnlySpan<ulong> ranges, uint wanted)
    {
        ulong last = ((ulong)wanted << 32) | uint.MaxValue;
        int bucket = (int)(wanted >> Shift);
        int low = _first[bucket];
        int length = _first[bucket + 1] - low;
        while (length > 4)
        {
            int half = length >> 1;
            bool isRight = ranges[low + half] <= last;
            low = isRight ? low + half : low;
            length = isRight ? length - half : half;
        }
        if (ranges.Length - low >= Vector256<ulong>.Count)
        {
            // Those beyond the bucket are above what is wanted.
            Vector256<ulong> notAbove = Vector256.LessThanOrEqual(Vector256.Create(ranges.Slice(low, Vector256<ulong>.Count)), Vector256.Create(last));
            low += BitOperations.PopCount(notAbove.ExtractMostSignificantBits());
        }
        else
        {
            while (low < ranges.Length && ranges[low] <= last)
            {
                low++;
            }
        }
        return low == 0 ? 0 : (int)(ranges[low - 1] & uint.MaxValue);
    }
}
