using Suyuan.Model;

namespace Suyuan.Detection.Windows;

/// <summary>Rows of a block, from the first to before the last.</summary>
internal readonly record struct RecordSpan(RecordBlock Block, int From, int To)
{
    /// <summary>Pieces of the blocks in which records may have been under way in [from, until), Unix ms.</summary>
    public static IEnumerable<RecordSpan> Within(IEnumerable<RecordBlock> blocks, long fromMs, long untilMs) => blocks.SelectMany(block => block.Within(fromMs, untilMs));

    public static IEnumerable<RecordSpan> Within(IEnumerable<RecordBlock> blocks, long minute) => Within(blocks, Minute.Start(minute), Minute.End(minute));
}
