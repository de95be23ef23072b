using CsCheck;
using Suyuan.Detection;
using Suyuan.Model;
using Xunit;

namespace Suyuan.Tests;

/// <summary>What detection says depends on the records alone, not on how they come; and every record is accounted for.</summary>
public sealed class IndependenceTests
{
    private const uint Target = 0xCB007107;
    private const long Horizon = 5 * 60_000;

    /// <summary>
    /// Eight minutes: a reflection with fragments, a flood, a carpet, answers of the target and what else goes on, from all exporters; records of up to 90 s.
    /// </summary>
    private static readonly Gen<Flow> s_flow =
        from kind in Gen.Int[0, 5]
        from start in Gen.Long[0, 8 * 60_000]
        from peer in Gen.UInt[0, 40]
        from port in Gen.UShort[1024, 1030]
        from other in Gen.UInt[0, 15]
        from packets in Gen.Long[1, 600]
        from duration in Gen.OneOf(Gen.Const(0U), Gen.UInt[0, 90_000])
        from exporter in Gen.UShort[1, SyntheticRun.Exporters]
        select kind switch
        {
            0 => new Flow(0x0A000000 + peer, Target, SyntheticRun.Noon + start) { SourcePort = 53, DestinationPort = port, Length = 1300, Packets = packets },
            1 => new Flow(0x0A000000 + peer, Target, SyntheticRun.Noon + start) { SourcePort = 0, DestinationPort = 0, Length = 1300, Packets = packets },
            2 => new Flow(0x0B000000 + peer, Target + 1, SyntheticRun.Noon + start)
            {
                Protocol = 6,
                TcpFlags = 2,
                SourcePort = port,
                DestinationPort = 80,
                Packets = packets,
                Ttl = (byte)(50 + other),
            },
            3 => new Flow(0x0C000000 + peer, 0xCB007200 + other, SyntheticRun.Noon + start) { SourcePort = 123, Length = 468, Packets = packets },
            4 => new Flow(Target, 0x0A000000 + (peer & 3), SyntheticRun.Noon + start) { SourcePort = port, DestinationPort = 53, Length = 60 },
            _ => new Flow(0x0D000000 + peer, 0xCB007300 + other, SyntheticRun.Noon + start) { Protocol = 6, TcpFlags = 16, DestinationPort = 443, Packets = packets },
        } with
        { Duration = duration, Exporter = exporter, Interface = other & 3 };

    /// <summary>In a network the same records are samples of 1 in 1,000.</summary>
    private static Flow[] In(DetectionProfile profile, Flow[] flows) =>
        profile == DetectionProfile.Capture ? flows : Array.ConvertAll(flows, flow => flow with { Sampling = 1000 });

    [Theory]
    [InlineData(DetectionProfile.Capture)]
    [InlineData(DetectionProfile.Network)]
    public void Any_order_within_the_horizon_and_any_batch_size_give_the_same_evidence_segments_and_events(DetectionProfile profile) =>
        Gen.Select(s_flow.Array[200, 900], Gen.Long[0, 1 << 30], Gen.Int[1, 700]).Sample(
            (drawn, seed, batchSize) =>
            {
                Flow[] flows = In(profile, drawn);
                string plain = SyntheticRun.Of(flows.OrderBy(flow => flow.End), profile).Describe();
                Assert.Equal(plain, SyntheticRun.Of(Jitter(flows, seed), profile, batchSize).Describe());
                Assert.Equal(plain, SyntheticRun.Of(flows, profile, batchSize, advance: false).Describe());
            },
            iter: 20);

    [Theory]
    [InlineData(DetectionProfile.Capture)]
    [InlineData(DetectionProfile.Network)]
    public void Each_exporter_by_itself_or_all_interleaved_give_the_same_evidence_segments_and_events(DetectionProfile profile) =>
        Gen.Select(s_flow.Array[200, 900], Gen.Int[1, 700]).Sample(
            (drawn, batchSize) =>
            {
                Flow[] flows = In(profile, drawn);
                string interleaved = SyntheticRun.Of(flows.OrderBy(flow => flow.End), profile).Describe();
                IEnumerable<Flow> byExporter = flows.OrderBy(flow => Minute.Of(flow.End) / 3).ThenBy(flow => flow.Exporter).ThenByDescending(flow => flow.Start);
                Assert.Equal(interleaved, SyntheticRun.Of(byExporter, profile, batchSize).Describe());
                // Early looks change nothing of what minutes say.
                Assert.Equal(interleaved, SyntheticRun.Of(byExporter, DetectionOptions.For(profile), batchSize, peek: true).Describe());
            },
            iter: 20);

    [Fact]
    public void The_records_of_these_tests_hold_events_of_each_kind()
    {
        Flow[] flows = s_flow.Array[900].Single(_ => true, "0000KOIPe036");
        string[] vectors = SyntheticRun.Of(flows.OrderBy(flow => flow.End), DetectionProfile.Capture).Events.Select(one => $"{one.Target} {one.VectorText}").ToArray();
        Assert.Contains("203.0.113.7 dns-reflection", vectors);
        Assert.Contains("203.0.113.8 syn-flood", vectors);
        Assert.Contains(vectors, text => text.StartsWith("203.0.114.0/24 ", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_record_is_used_or_refused_by_name_and_every_used_one_is_covered_once() =>
        Gen.Select(s_flow, Gen.Long[-40 * 60_000, 40 * 60_000], Gen.OneOf(Gen.UInt[0, 90_000], Gen.UInt[0, 3_000_000]), (flow, shift, duration) =>
                flow with { Start = flow.Start + shift, Duration = duration }).Array[0, 400].Select(Gen.Int[1, 300])
            .Sample((flows, batchSize) =>
            {
                SyntheticRun run = SyntheticRun.Of(flows, DetectionProfile.Capture, batchSize);
                Assert.Equal(flows.Length, run.Counts.Added);
                Assert.Equal(run.Counts.Added, run.Counts.Used + run.Counts.Late + run.Counts.Implausible);
                Assert.Equal(run.Counts.Used, run.Minutes.SelectMany(minute => minute.Coverage).Sum(coverage => coverage.Records));
                Assert.Equal(run.Minutes.Select(minute => minute.Minute).Distinct().Order(), run.Minutes.Select(minute => minute.Minute));
            });

    /// <summary>Late by so much that the longest record (90 s) still begins within the horizon when it comes; what begins before it is cut, and counted.</summary>
    private static IEnumerable<Flow> Jitter(Flow[] flows, long seed) =>
        flows.Select((flow, index) => (flow, Key: flow.End + (((seed + (index * 7919L)) * 104_729L) % (Horizon - 90_000)))).OrderBy(pair => pair.Key).Select(pair => pair.flow);
}
