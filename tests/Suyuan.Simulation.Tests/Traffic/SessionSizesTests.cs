using Suyuan.Simulation.Randomness;
using Suyuan.Simulation.Traffic;
using Xunit;

namespace Suyuan.Simulation.Tests.Traffic;

public sealed class SessionSizesTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(1000)]
    public void Sampled_packets_per_conversation_are_those_of_thinning_packet_by_packet(uint sampling)
    {
        SizeClass[] classes = [new(3, 0.7), new(50, 0.2), new(5_000, 0.1)];
        SessionSizes sizes = new(classes, sampling);
        SeededGenerator random = new(3, "sizes");
        const int Draws = 40_000;
        double packets = 0;
        double large = 0;
        for (int draw = 0; draw < Draws; draw++)
        {
            (int size, int seen) = sizes.Draw(random);
            Assert.InRange(seen, 1, size);
            packets += seen;
            large += size == 5_000 ? seen : 0;
        }
        // Of all conversations SeenShare are seen: mean packets over all of them is what the rate of sampling leaves.
        Assert.Equal(sizes.Mean / sampling, packets / Draws * sizes.SeenShare, sizes.Mean / sampling * 0.04);
        Assert.Equal(500 / sizes.Mean, large / packets, 0.04);
    }

    [Theory]
    [InlineData(10, 10)]
    [InlineData(10, 3)]
    [InlineData(10_000, 40)]
    public void Positions_are_distinct_and_within(int size, int seen)
    {
        List<int> positions = [];
        SessionSizes.Pick(size, seen, positions, new SeededGenerator(1, "positions"));
        Assert.Equal(seen, positions.Distinct().Count());
        Assert.All(positions, position => Assert.InRange(position, 0, size - 1));
    }
}
