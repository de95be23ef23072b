using Suyuan.Model;
using Suyuan.Simulation.WorldFiles;
using Suyuan.Simulation.Worlds;
using Xunit;

namespace Suyuan.Simulation.Tests.WorldFiles;

/// <summary>A world can say how often a host attacks and who gives every order, so that a table of the most active comes out as written.</summary>
public sealed class LeadersTests
{
    private const string Yaml = """
        duration: 1d
        exporters:
          - name: r1
            address: 113.64.0.1
            province: 广东
            operator: 电信
            interfaces: [{ index: 1, role: edge, prefixes: [113.64.0.0/16] }, { index: 2, role: core }]
        populations:
          first:
            botnet: mirai
            leader: 江苏电信
            controllers: { count: 4, from: NL LeaseWeb }
            hosts: [{ count: 1, from: 113.64.7.7/32, via: r1/1>2, attacks: 7 }, { count: 200, via: r1/1>2 }]
          second:
            botnet: gafgyt
            controllers: { count: 2, from: NL LeaseWeb }
            hosts: [{ count: 1, from: 113.64.7.7/32, via: r1/1>2, attacks: 3 }, { count: 200, via: r1/1>2 }]
        attacks:
          - { name: one, vector: udp-flood, sources: first, share: 0.5, count: 10, targets: VN }
          - { name: two, vector: udp-flood, sources: second, share: 0.5, count: 3, targets: VN }
          - { name: three, vector: udp-flood, sources: second, share: 0.5, count: 2, repeat: 2, targets: VN }
        """;

    private static readonly World s_world = Build(Yaml);
    private static readonly IpAddress s_host = IpPrefix.Parse("113.64.7.7/32").Address;

    [Theory]
    [InlineData("one ", 10, 7)]
    [InlineData("t", 7, 3)]
    public void A_host_takes_part_in_as_many_attacks_as_written_evenly_spread(string names, int all, int wanted)
    {
        bool[] takesPart = [.. s_world.Attacks.Where(attack => attack.Name.StartsWith(names, StringComparison.Ordinal)).Select(attack => Bots(attack).Contains(s_host))];
        Assert.Equal((all, wanted), (takesPart.Length, takesPart.Count(yes => yes)));
        Assert.All(Enumerable.Range(1, all), count => Assert.InRange(takesPart.Take(count).Count(yes => yes), (count * wanted / (double)all) - 1, (count * wanted / (double)all) + 1));
    }

    [Fact]
    public void A_bot_is_of_one_botnet_unless_it_is_written_as_an_address()
    {
        ILookup<bool, IpAddress> bots = s_world.Attacks.SelectMany(attack => Bots(attack).Select(bot => (IsFirst: attack.Name.StartsWith("one", StringComparison.Ordinal), bot)))
            .ToLookup(pair => pair.IsFirst, pair => pair.bot);
        Assert.Equal([s_host], bots[true].Intersect(bots[false]));
    }

    [Fact]
    public void Who_leads_gives_every_order_and_the_others_take_turns()
    {
        BotnetCommand[] orders = [.. s_world.Commands.Where(command => command.Family == "mirai")];
        Dictionary<IpAddress, int> counts = orders.CountBy(order => order.Controller).ToDictionary();
        IpAddress leader = counts.MaxBy(pair => pair.Value).Key;
        Assert.Equal(10, counts[leader]);
        Assert.Contains(AddressPlan.Find("江苏电信")!, prefix => prefix.Contains(leader));
        Assert.Equal(4, counts.Count - 1);
        Assert.InRange(counts.Where(pair => pair.Key != leader).Max(pair => pair.Value), 3, 5);
    }

    [Fact]
    public void In_turn_nobody_comes_again_before_each_has_come()
    {
        World world = Build(Yaml.Replace("share: 0.5, count: 10", "share: 0.25, in_turn: true, count: 10", StringComparison.Ordinal));
        IpAddress[][] attacks = [.. world.Attacks.Where(attack => attack.Name.StartsWith("one ", StringComparison.Ordinal)).Select(attack => Bots(attack).Where(bot => bot != s_host).ToArray())];
        Assert.All(attacks, bots => Assert.Equal(50, bots.Length));
        Assert.Equal(200, attacks[..4].SelectMany(bots => bots).Distinct().Count());
        Assert.Equal(200, attacks[4..8].SelectMany(bots => bots).Distinct().Count());
        Assert.NotEqual(attacks[0].Order(), attacks[4].Order());
    }

    [Theory]
    [InlineData("attacks: 7", "attacks: 11", "attacks: 1 to 10")]
    [InlineData("attacks: 7", "attacks: 0", "attacks: 1 to 10")]
    [InlineData("sources: second, share: 0.5, count: 3", "forged: random, via: r1/1>2, in_turn: true, count: 3", "in_turn: only the hosts of a population take turns")]
    [InlineData("    controllers: { count: 4, from: NL LeaseWeb }\n", "", "leader: a botnet has one beside its 'controllers'")]
    public void What_cannot_be_is_refused(string written, string instead, string message) =>
        Assert.Contains(message, Assert.Throws<WorldFileException>(() => Build(Yaml.Replace(written, instead, StringComparison.Ordinal))).Message, StringComparison.Ordinal);

    private static World Build(string yaml) => WorldBuilder.Build(WorldFile.Parse(yaml, "w.yaml"), "w", "w.yaml", 3, null, 1);

    private static IEnumerable<IpAddress> Bots(Attack attack) => attack.Stages.SelectMany(stage => ((HostSources)stage.Sources).Hosts).Select(host => host.Address);
}
