using Suyuan.Model;
using Suyuan.Tests.Worlds;
using Xunit;

namespace Suyuan.Tests.Windows;

/// <summary>The same traffic, sampled by each router of its path for itself.</summary>
public sealed class PathDuplicatesTests
{
    private const uint Target = 0xCB007107;

    private static ExporterSettings Role(uint exporter, InterfaceRole role) => new() { Exporter = IpAddress.FromV4(0xC0000200 + exporter).ToString(), Interface = 1, Role = role };

    private static readonly ExporterDirectory s_path = new([Role(1, InterfaceRole.Edge), Role(2, InterfaceRole.Core), Role(3, InterfaceRole.Core)]);

    private static IEnumerable<Flow> Flood(double rate, ushort exporter) => Sampled.Of(rate, 300, 600, exporter, random => new Flow((uint)random.Next(), Target, 0)
    {
        Protocol = 6,
        TcpFlags = 2,
        SourcePort = Sampled.HighPort(random),
        DestinationPort = 80,
        Exporter = exporter,
    });

    private static SyntheticRun Path(double rate, ExporterDirectory directory, params ushort[] exporters) =>
        Sampled.Run([.. Sampled.Quiet(900, 1, 2, 3), .. exporters.SelectMany(exporter => Flood(rate, exporter))], directory);

    [Fact]
    public void A_path_of_three_routers_does_not_trigger_at_a_third_of_the_threshold() => Assert.Empty(Path(12_000, s_path, 1, 2, 3).Events);

    [Fact]
    public void What_three_routers_saw_counts_once_and_is_kept_for_attribution()
    {
        SyntheticRun run = Path(60_000, s_path, 1, 2, 3);
        AttackEvent attack = Assert.Single(run.Events);
        Assert.InRange(attack.Packets, 17_000_000, 19_000_000);
        Assert.InRange(attack.PeakPackets, 60_000, 100_000);
        Assert.False(attack.PossibleDuplicates);
        Assert.Equal(
            [(1, false), (2, true), (3, true)],
            run.Minutes.SelectMany(minute => minute.Components).Select(component => ((int)component.Exporter, component.Duplicate)).Distinct().Order());
    }

    [Fact]
    public void What_no_border_saw_counts_in_the_core() => Assert.InRange(Assert.Single(Path(60_000, s_path, 2).Events).Packets, 17_000_000, 19_000_000);

    [Fact]
    public void Routers_without_roles_are_summed_and_said_to_overlap_maybe()
    {
        AttackEvent attack = Assert.Single(Path(60_000, ExporterDirectory.Empty, 1, 2).Events);
        Assert.InRange(attack.Packets, 34_000_000, 38_000_000);
        Assert.True(attack.PossibleDuplicates);
    }

    [Fact]
    public void What_a_router_meters_on_its_way_out_counts_only_where_it_meters_nothing_on_its_way_in()
    {
        IEnumerable<Flow> egress = Flood(60_000, 1).Select(flow => flow with { Direction = FlowDirection.Egress });
        IEnumerable<Flow> ingress = Sampled.Of(60_000, 300, 600, 9, random => Flood(60_000, 1).First() with { Source = (uint)random.Next() });
        Assert.InRange(Assert.Single(Sampled.Run([.. Sampled.Quiet(900, 1), .. egress, .. ingress]).Events).Packets, 17_000_000, 19_000_000);
        Assert.InRange(
            Assert.Single(Sampled.Run([.. Sampled.Quiet(900, 1).Select(flow => flow with { Direction = FlowDirection.Egress }), .. egress]).Events).Packets, 17_000_000, 19_000_000);
    }

    [Fact]
    public void Requests_forged_in_the_victims_name_do_not_make_its_reflection_a_conversation()
    {
        ExporterDirectory homes = new([Role(1, InterfaceRole.Edge) with { Prefixes = [IpPrefix.Parse("198.51.100.0/24")] }, Role(2, InterfaceRole.Peering)]);
        IEnumerable<Flow> answers = Sampled.Of(30_000, 300, 600, 1, random => new Flow(0x0A000000 + (uint)random.Next(800), Target, 0)
        {
            SourcePort = 53,
            DestinationPort = 4444,
            Length = 1400,
            Exporter = 2,
        });
        IEnumerable<Flow> requests = answers.Select(answer => answer with
        {
            Source = answer.Destination,
            Destination = answer.Source,
            SourcePort = 4444,
            DestinationPort = 53,
            Length = 70,
            Exporter = 1,
        });
        IEnumerable<Flow> quiet = Sampled.Quiet(900, 1, 2);
        Assert.Equal("dns-reflection", Assert.Single(Sampled.Run([.. quiet, .. answers, .. requests], homes).Events).VectorText);
        // From where the target may live, the same is a resolver's.
        Assert.Empty(Sampled.Run([.. quiet, .. answers, .. requests.Select(request => request with { Exporter = 2 })], homes).Events);
    }
}
