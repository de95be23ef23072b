using Suyuan.Attribution;
using Suyuan.Model;
using Xunit;

namespace Suyuan.Tests;

/// <summary>Attacks of known size, sampled: the ranges must hold the truth about as often as they say.</summary>
public sealed class SamplingErrorTests
{
    private const uint Interval = 100;
    private const int Trials = 400;
    private const int Reflectors = 300;

    private static readonly IpPrefix s_target = IpPrefix.Parse("203.0.113.9");
    private static readonly AttackVector s_vector = AttackVector.Parse("ntp-reflection");

    [Theory]
    [InlineData(2_000)]
    [InlineData(50_000)]
    public void The_true_traffic_lies_within_the_range_in_nineteen_of_twenty_attacks(int packets)
    {
        Dice dice = new(5);
        int packetsHeld = 0;
        int octetsHeld = 0;
        for (int trial = 0; trial < Trials; trial++)
        {
            (EventAttribution found, _, long octets) = Sample(dice, packets, Interval);
            packetsHeld += found.Range.PacketsLow <= packets && packets <= found.Range.PacketsHigh ? 1 : 0;
            octetsHeld += found.Range.OctetsLow <= octets && octets <= found.Range.OctetsHigh ? 1 : 0;
        }

        Assert.InRange(packetsHeld, 0.93 * Trials, Trials);
        Assert.InRange(octetsHeld, 0.93 * Trials, Trials);
    }

    [Fact]
    public void The_resources_that_took_part_are_no_fewer_than_the_lower_limit()
    {
        Dice dice = new(6);
        int held = 0;
        double estimates = 0;
        double seen = 0;
        for (int trial = 0; trial < Trials; trial++)
        {
            (EventAttribution found, int active, _) = Sample(dice, 30_000, Interval);
            SeenResources reflectors = Assert.Single(found.Seen);
            held += reflectors.Low <= active ? 1 : 0;
            estimates += reflectors.Estimate / active / Trials;
            seen += reflectors.Seen / (double)active / Trials;
        }

        Assert.InRange(held, 0.95 * Trials, Trials);
        // A lower bound, but nearer to the truth than what was seen.
        Assert.InRange(estimates, seen + ((1 - seen) / 2), 1.02);
    }

    [Fact]
    public void Of_an_attack_of_which_all_packets_were_seen_nothing_is_uncertain()
    {
        (EventAttribution found, _, long octets) = Sample(new Dice(7), 2_000, 1);

        Assert.Equal(new TrafficRange(2_000, 2_000, octets, octets), found.Range);
        Assert.Empty(found.Seen);
    }

    /// <summary>Reflectors of uneven rates, each with packets of its own length.</summary>
    private static (EventAttribution Found, int Active, long Octets) Sample(Dice dice, int packets, uint interval)
    {
        uint next = 0;
        Crowd reflectors = new(dice, Reflectors, _ => (8u << 24) + next++);
        Dictionary<uint, SourceEvidence> rows = [];
        HashSet<uint> active = [];
        long octets = 0;
        for (int packet = 0; packet < packets; packet++)
        {
            uint source = reflectors.Draw(dice);
            uint length = 300 + (source % 4 * 300);
            active.Add(source);
            octets += length;
            if (dice.Below(interval) == 0)
            {
                SourceEvidence row = new()
                {
                    Target = s_target,
                    Vector = s_vector,
                    Exporter = 1,
                    Interface = 7,
                    Source = IpAddress.FromV4(source),
                    Last = 59_000,
                    Packets = interval,
                    Octets = interval * length,
                    SampledPackets = 1,
                    SignaturePackets = 1,
                    Minutes = 1,
                };
                if (!rows.TryAdd(source, row))
                {
                    rows[source].Add(row);
                }
            }
        }
        long sampled = rows.Values.Sum(row => row.SampledPackets);
        long estimated = rows.Values.Sum(row => row.Octets);
        AttackEvent attack = new()
        {
            Id = "0123456789abcdef",
            Target = s_target,
            Start = 0,
            End = 59_000,
            Vectors = [s_vector],
            Bursts = [new Burst(s_target, 0, 59_000)],
            Packets = sampled * interval,
            Octets = estimated,
            SampledPackets = sampled,
            Sampling = interval,
        };
        ComponentTotals totals = new(s_target, s_vector, 1, 7, 0, 59_000, sampled * interval, estimated, sampled, rows.Count, 0, interval, false);
        ExporterTable exporters = new();
        exporters.Intern("192.0.2.1");
        EventAttribution found = new Attributor(new AttributionOptions(), exporters, ExporterDirectory.Empty, new TrialSpace(), [])
            .Attribute(attack, [new Segment(s_target, 0, 0, [totals], [.. rows.Values])], [], []);
        return (found, active.Count, octets);
    }
}
