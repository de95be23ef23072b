using Suyuan.Detection;
using Xunit;

namespace Suyuan.Tests;

public sealed class ThresholdSetsTests
{
    [Fact]
    public void A_profile_takes_other_numbers_and_the_rest_stay_as_they_are()
    {
        ThresholdSets sets = ThresholdSets.Usual.With(
            DetectionProfile.Network, new Dictionary<string, double> { ["flood_packet_rate"] = 50_000, ["carpet_hosts"] = 12, ["sampled_packets"] = 40, ["flood_bits"] = double.PositiveInfinity });

        Assert.Equal(
            DetectionThresholds.Network with { FloodPacketRate = 50_000, CarpetHosts = 12, SampledPackets = 40, FloodBits = double.PositiveInfinity }, sets.For(DetectionProfile.Network));
        Assert.Equal(DetectionThresholds.Capture, sets.For(DetectionProfile.Capture));
        Assert.True(sets.IsChanged(DetectionProfile.Network, nameof(DetectionThresholds.CarpetHosts)));
        Assert.False(sets.IsChanged(DetectionProfile.Network, nameof(DetectionThresholds.ScanPorts)));
        Assert.Equal("carpet_hosts=12 flood_bits=Infinity flood_packet_rate=50000 sampled_packets=40", sets.Describe(DetectionProfile.Network));
        Assert.Equal("", sets.Describe(DetectionProfile.Capture));
        Assert.Equal(20_000, DetectionThresholds.Network.FloodPacketRate);
    }

    [Theory]
    [InlineData("flood_rate", 1, "flood_rate: there is no such threshold; known are reflection_bits,")]
    [InlineData("flood_packet_rate", -1, "flood_packet_rate: -1 is not a number from 0")]
    [InlineData("flood_packet_rate", double.NaN, "flood_packet_rate: NaN is not a number from 0")]
    [InlineData("flood_packet_rate", double.PositiveInfinity, "flood_packet_rate: cannot be infinite")]
    [InlineData("unsolicited_share", 1.5, "unsolicited_share: 1.5 is not a share from 0 to 1")]
    [InlineData("carpet_hosts", 2.5, "carpet_hosts: 2.5 is not a whole number")]
    [InlineData("sampled_packets", 1e12, "sampled_packets: 1000000000000 is not a whole number")]
    public void What_a_threshold_cannot_be_is_refused_by_its_key(string key, double value, string message)
    {
        ThresholdException error = Assert.Throws<ThresholdException>(() => ThresholdSets.Usual.With(DetectionProfile.Network, new Dictionary<string, double> { [key] = value }));
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }
}
