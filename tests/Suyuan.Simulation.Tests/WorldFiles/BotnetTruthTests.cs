using Suyuan.Model;
using Suyuan.Simulation.WorldFiles;
using Suyuan.Simulation.Worlds;
using Xunit;

namespace Suyuan.Simulation.Tests.WorldFiles;

/// <summary>Who controlled an attack, as truth has it; and whom bots share servers with.</summary>
public sealed class BotnetTruthTests
{
    private const string Yaml = """
        duration: 2h
        exporters:
          - name: r1
            address: 113.64.0.1
            province: 广东
            operator: 电信
            interfaces: [{ index: 1, role: edge, prefixes: [113.64.0.0/16] }, { index: 2, role: core }]
        background:
          - { kind: keep-alive, via: r1/1>2, inside: 30, bots: unlogged, bots_share: 0.5, outside: 1, port: 8883 }
          - { kind: web, via: r1/1>2, inside: 30, bots: logged, outside: 1 }
          - { kind: web, via: r1/1>2, inside: 30, outside: 1 }
        populations:
          unlogged: { botnet: mirai, logged: false, controllers: { count: 3, from: NL LeaseWeb }, hosts: [{ count: 60, via: r1/1>2 }] }
          logged: { botnet: gafgyt, controllers: { count: 3, from: DE Hetzner }, hosts: [{ count: 40, via: r1/1>2 }] }
        attacks:
          - { name: unlogged, vector: udp-flood, sources: unlogged, targets: VN }
          - { name: few, vector: udp-flood, sources: unlogged, share: 0.02, targets: VN }
          - { name: logged, vector: udp-flood, sources: logged, targets: VN }
        """;

    private static readonly World s_world = WorldBuilder.Build(WorldFile.Parse(Yaml, "w.yaml"), "w", "w.yaml", 3, null, 1);

    [Fact]
    public void Where_no_log_says_who_ordered_every_controller_that_an_attacking_bot_keeps_to_took_part()
    {
        Assert.Equal(3, Attack("unlogged").Controllers.Count);
        Attack few = Attack("few");
        int bots = few.Stages.Sum(stage => ((HostSources)stage.Sources).Hosts.Count);
        Assert.InRange(few.Controllers.Count, 1, Math.Min(bots, 3));
        Assert.Subset(Attack("unlogged").Controllers.ToHashSet(), few.Controllers.ToHashSet());
    }

    [Fact]
    public void Where_a_log_says_who_ordered_those_took_part()
    {
        Assert.Empty(Attack("logged").Controllers);
        Assert.InRange(s_world.Commands.Select(command => command.Controller).Distinct().Count(), 1, 2);
    }

    [Fact]
    public void Named_bots_are_among_the_hosts_of_ordinary_traffic_in_place_of_all()
    {
        HashSet<IpAddress> unlogged = [.. Bots("unlogged")];
        HashSet<IpAddress> logged = [.. Bots("logged")];
        BackgroundPlan[] plans = [.. s_world.Exporters[0].Background.OfType<BackgroundPlan>()];

        Assert.InRange(plans[0].Inside.Count(unlogged.Contains), 15, 45);
        Assert.Equal((0, logged.Count), (plans[1].Inside.Count(unlogged.Contains), plans[1].Inside.Count(logged.Contains)));
        Assert.Equal(unlogged.Count + logged.Count, plans[2].Inside.Count(host => unlogged.Contains(host) || logged.Contains(host)));
    }

    private static IEnumerable<IpAddress> Bots(string attack) => Attack(attack).Stages.SelectMany(stage => ((HostSources)stage.Sources).Hosts).Select(host => host.Address);

    private static Attack Attack(string name) => s_world.Attacks.Single(attack => attack.Name.StartsWith(name + " ", StringComparison.Ordinal));
}
