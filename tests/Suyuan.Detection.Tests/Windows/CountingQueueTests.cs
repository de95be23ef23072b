using Suyuan.Detection;
using Suyuan.Detection.Windows;
using Suyuan.Model;
using Xunit;

namespace Suyuan.Tests.Windows;

public sealed class CountingQueueTests
{
    private const int Targets = 1000;

    /// <summary>Of every size, so that some are counted by another thread and some at once, and no order of waiting is spared.</summary>
    [Fact]
    public void Whatever_thread_counts_nothing_is_lost_or_counted_twice()
    {
        Random random = new(20_261_130);
        FlowBatchPool pool = new();
        CountingQueue queue = new(pool);
        using MinuteWindow window = new(Minute.Of(SyntheticRun.Noon), CounterLimits.OfWhatMatters(DetectionThresholds.Network));
        long[] expected = new long[Targets];
        for (int turn = 0; turn < 2000; turn++)
        {
            FlowBatch batch = pool.Rent(AddressFamily.V4);
            CountingWork work = queue.Take(batch);
            int rows = turn % 3 == 0 ? random.Next(1, 64) : random.Next(1, FlowBatch.Capacity + 1);
            for (int row = 0; row < rows; row++)
            {
                int target = random.Next(Targets);
                (batch.DestinationV4[row], batch.Packets[row], batch.Octets[row], batch.SamplingInterval[row]) = ((uint)target, 1 + row, 0, 1);
                (work.Rows[row], work.Codes[row]) = (row, 1);
                if (row % 10 == 9)
                {
                    work.AddShare(window, row, 1 + row, 0);
                }
                else
                {
                    work.Add(window, row);
                }
                expected[target] += 1 + row;
            }
            work.Kept = rows;
            queue.Count(work);
            queue.Release(work);
            if (random.Next(20) == 0)
            {
                queue.Wait();
                Assert.Equal(expected.Sum(), window.V4.Slots.ToArray().Sum(counter => counter.Packets));
            }
        }
        queue.Wait();
        Assert.All(window.V4.Slots.ToArray().Where(counter => counter.Code != 0), counter => Assert.Equal(expected[counter.Target], counter.Packets));
    }

    [Fact]
    public void What_counting_throws_reaches_who_waits()
    {
        FlowBatchPool pool = new();
        CountingQueue queue = new(pool);
        using MinuteWindow window = new(Minute.Of(SyntheticRun.Noon), CounterLimits.OfWhatMatters(DetectionThresholds.Network));
        CountingWork work = queue.Take(pool.Rent(AddressFamily.V4));
        work.Kept = 2000;
        // A row that no batch has.
        work.Rows[5] = FlowBatch.Capacity;
        work.Add(window, 0);
        queue.Count(work);
        queue.Release(work);
        Assert.Throws<IndexOutOfRangeException>(queue.Wait);
    }

    [Fact]
    public void Large_counters_are_listed_once_also_after_the_table_has_grown()
    {
        CounterLimits limits = CounterLimits.OfWhatMatters(DetectionThresholds.Network);
        using MinuteCounters<uint> counters = new(limits);
        byte code = VectorCatalog.SynFlood.Code;
        for (uint target = 0; target < 5000; target++)
        {
            // One in ten gets as much as a flood, in several records.
            long packets = target % 10 == 0 ? 10_000_000 : 1;
            for (int record = 0; record < 4; record++)
            {
                counters.Add(target, code, packets, packets * 60, packets);
            }
        }
        uint[] large = [.. counters.Large.ToArray().Select(slot => counters.Slots[slot].Target)];
        Assert.Equal(Enumerable.Range(0, 500).Select(index => (uint)index * 10), large.Order());
        counters.Clear();
        Assert.Equal(0, counters.Large.Length);
    }
}
