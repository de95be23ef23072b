using Suyuan.Model;

namespace Suyuan.Detection.Windows;

/// <summary>Bounds the buffered records in octets.</summary>
internal static class RecordRing
{
    /// <summary>
    /// While the buffer is over its bound, thins its oldest blocks: only records towards or from targets that could matter in some open minute stay.
    /// When all are thinned, what is left is attack traffic and stays: the bound is soft by that much.
    /// </summary>
    /// <returns>Records that had to go.</returns>
    public static long Trim(List<RecordBlock> blocks, DetectionOptions options, SortedDictionary<long, MinuteWindow> windows, RecordBlock open)
    {
        long size = blocks.Sum(block => block.Size);
        long trimmed = 0;
        for (int index = 0; index < blocks.Count && size > options.BufferOctets; index++)
        {
            RecordBlock block = blocks[index];
            if (block != open && block.IsFull && !block.IsThinned)
            {
                blocks[index] = block.Thin(Matter(options, windows, block));
                size += blocks[index].Size - block.Size;
                trimmed += block.Count - blocks[index].Count;
            }
        }
        return trimmed;
    }

    private static HashSet<IpAddress> Matter(DetectionOptions options, SortedDictionary<long, MinuteWindow> windows, RecordBlock block)
    {
        HashSet<IpAddress> matter = [];
        foreach ((long minute, MinuteWindow window) in windows)
        {
            if (block.Overlaps(minute))
            {
                window.V4.ForEach((address, code, counter) => Take(IpAddress.FromV4(address), code, counter));
                window.V6.ForEach((address, code, counter) => Take(new IpAddress(address), code, counter));
            }
        }
        return matter;

        void Take(IpAddress address, byte code, in TargetCounter counter)
        {
            if (Thresholding.CouldMatter(options.Thresholds, new AttackVector(code), counter))
            {
                matter.Add(address);
            }
        }
    }
}
