using CsCheck;
using Suyuan.Enrichment;
using Xunit;

namespace Suyuan.Tests.Prefixes;

public sealed class TrackBuilderTests
{
    /// <summary>First, last, value over a small space, so that ranges nest, touch and cross.</summary>
    private static readonly Gen<(uint First, uint Last, int Value)> s_range =
        Gen.Select(Gen.UInt[0, 200], Gen.UInt[0, 60], Gen.Int[0, 9], (first, length, value) => (first, first + length, value));

    [Fact]
    public void Of_nested_prefixes_the_longest_match_wins()
    {
        TrackBuilder<uint> builder = new();
        builder.Add(0x0A000000, 0x0AFFFFFF, 1);
        builder.Add(0x0A010000, 0x0A01FFFF, 2);
        builder.Add(0x0A010100, 0x0A0101FF, 3);
        Track<uint> track = builder.Build();
        Assert.Equal([-1, 1, 2, 3, 2, 1, -1], new uint[] { 0x09FFFFFF, 0x0A000000, 0x0A010000, 0x0A010180, 0x0A010200, 0x0A020000, 0x0B000000 }.Select(track.Find));
    }

    [Fact]
    public void A_track_answers_as_a_scan_of_its_ranges_does() => s_range.Array[0, 30].Sample(ranges =>
    {
        TrackBuilder<uint> builder = new();
        foreach ((uint first, uint last, int value) in ranges)
        {
            builder.Add(first, last, value);
        }
        Track<uint> track = builder.Build();
        for (uint address = 0; address < 270; address++)
        {
            Assert.Equal(Scan(ranges, address), track.Find(address));
        }
    });

    [Fact]
    public void A_sweep_stops_wherever_a_track_changes_and_shows_all_of_them() => Gen.Select(s_range.Array[0, 12], s_range.Array[0, 12]).Sample((left, right) =>
    {
        (Track<uint> one, Track<uint> two) = (Build(left), Build(right));
        TrackSweep<uint> sweep = new(one, two);
        uint from = 0;
        (int, int) values = (-1, -1);
        while (sweep.MoveNext())
        {
            for (uint address = from; address < sweep.Start; address++)
            {
                Assert.Equal((one.Find(address), two.Find(address)), values);
            }
            (from, values) = (sweep.Start, (sweep.Values[0], sweep.Values[1]));
        }
        Assert.Equal((-1, -1), values);
    });

    private static Track<uint> Build((uint First, uint Last, int Value)[] ranges)
    {
        TrackBuilder<uint> builder = new();
        Array.ForEach(ranges, range => builder.Add(range.First, range.Last, range.Value));
        return builder.Build();
    }

    /// <summary>The later beginning wins, of equal beginnings the shorter range, of equal ranges the last.</summary>
    private static int Scan((uint First, uint Last, int Value)[] ranges, uint address) => ranges
        .Select((range, order) => (range, order))
        .Where(one => one.range.First <= address && address <= one.range.Last)
        .OrderBy(one => one.range.First).ThenByDescending(one => one.range.Last).ThenBy(one => one.order)
        .Select(one => one.range.Value).LastOrDefault(-1);
}
