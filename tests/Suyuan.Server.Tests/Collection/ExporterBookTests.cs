using Suyuan.Model;
using Suyuan.Server.Collection;
using Xunit;

namespace Suyuan.Tests.Collection;

public sealed class ExporterBookTests
{
    private const long Now = 1_700_000_000_000;

    private readonly ExporterTable _table = new();
    private readonly ExporterBook _book;

    public ExporterBookTests() => _book = new ExporterBook(_table);

    [Fact]
    public void The_watermark_is_that_of_the_exporter_furthest_behind()
    {
        Hear("192.0.2.1", Now - 1_000, Now);
        Hear("192.0.2.2", Now - 40_000, Now);

        Assert.Equal(Now - 40_000, _book.Watermark(Now));
    }

    [Fact]
    public void An_exporter_that_fell_silent_two_minutes_ago_holds_nothing_open()
    {
        Hear("192.0.2.1", Now - 200_000, Now - 120_001);
        Hear("192.0.2.2", Now - 10_000, Now);

        Assert.Equal(Now - 10_000, _book.Watermark(Now));
    }

    [Fact]
    public void A_clock_that_trails_by_an_hour_holds_the_watermark_back_by_five_minutes_only()
    {
        Hear("192.0.2.1", Now - 3_600_000, Now);

        Assert.Equal(Now - 300_000, _book.Watermark(Now));
        Assert.Equal(-3_600_000, _book.All.Single().ClockMs);
    }

    [Fact]
    public void A_record_from_the_future_moves_the_watermark_five_minutes_ahead_at_most()
    {
        Hear("192.0.2.1", Now + 86_400_000, Now);

        Assert.Equal(Now + 300_000, _book.Watermark(Now));
    }

    [Fact]
    public void Where_nobody_is_heard_time_goes_on_five_minutes_behind_the_clock()
    {
        Assert.Equal(Now - 300_000, _book.Watermark(Now));
    }

    [Fact]
    public void Records_of_several_exporters_in_a_batch_are_booked_to_each()
    {
        FlowBatch batch = Batch(("192.0.2.1", Now - 5_000), ("192.0.2.1", Now - 3_000), ("192.0.2.2", Now - 9_000), ("192.0.2.1", Now - 4_000));

        _book.Note(batch, Now);

        Assert.Equal([("192.0.2.1", 3L, Now - 3_000), ("192.0.2.2", 1L, Now - 9_000)], _book.All.Select(one => (one.Key, one.Records, one.NewestMs)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(32)]
    [InlineData(45)]
    public void The_longest_record_counts_wherever_it_stands(int records)
    {
        for (int place = 0; place < records; place++)
        {
            ExporterBook book = new(_table);
            FlowBatch batch = Batch([.. Enumerable.Repeat(("192.0.2.1", Now - 100_000), records)]);
            batch.Duration.AsSpan(0, records).Fill(1_000);
            batch.Duration[place] = 60_000;
            // Beyond the batch: an old value of the pool.
            batch.Duration[records] = 90_000;

            book.Note(batch, Now);

            Assert.Equal(60_000, book.Health().Single().LongestMs);
        }
    }

    [Fact]
    public void What_records_told_is_kept_over_batches()
    {
        FlowBatch first = Batch(("192.0.2.1", Now));
        first.Fields[0] = FlowFields.Ports | FlowFields.TcpFlags;
        FlowBatch second = Batch(("192.0.2.1", Now));
        second.Fields[0] = FlowFields.Ports | FlowFields.Times;

        _book.Note(first, Now);
        _book.Note(second, Now);

        Assert.Equal(["Ports", "TcpFlags", "Times"], _book.Health().Single().Fields);
    }

    [Fact]
    public void What_records_counted_is_kept_by_rate_and_estimated_record_by_record()
    {
        FlowBatch batch = Batch([.. Enumerable.Repeat(("192.0.2.1", Now), 9)]);
        for (int row = 0; row < 9; row++)
        {
            (batch.Packets[row], batch.Octets[row]) = (row + 1, 100 * (row + 1));
            (batch.SamplingInterval[row], batch.SamplingOrigin[row]) = row < 4 ? (1000u, SamplingOrigin.Sampler) : row < 8 ? (1u, SamplingOrigin.Assumed) : (1000u, SamplingOrigin.Interface);
        }

        _book.Note(batch, Now);

        SampledTraffic traffic = _book.All.Single().Traffic;
        Assert.Equal(
            [(1000, SamplingOrigin.Sampler, 4, 10, 1000), (1, SamplingOrigin.Assumed, 4, 26, 2600), (1000, SamplingOrigin.Interface, 1, 9, 900)],
            traffic.Parts.Select(part => ((int)part.Rate.Interval, part.Rate.Origin, (int)part.Records, (int)part.Packets, (int)part.Octets)));
        Assert.Equal((45, 4500, 19_026, 1_902_600), (traffic.ObservedPackets, traffic.ObservedOctets, traffic.EstimatedPackets, traffic.EstimatedOctets));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1L << 48)]
    [InlineData(long.MaxValue)]
    public void A_record_that_cannot_be_adds_nothing_to_what_was_counted(long packets)
    {
        FlowBatch batch = Batch([.. Enumerable.Repeat(("192.0.2.1", Now), 20)]);
        batch.Packets.AsSpan(0, 20).Fill(3);
        batch.Packets[11] = packets;

        _book.Note(batch, Now);

        Assert.Equal((57, 20), (_book.All.Single().Traffic.ObservedPackets, _book.All.Single().Traffic.Parts.Single().Records));
    }

    [Fact]
    public void Rates_beyond_those_that_are_told_apart_are_kept_together_with_what_they_estimate()
    {
        const int Rates = SampledTraffic.MostRates + 10;
        FlowBatch batch = Batch([.. Enumerable.Repeat(("192.0.2.1", Now), Rates)]);
        for (int row = 0; row < Rates; row++)
        {
            (batch.Packets[row], batch.SamplingInterval[row], batch.SamplingOrigin[row]) = (1, (uint)row + 1, SamplingOrigin.Record);
        }

        _book.Note(batch, Now);

        SampledTraffic traffic = _book.All.Single().Traffic;
        Assert.Equal((SampledTraffic.MostRates + 1, 10), (traffic.Parts.Count, traffic.Parts[^1].Records));
        Assert.Equal((Rates, Rates * (Rates + 1) / 2), (traffic.ObservedPackets, traffic.EstimatedPackets));
    }

    private void Hear(string exporter, long endMs, long receivedMs) => _book.Note(Batch((exporter, endMs)), receivedMs);

    private FlowBatch Batch(params (string Exporter, long EndMs)[] records)
    {
        FlowBatch batch = new FlowBatchPool().Rent(AddressFamily.V4);
        batch.Clear(0, records.Length);
        foreach ((string exporter, long endMs) in records)
        {
            batch.Exporter[batch.Count] = _table.Intern(exporter);
            batch.Start[batch.Count++] = endMs;
        }
        return batch;
    }
}
