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
    public static long Trim(List<RecordBlock> blocks, DetectionOptions options, IEnumerable<MinuteWindow> windows, RecordBlock? openV4, RecordBlock? openV6)
    {
        long size = blocks.Sum(block => block.Size);
        if (size <= options.BufferOctets)
        {
            return 0;
        }
        HashSet<IpAddress> matter = [];
        foreach (MinuteWindow window in windows)
        {
            matter.UnionWith(Candidates.Of(window, options.Thresholds).Hosts.Keys);
        }
        long trimmed = 0;
        // Down to half, since what matters is costly to find out.
        for (int index = 0; index < blocks.Count && size > options.BufferOctets / 2; index++)
        {
            RecordBlock block = blocks[index];
            if (block != openV4 && block != openV6 && !block.IsThinned)
            {
                blocks[index] = block.Thin(matter);
                size += blocks[index].Size - block.Size;
                trimmed += block.Count - blocks[index].Count;
            }
        }
        return trimmed;
    }
}
