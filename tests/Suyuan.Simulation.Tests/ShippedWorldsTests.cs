using System.Globalization;
using Suyuan.Simulation.WorldFiles;
using Suyuan.Simulation.Worlds;
using Xunit;

namespace Suyuan.Simulation.Tests;

public sealed class ShippedWorldsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("suyuan-worlds-").FullName;

    public static TheoryData<string> Names => [.. ShippedWorlds.Names.Where(name => name != "demo")];

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_world_writes_its_first_minutes_and_their_truth(string name)
    {
        SimulationResult result = ShippedWorlds.Write(name, Path.Combine(_folder, name), new SimulationOptions { Hours = 0.4, Scale = 0.05 });
        Assert.True(result.Records > 0);
        (World world, _) = ShippedWorlds.Build(name, new SimulationOptions { Hours = 0.4 });
        Assert.Equal(world.Exporters.Count, result.Files.Count(file => file.EndsWith(".pcap", StringComparison.Ordinal) || file.EndsWith(".nfcapd", StringComparison.Ordinal)));
        Assert.True(new FileInfo(Path.Combine(result.Folder, "truth", "events.csv")).Exists);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_world_is_drawn_whole_and_holds_what_its_truth_needs(string name)
    {
        (World world, ulong seed) = ShippedWorlds.Build(name, new SimulationOptions());
        Assert.Equal(WorldFile.Parse(ShippedWorlds.Text(name), name).Seed, seed);
        Assert.Equal(world.Attacks.Select(attack => attack.Name).Distinct().Count(), world.Attacks.Count);
        Assert.All(world.Attacks.SelectMany(attack => attack.Stages), stage =>
        {
            Assert.InRange(stage.Start, world.Start, world.End);
            Assert.InRange(stage.End, stage.Start + 1000, world.End);
            Assert.True(stage.PacketsPerSecond > 0);
        });
    }

    [Fact]
    public void Less_time_leaves_the_first_hours_as_they_were()
    {
        (World whole, _) = ShippedWorlds.Build("provincial-isp-day", new SimulationOptions());
        (World part, _) = ShippedWorlds.Build("provincial-isp-day", new SimulationOptions { Hours = 6 });
        Assert.Equal(whole.Start + (6 * 3_600_000), part.End);
        Assert.NotEmpty(part.Attacks);
        Assert.Equal(
            whole.Attacks.Where(attack => attack.Stages.All(stage => stage.End <= part.End)).Select(attack => (attack.Name, attack.Target, attack.Stages[0].Start)),
            part.Attacks.Where(attack => attack.Stages.All(stage => stage.End < part.End)).Select(attack => (attack.Name, attack.Target, attack.Stages[0].Start)));
    }

    [Fact]
    public void Scale_changes_ordinary_traffic_only()
    {
        SimulationResult small = ShippedWorlds.Write("confounder-game-servers", Path.Combine(_folder, "small"), new SimulationOptions { Hours = 1, Scale = 0.1 });
        SimulationResult whole = ShippedWorlds.Write("confounder-game-servers", Path.Combine(_folder, "whole"), new SimulationOptions { Hours = 1 });
        Assert.InRange((double)small.SampledPackets / whole.SampledPackets, 0.03, 0.9);
        Assert.Equal(File.ReadLines(Path.Combine(whole.Folder, "truth", "events.csv")).Select(Identity), File.ReadLines(Path.Combine(small.Folder, "truth", "events.csv")).Select(Identity));

        static string Identity(string line) => string.Join(',', line.Split(',')[..7]);
    }

    [Theory]
    [InlineData("23.85h", 1)]
    [InlineData("24.1h", 2)]
    public void A_repetition_after_less_than_a_day_joins_and_after_more_does_not(string gap, int events)
    {
        string[] rows = Truth("two", Line + Ntp + $"attacks: [{{ name: a, vector: ntp-reflection, sources: ntp, rate: 2kpps, duration: 60s, start: 1h, target: 203.0.113.9, repeat: 2, gap: {gap} }}]");
        Assert.Equal(events, rows.Length);
    }

    [Fact]
    public void An_attack_of_days_is_an_event_for_each_day_with_packets_of_its_own()
    {
        string[] rows = Truth("days", Line + Ntp + "attacks: [{ name: a, vector: ntp-reflection, sources: ntp, rate: 100pps, duration: 50h, start: 1h, target: 203.0.113.9 }]");
        Assert.Equal([8_640_000, 8_640_000, 720_000], rows.Select(row => long.Parse(row.Split(',')[6], CultureInfo.InvariantCulture)));
        // 1 in 100: five standard deviations of 86,400 are 1.7 %.
        Assert.All(rows[..2], row => Assert.InRange(long.Parse(row.Split(',')[14], CultureInfo.InvariantCulture), 84_900, 87_900));
    }

    [Fact]
    public void Requests_name_the_router_that_lets_them_out_and_are_no_packets_of_the_event()
    {
        string[] rows = Truth("requests", Line + Ntp + "attacks: [{ name: a, vector: ntp-reflection, sources: ntp, rate: 2kpps, duration: 60s, start: 1h, target: 203.0.113.9, requests: { via: r1/1>2, share: 0.5 } }]");
        Assert.Equal("120000", Assert.Single(rows).Split(',')[6]);
        Assert.Contains(File.ReadLines(Path.Combine(_folder, "requests", "truth", "participations.csv")), row => row.Contains("spoofing_router,,cross_domain,198.18.0.1,60000,", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("netflow9")]
    [InlineData("ipfix")]
    [InlineData("netflow5")]
    [InlineData("sflow")]
    [InlineData("nfcapd")]
    public void What_is_lost_or_forgotten_is_not_counted_as_sampled(string encoding)
    {
        const string Attack = "attacks: [{ name: a, vector: ntp-reflection, sources: ntp, rate: 20kpps, duration: 20m, start: 1h, target: 203.0.113.9 }]";
        long all = Sampled("all" + encoding, Line.Replace("netflow9", encoding, StringComparison.Ordinal) + Ntp + Attack);
        long lossy = Sampled("lossy" + encoding, Line.Replace("netflow9", encoding + ", loss: 0.2, reorder: 2s, skew: 3s", StringComparison.Ordinal) + Ntp + Attack);
        long restarted = Sampled("restarted" + encoding, Line.Replace("netflow9", encoding + ", restarts: [70m]", StringComparison.Ordinal) + Ntp + Attack);
        Assert.InRange((double)lossy / all, 0.7, 0.9);
        // A minute of twenty is not exported, and up to a minute of the cache is gone with it.
        Assert.InRange((double)restarted / all, 0.88, 0.97);
    }

    [Fact]
    public void Packets_metered_on_both_ways_count_once()
    {
        const string Attack = "attacks: [{ name: a, vector: ntp-reflection, sources: ntp, rate: 20kpps, duration: 10m, start: 1h, target: 203.0.113.9 }]";
        long once = Sampled("once", Line + Ntp + Attack);
        long both = Sampled("both", Line.Replace("netflow9", "netflow9, metering: both", StringComparison.Ordinal) + Ntp + Attack);
        Assert.Equal(once, both);
        Assert.InRange(new FileInfo(Path.Combine(_folder, "both", "r1.netflow9.pcap")).Length / (double)new FileInfo(Path.Combine(_folder, "once", "r1.netflow9.pcap")).Length, 1.8, 2.2);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private const string Line = """
        duration: 3d
        exporters: [{ name: r1, encoding: netflow9, sampling: 100, address: 198.18.0.1, interfaces: [{ index: 1, role: edge, prefixes: [198.18.0.0/24] }, { index: 2, role: peering }] }]

        """;

    private const string Ntp = "populations: { ntp: { protocol: ntp, hosts: [{ count: 400, from: VN, via: r1/2>1 }] } }\n";

    private long Sampled(string name, string yaml) => long.Parse(Assert.Single(Truth(name, yaml)).Split(',')[14], CultureInfo.InvariantCulture);

    private string[] Truth(string name, string yaml)
    {
        string file = Path.Combine(_folder, name + ".yaml");
        File.WriteAllText(file, yaml);
        SimulationResult result = ShippedWorlds.Write(file, Path.Combine(_folder, name), new SimulationOptions());
        return [.. File.ReadLines(Path.Combine(result.Folder, "truth", "events.csv")).Skip(1)];
    }
}
