using Suyuan.Telemetry;
using Suyuan.Testing;
using Suyuan.Tests.Files;
using Suyuan.Tests.Pcap;
using Xunit;

namespace Suyuan.Tests;

public sealed class SequenceTrackerTests
{
    [Theory]
    [InlineData(new uint[] { 5, 6, 7, 8 }, 0, 0)]
    [InlineData(new uint[] { 5, 6, 9, 10 }, 1, 2)]
    [InlineData(new uint[] { 5, 7, 6, 8 }, 1, 0)]
    [InlineData(new uint[] { uint.MaxValue, 0, 2 }, 1, 1)]
    [InlineData(new uint[] { 500_000_000, 0, 1 }, 0, 0)]
    [InlineData(new uint[] { 1000, 0, 1, 2, 3, 4, 5, 6, 7, 8, 11 }, 1, 2)]
    public void Missing_datagrams_are_counted_late_ones_taken_off_and_restarts_are_none(uint[] sequence, long gaps, long lost)
    {
        SequenceTracker tracker = new();
        foreach (uint number in sequence)
        {
            tracker.AddDatagram(1, 9, 0, number);
            tracker.AddDatagram(1, 9, 7, 3);
        }
        Assert.Equal(new SequenceGaps(gaps, 0, lost), tracker.Gaps);
    }

    [Fact]
    public void Records_are_numbered_from_the_first_of_a_datagram_or_behind_its_last()
    {
        SequenceTracker before = new();
        SequenceTracker behind = new();
        uint number = 0;
        foreach (int records in new[] { 20, 27, 30, 4, 27 })
        {
            before.AddRecords(1, 10, 0, number, records, records);
            number += (uint)records;
            behind.AddRecords(1, 10, 0, number, records, records);
        }
        Assert.Equal(default, before.Gaps);
        Assert.Equal(default, behind.Gaps);
        before.AddRecords(1, 10, 0, number + 100, 27, 27);
        Assert.Equal(new SequenceGaps(1, 100, 0), before.Gaps);
    }

    [Fact]
    public void Records_that_cannot_be_counted_make_no_gap()
    {
        SequenceTracker tracker = new();
        tracker.AddRecords(1, 10, 0, 0, null, 0);
        tracker.AddRecords(1, 10, 0, 27, 27, 27);
        Assert.Equal(default, tracker.Gaps);
    }

    [Theory]
    [InlineData("nfv5")]
    [InlineData("nfv9")]
    [InlineData("ipfix")]
    public void A_capture_that_holds_every_datagram_has_no_gap_and_one_that_lacks_some_has(string encoding)
    {
        string path = Path.Combine(Fixtures.Root, "samples", "booter-dns", $"booterdns.{encoding}.pcap");
        Assert.Equal(default, FileRun.Of(path).Reader.SequenceGaps);
        CaptureBuilder capture = new();
        List<(long TimeMs, byte[] Payload)> exports = CaptureBuilder.Payloads(path);
        for (int index = 0; index < exports.Count; index++)
        {
            if (index is < 50 or >= 53)
            {
                capture.Udp(exports[index].TimeMs, exports[index].Payload, 2055);
            }
        }
        string file = Path.GetTempFileName();
        File.WriteAllBytes(file, capture.ToArray());
        SequenceGaps gaps = FileRun.Of(file).Reader.SequenceGaps;
        File.Delete(file);
        Assert.Equal((1, encoding == "nfv9" ? 3 : 0), (gaps.Gaps, gaps.LostDatagrams));
        Assert.Equal(encoding != "nfv9", gaps.LostRecords is > 70 and < 95);
    }
}
