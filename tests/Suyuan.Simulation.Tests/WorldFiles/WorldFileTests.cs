using Suyuan.Simulation.WorldFiles;
using Suyuan.Testing;
using Xunit;

namespace Suyuan.Simulation.Tests.WorldFiles;

/// <summary>A person writes worlds: what cannot be used is refused with its line and what would do.</summary>
public sealed class WorldFileTests
{
    private const string Head = """
        exporters:
          - name: r1
            address: 198.18.0.1
            interfaces: [{ index: 1, role: edge, prefixes: [198.18.0.0/16] }, { index: 2, role: core }, { index: 3, role: peering }]
          - name: r2
            address: 198.19.0.1
            interfaces: [{ index: 1, role: peering }, { index: 2, role: core }]
        populations:
          ntp: { protocol: ntp, hosts: [{ count: 5, via: r1/1>2 }] }
          bots: { botnet: mirai, hosts: [{ count: 5, via: r1/1>2 }] }

        """;

    [Theory]
    [InlineData("sedd: 1", 1, "unknown key 'sedd'; known here are attacks, background, description")]
    [InlineData("exporters:\n  - name: r1\n    sampel: 5", 3, "unknown key 'sampel'")]
    [InlineData("seed: many", 1, "")]
    [InlineData("duration: soon", 1, "'soon' is no length of time")]
    [InlineData("exporters:\n  - name: r1\n    sampling: many", 3, "'many' is no whole number")]
    [InlineData("exporters:\n  - name: r1\n    sampling: -5", 3, "'-5' is no whole number")]
    [InlineData("exporters:\n  - name: r1\n    sampling: 1.5", 3, "'1.5' is no whole number")]
    [InlineData("seed: 1\nseed: 2", 2, "")]
    [InlineData("start: yesterday", 1, "start")]
    [InlineData("duration: 1h", 1, "needs 'exporters'")]
    public void What_is_wrong_in_a_file_is_said_with_its_line(string yaml, int line, string message) => Refused(yaml, line, message);

    [Theory]
    [InlineData("encoding: netflow7", "encoding: 'netflow7' is not one of netflow5")]
    [InlineData("sampling: 0", "sampling")]
    [InlineData("loss: 1.5", "loss")]
    [InlineData("active_timeout: 31m", "active_timeout")]
    [InlineData("metering: both\n    encoding: sflow", "metering")]
    [InlineData("metering: sideways", "metering")]
    [InlineData("interfaces: [{ index: 1, role: middle }]", "role")]
    [InlineData("interfaces: [{ index: 1, prefixes: [2001:db8::1/32] }]", "prefixes: '2001:db8::1/32' is no prefix")]
    public void Exporters_are_checked(string line, string message) => Refused("exporters:\n  - name: r1\n    address: 198.18.0.1\n    " + line, null, message);

    [Theory]
    [InlineData("vector: ntp-reflection, sources: ntp, targets: Atlantis", "'Atlantis' is no place")]
    [InlineData("vector: ping-flood, sources: bots, targets: VN", "vector: 'ping-flood' is not one of")]
    [InlineData("vector: syn-flood, targets: VN", "either 'sources'")]
    [InlineData("vector: syn-flood, sources: ntp, targets: VN", "cannot make syn-flood")]
    [InlineData("vector: dns-reflection, sources: ntp, targets: VN", "cannot make dns-reflection")]
    [InlineData("vector: syn-flood, sources: nobody, targets: VN", "no population 'nobody'")]
    [InlineData("vector: http-flood, forged: random, via: r1/1>2, targets: VN", "come from real hosts")]
    [InlineData("vector: syn-flood, forged: own/24, via: r2/1>2, targets: VN", "needs an entry interface with prefixes")]
    [InlineData("vector: syn-flood, forged: random, via: r9/1>2, targets: VN", "via: 'r9/1>2'")]
    [InlineData("vector: syn-flood, forged: random, via: r1/1>2 r2/1>2, targets: VN", "role core")]
    [InlineData("vector: syn-flood, forged: random, targets: VN", "'via' is missing")]
    [InlineData("vector: syn-flood, sources: bots", "'target' or 'targets' is missing")]
    [InlineData("vector: syn-flood, sources: bots, targets: VN, pulse: { on: 30s, off: 10m }", "pulse")]
    [InlineData("vector: ntp-reflection, sources: ntp, target: 198.18.9.9, requests: { via: r1/1>2 }", "would not be forged there")]
    [InlineData("vector: syn-flood, sources: bots, targets: VN, rate: lots", "'lots' is no number or spread")]
    public void Attacks_are_checked(string keys, string message) => Refused(Head + "attacks:\n  - { name: one, " + keys + " }", 12, message);

    [Theory]
    [InlineData("background:\n  - { kind: web, ipv6: true, via: old/1>2 }", "IPv6 passes exporter 'old', whose encoding netflow5 has none")]
    [InlineData("attacks:\n  - { name: one, ipv6: true, vector: syn-flood, forged: random, via: old/1>2, targets: VN }", "IPv6 passes exporter 'old'")]
    [InlineData("populations:\n  bots: { botnet: mirai, hosts: [{ count: 5, ipv6: true, via: old/1>2 }] }", "IPv6 passes exporter 'old'")]
    [InlineData("background:\n  - { kind: web, ipv6: true, via: old/1>2, outside_from: 198.51.100.0/24 }", "198.51.100.0/24 is no IPv6 prefix")]
    [InlineData("background:\n  - { kind: web, via: old/1>2, outside_from: \"2001:db8:9::/48\" }", "2001:db8:9::/48 is no IPv4 prefix")]
    [InlineData("background:\n  - { kind: web, ipv6: true, via: old/1>2, outside_from: 河北联通 }", "'河北联通' is no place with IPv6")]
    [InlineData("attacks:\n  - { name: one, ipv6: true, vector: syn-flood, forged: own/24, via: old/1>2, targets: VN }", "forged: 'own/24' is not random, routable, cone, own/32")]
    [InlineData("attacks:\n  - { name: one, ipv6: true, vector: syn-flood, forged: \"2001::/16\", via: old/1>2, targets: VN }", "it would be neither")]
    [InlineData("attacks:\n  - { name: one, ipv6: true, vector: syn-flood, forged: random, via: old/1>2, targets: VN, target_prefix: 24 }", "target_prefix: 48 to 128")]
    [InlineData("populations:\n  bots: { botnet: mirai, hosts: [{ count: 5, via: old/1>2 }] }\nattacks:\n  - { name: one, ipv6: true, vector: syn-flood, sources: bots, targets: VN }", "nobody of population 'bots' was drawn that has IPv6")]
    public void Families_are_not_mixed_and_need_an_encoding_that_has_them(string keys, string message) => Refused("""
        exporters:
          - name: old
            encoding: netflow5
            address: 198.18.0.1
            interfaces: [{ index: 1, role: edge, prefixes: [198.18.0.0/16, 2001:db8::/32] }, { index: 2, role: core }]

        """ + keys, null, message);

    [Theory]
    [InlineData("kind: torrents, via: r1/1>2", "kind: 'torrents' is not one of asymmetric")]
    [InlineData("kind: web", "'via' is missing")]
    [InlineData("kind: web, via: r1/1>2, bots: nobody", "bots: there is no population 'nobody'")]
    [InlineData("kind: web, via: r2/1>2", "no place to draw addresses from")]
    public void Background_is_checked(string keys, string message) => Refused(Head + "background:\n  - { " + keys + " }", 12, message);

    [Theory]
    [InlineData(typeof(WorldSection), "The file itself")]
    [InlineData(typeof(ExporterSection), "`exporters`")]
    [InlineData(typeof(InterfaceSection), "`interfaces`")]
    [InlineData(typeof(PopulationSection), "`populations`")]
    [InlineData(typeof(HostsSection), "`hosts`")]
    [InlineData(typeof(BackgroundSection), "`background`")]
    [InlineData(typeof(AttackSection), "`attacks`")]
    [InlineData(typeof(PulseSection), "`pulse`")]
    [InlineData(typeof(RequestsSection), "`requests`")]
    public void Documentation_has_every_key_of_a_section_and_no_other(Type section, string heading) =>
        Assert.Equal(WorldFile.KeysOf(section), Documented($"### {heading}").Order(StringComparer.Ordinal));

    [Fact]
    public void The_example_of_the_documentation_is_a_world()
    {
        string page = File.ReadAllText(Path.Combine(Fixtures.Root, "docs", "worlds.md"));
        string example = page[(page.IndexOf("```yaml", StringComparison.Ordinal) + 7)..];
        WorldSection world = WorldFile.Parse(example[..example.IndexOf("```", StringComparison.Ordinal)], "example");
        Assert.Equal(["flood", "monlist", "forged"], world.Attacks.Select(attack => attack.Name));
        Assert.Equal(4000, world.Background[0].Inside);
    }

    [Fact]
    public void Documentation_has_every_kind_of_background() =>
        Assert.Equal(Simulation.Traffic.Background.BackgroundKinds.All, Documented("## Kinds of background").Order(StringComparer.Ordinal));

    [Fact]
    public void Documentation_has_every_shipped_world() =>
        Assert.Equal(ShippedWorlds.Names, Documented("## Shipped worlds").Order(StringComparer.Ordinal));

    private static void Refused(string yaml, int? line, string message)
    {
        WorldFileException error = Assert.Throws<WorldFileException>(
            () => WorldBuilder.Build(WorldFile.Parse(yaml, "w.yaml"), "w", "w.yaml", 1, null, 1));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.StartsWith(line is null ? "w.yaml:" : $"w.yaml:{line}:", error.Message, StringComparison.Ordinal);
    }

    /// <summary>First cells of the table behind a heading.</summary>
    private static IEnumerable<string> Documented(string heading) => File.ReadLines(Path.Combine(RepositoryRoot(), "docs", "worlds.md"))
        .SkipWhile(row => row != heading).Skip(1).TakeWhile(row => !row.StartsWith('#'))
        .Where(row => row.StartsWith("| `", StringComparison.Ordinal)).Select(row => row.Split('`')[1]);

    private static string RepositoryRoot()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Suyuan.slnx")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }
        return folder;
    }
}
