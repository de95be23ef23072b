using Suyuan.Detection.History;
using Suyuan.Model;
using Xunit;

namespace Suyuan.Tests.History;

public sealed class SourceHistoriesTests
{
    private const long Day = 24 * 60;
    private const long Start = 29_722_320;

    private readonly ExporterTable _exporters = new();

    private static IpAddress[] Followed(int seed, int count)
    {
        Random random = new(seed);
        return Enumerable.Range(0, count * 40).Select(_ => IpAddress.FromV4((uint)random.NextInt64(1L << 32)))
            .Where(source => SourceHash.IsKept(source, SourceHistories.SampleShift)).Take(count).ToArray();
    }

    [Fact]
    public void A_source_is_seen_by_the_exporter_that_saw_it_within_a_day_and_by_no_other()
    {
        SourceHistories histories = new(_exporters);
        (ushort one, ushort other) = (_exporters.Intern("192.0.2.1"), _exporters.Intern("192.0.2.2"));
        IpAddress[] known = Followed(1, 500);
        foreach (IpAddress source in known)
        {
            histories.Learn(Start, one, source);
        }
        histories.Learn(Start, other, Followed(2, 1)[0]);
        Assert.All(known, source => Assert.Equal(SourceHistory.NotMeasured, histories.Find(Start + 59, one, source)));
        Assert.All(known, source => Assert.Equal(SourceHistory.Seen, histories.Find(Start + 60, one, source)));
        Assert.All(known, source => Assert.Equal(SourceHistory.Unseen, histories.Find(Start + 60, other, source)));
        Assert.All(known, source => Assert.Equal(SourceHistory.Seen, histories.Find(Start + Day - 240, one, source)));
        Assert.All(known, source => Assert.Equal(SourceHistory.Unseen, histories.Find(Start + Day, one, source)));
        Assert.All(Followed(3, 500), source => Assert.Equal(SourceHistory.Unseen, histories.Find(Start + 60, one, source)));
    }

    [Fact]
    public void Sources_outside_the_sample_and_exporters_never_heard_are_not_measured()
    {
        SourceHistories histories = new(_exporters);
        ushort one = _exporters.Intern("192.0.2.1");
        histories.Learn(Start, one, Followed(1, 1)[0]);
        IpAddress outside = Enumerable.Range(0, 100).Select(last => IpAddress.FromV4((uint)last)).First(source => !SourceHash.IsKept(source, SourceHistories.SampleShift));
        Assert.Equal(SourceHistory.NotMeasured, histories.Find(Start + 100, one, outside));
        Assert.Equal(SourceHistory.NotMeasured, histories.Find(Start + 100, _exporters.Intern("192.0.2.9"), Followed(1, 1)[0]));
    }
}
