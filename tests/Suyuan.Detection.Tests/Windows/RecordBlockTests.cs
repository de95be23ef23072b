using CsCheck;
using Suyuan.Detection.Windows;
using Suyuan.Model;
using Xunit;

namespace Suyuan.Tests.Windows;

/// <summary>A block knows in which of its rows records of a time can be: all of them, and of thin traffic few others.</summary>
public sealed class RecordBlockTests
{
    private const long Hour = 3_600_000;

    private readonly FlowBatchPool _pool = new();

    [Fact]
    public void Of_a_record_each_hour_one_row_is_read_for_a_minute()
    {
        RecordBlock block = Block([.. Enumerable.Range(0, 300).Select(hour => (SyntheticRun.Noon + (hour * Hour), 20_000U))], byRow: false);
        for (int hour = 0; hour < 300; hour++)
        {
            long start = SyntheticRun.Noon + (hour * Hour);
            Assert.Equal([new RecordSpan(block, hour, hour + 1)], block.Within(start, start + Minute.Milliseconds));
            Assert.Empty(block.Within(start + Minute.Milliseconds, start + Hour - Minute.Milliseconds));
        }
    }

    [Fact]
    public void Of_dense_traffic_pieces_are_large()
    {
        RecordBlock block = Block([.. Enumerable.Range(0, 4096).Select(row => (SyntheticRun.Noon + row, 0U))], byRow: false);
        Assert.Equal(16, block.Within(SyntheticRun.Noon, SyntheticRun.Noon + Minute.Milliseconds).Count());
    }

    [Fact]
    public void No_record_of_a_time_is_outside_its_spans_and_spans_ascend() =>
        Gen.Select(Gen.Select(Gen.OneOf(Gen.Long[0, 50_000], Gen.Long[0, 100 * Hour]), Gen.OneOf(Gen.Const(0U), Gen.UInt[0, 1_800_000])).Array[1, 2000], Gen.Long[0, 100 * Hour], Gen.Long[1, 2 * Hour], Gen.Bool)
            .Sample((rows, from, length, byRow) =>
            {
                RecordBlock block = Block([.. rows.Select(row => (SyntheticRun.Noon + row.Item1, row.Item2))], byRow);
                (long fromMs, long untilMs) = (SyntheticRun.Noon + from, SyntheticRun.Noon + from + length);
                RecordSpan[] spans = [.. block.Within(fromMs, untilMs)];
                Assert.All(spans.Zip(spans.Skip(1)), pair => Assert.True(pair.First.To <= pair.Second.From));
                HashSet<int> within = [.. spans.SelectMany(span => Enumerable.Range(span.From, span.To - span.From))];
                for (int row = 0; row < block.Count; row++)
                {
                    if (block.Start[row] < untilMs && block.Start[row] + block.Duration[row] >= fromMs)
                    {
                        Assert.Contains(row, within);
                    }
                }
            }, iter: 200, threads: 1);

    /// <param name="byRow">Moved from another block row by row, as thinning does.</param>
    private RecordBlock Block((long Start, uint Duration)[] rows, bool byRow)
    {
        FlowBatch batch = _pool.Rent(AddressFamily.V4);
        foreach ((long start, uint duration) in rows)
        {
            (batch.Start[batch.Count], batch.Duration[batch.Count]) = (start, duration);
            batch.Count++;
        }
        RecordBlock block = new(AddressFamily.V4);
        block.Add(batch, [.. Enumerable.Range(0, batch.Count)], new byte[FlowBatch.Capacity], new int[FlowBatch.Capacity]);
        _pool.Return(batch);
        if (!byRow)
        {
            return block;
        }
        RecordBlock moved = new(AddressFamily.V4);
        for (int row = 0; row < block.Count; row++)
        {
            moved.Add(block, row, shift: 0);
        }
        return moved;
    }
}
