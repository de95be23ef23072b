using Suyuan.Model;
using Suyuan.Server.Collection;
using Suyuan.Server.Collection.Diagnosis;
using Xunit;

namespace Suyuan.Tests.Collection.Diagnosis;

/// <summary>From what a collector has counted to what is said of it.</summary>
public sealed class CollectionDoctorTests
{
    private const string Router = "192.0.2.1";

    private static readonly DateTimeOffset s_now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly ListenerHealth s_listener = new("[::]:2055", 1_000, 1_400_000, 0, 0, 32 << 20, 32 << 20, 1);

    private static readonly ExporterHealth s_exporter = new(Router, 1_000, 1_400_000, 20_000, 1000, "Announced", 2, 0, 0, 0, s_now, -4_000, Counts())
    {
        Formats = Counts(("NetFlow v9", 1_000)),
        LongestMs = 60_000,
        Fields = [nameof(FlowFields.Ports), nameof(FlowFields.TcpFlags), nameof(FlowFields.InputInterface), nameof(FlowFields.Times)],
    };

    private static readonly DetectionHealth s_detection = new(s_now.AddSeconds(-30), s_now.AddMinutes(-6), 20_000, Counts(), 3, 1);

    [Fact]
    public void Where_all_is_well_each_hop_says_so()
    {
        IReadOnlyList<Finding> findings = CollectionDoctor.Examine(Healthy());

        Assert.All(findings, finding => Assert.Equal((Weight.Fine, null), (finding.Weight, finding.Advice)));
        Assert.Equal(Enum.GetValues<Hop>(), findings.Select(finding => finding.Hop).Distinct());
    }

    [Fact]
    public void A_process_that_does_not_collect_has_no_findings()
    {
        Assert.Empty(CollectionDoctor.Examine(new CollectionHealth(false, [], [], null)));
    }

    [Theory]
    [InlineData(32 << 20, 0, null)]
    [InlineData(212_992, 0, Weight.Advice)]
    [InlineData(32 << 20, 5, Weight.Advice)]
    [InlineData(32 << 20, 500, Weight.Problem)]
    public void Sockets_want_their_buffer_and_lose_little(long granted, long drops, Weight? expected) =>
        Says(Healthy() with { Listeners = [s_listener with { BufferGranted = granted, KernelDrops = drops }] }, Hop.Sockets, expected);

    [Fact]
    public void A_small_buffer_is_told_with_the_command_that_mends_it()
    {
        Finding finding = Worst(Healthy() with { Listeners = [s_listener with { BufferGranted = 212_992, BufferAsked = 64 << 20, Sockets = 2 }] }, Hop.Sockets)!;

        Assert.Contains("sysctl -w net.core.rmem_max=33554432", finding.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void A_port_that_is_taken_is_a_problem_and_nothing_is_said_of_datagrams_that_could_not_come()
    {
        CollectionHealth health = new(true, [s_listener with { Problem = "in use, by nfcapd (process 7)", Datagrams = 0 }], [], null) { At = s_now };

        Assert.Equal((Hop.Sockets, Weight.Problem), (Assert.Single(CollectionDoctor.Examine(health)).Hop, Weight.Problem));
    }

    [Theory]
    [InlineData(0, 0, "nothing came in 90 s")]
    [InlineData(7, 0, "all 7 datagrams were refused")]
    [InlineData(0, 8, "all 8 datagrams are of no format")]
    public void Where_no_export_comes_the_reason_is_told(long refused, long unknown, string words)
    {
        CollectionHealth health = new(true, [s_listener with { Datagrams = unknown, Refused = refused }], [], s_detection with { Used = 0 }) { At = s_now, Seconds = 90, UnknownDatagrams = unknown };

        Finding finding = Worst(health, Hop.Datagrams)!;

        Assert.Equal(Weight.Problem, finding.Weight);
        Assert.Contains(words, finding.Message, StringComparison.Ordinal);
        Says(health, Hop.Windows, Weight.Problem);
    }

    [Theory]
    [InlineData(0, 0, null)]
    [InlineData(1, 0, Weight.Advice)]
    [InlineData(100, 0, Weight.Problem)]
    [InlineData(0, 10, Weight.Advice)]
    [InlineData(0, 1_000, Weight.Problem)]
    public void Gaps_in_sequences_are_weighed_by_their_share(long datagrams, long records, Weight? expected) =>
        Says(With(s_exporter with { LostDatagrams = datagrams, LostRecords = records }), Hop.Datagrams, expected);

    [Theory]
    [InlineData(2, 0, 60, null)]
    [InlineData(2, 5, 60, Weight.Advice)]
    [InlineData(2, 500, 60, Weight.Advice)]
    [InlineData(2, 500, 600, Weight.Problem)]
    [InlineData(0, 1_000, 60, Weight.Problem)]
    public void Templates_may_come_a_little_late(int templates, long missing, double seconds, Weight? expected) =>
        Says(With(s_exporter with { Templates = templates, Faults = Counts(("MissingTemplate", missing)) }) with { Seconds = seconds }, Hop.Templates, expected);

    [Theory]
    [InlineData(FlowFields.Ports, Weight.Problem)]
    [InlineData(FlowFields.TcpFlags, Weight.Problem)]
    [InlineData(FlowFields.InputInterface, Weight.Advice)]
    [InlineData(FlowFields.Times, Weight.Advice)]
    public void A_field_that_detection_needs_is_missed(FlowFields missing, Weight expected) =>
        Says(With(s_exporter with { Fields = [.. s_exporter.Fields.Where(field => field != missing.ToString())] }), Hop.Templates, expected);

    [Fact]
    public void Samples_of_packets_need_no_templates_and_tell_no_times() =>
        Says(With(s_exporter with { Templates = 0, Fields = [nameof(FlowFields.Ports)], Formats = Counts(("sFlow v5", 1_000)) }), Hop.Templates, null);

    [Fact]
    public void A_rate_that_nobody_told_is_a_problem()
    {
        Says(With(s_exporter with { Sampling = 0, SamplingOrigin = nameof(SamplingOrigin.Assumed) }), Hop.Sampling, Weight.Problem);
        Says(With(s_exporter with { Sampling = 1, SamplingOrigin = nameof(SamplingOrigin.Configured) }), Hop.Sampling, null);
    }

    [Theory]
    [InlineData("NotAFlow", 15_000, null)]
    [InlineData("ImplausibleRecord", 10, null)]
    [InlineData("ImplausibleRecord", 5_000, Weight.Problem)]
    [InlineData("LengthBeyondInput", 3, Weight.Advice)]
    [InlineData("LengthBeyondInput", 900, Weight.Problem)]
    public void Faults_are_weighed_by_what_they_are_and_how_many(string fault, long count, Weight? expected) =>
        Says(With(s_exporter with { Faults = Counts((fault, count)) }), Hop.Flows, expected);

    [Theory]
    [InlineData(-4_000, null)]
    [InlineData(20_000, Weight.Advice)]
    [InlineData(-150_000, Weight.Advice)]
    [InlineData(400_000, Weight.Problem)]
    [InlineData(-28_800_000, Weight.Problem)]
    public void Clocks_are_compared(long clockMs, Weight? expected) => Says(With(s_exporter with { ClockMs = clockMs }), Hop.Flows, expected);

    [Theory]
    [InlineData(60_000, null)]
    [InlineData(120_000, Weight.Advice)]
    [InlineData(1_800_000, Weight.Advice)]
    public void A_long_active_time_out_is_advised_against(long longestMs, Weight? expected) => Says(With(s_exporter with { LongestMs = longestMs }), Hop.Flows, expected);

    [Fact]
    public void An_exporter_that_fell_silent_is_a_problem() => Says(With(s_exporter with { LastHeard = s_now.AddMinutes(-6) }), Hop.Flows, Weight.Problem);

    [Fact]
    public void Datagrams_without_a_flow_are_a_problem_unless_their_agent_has_another_name()
    {
        ExporterHealth silent = s_exporter with { Records = 0, LastHeard = null, Templates = 0, Formats = Counts(("sFlow v5", 1_000)) };
        Says(With(silent), Hop.Flows, Weight.Problem);
        Says(With(silent, s_exporter with { Exporter = "198.51.100.1", Datagrams = 0, Formats = Counts() }), Hop.Flows, null);
    }

    [Theory]
    [InlineData(0, 30, null)]
    [InlineData(10, 30, Weight.Advice)]
    [InlineData(9_000, 30, Weight.Problem)]
    [InlineData(0, 290, Weight.Advice)]
    public void Windows_want_records_in_time(long late, double lagSeconds, Weight? expected) =>
        Says(Healthy() with { Detection = s_detection with { RefusedByReason = Counts(("BeyondHorizon", late)), Watermark = s_now.AddSeconds(-lagSeconds) } }, Hop.Windows, expected);

    private static CollectionHealth Healthy() => With(s_exporter);

    private static CollectionHealth With(params IReadOnlyList<ExporterHealth> exporters) => new(true, [s_listener], exporters, s_detection) { At = s_now, Seconds = 3_600 };

    private static Dictionary<string, long> Counts(params IEnumerable<(string, long)> counts) => counts.ToDictionary(one => one.Item1, one => one.Item2);

    /// <param name="expected">The weightiest at that hop; null = all is well there.</param>
    private static void Says(CollectionHealth health, Hop hop, Weight? expected)
    {
        Finding? worst = Worst(health, hop);
        Assert.Equal(expected ?? Weight.Fine, worst?.Weight ?? Weight.Fine);
        Assert.Equal(expected is null, worst?.Advice is null);
    }

    private static Finding? Worst(CollectionHealth health, Hop hop) => CollectionDoctor.Examine(health).Where(finding => finding.Hop == hop).MaxBy(finding => finding.Weight);
}
