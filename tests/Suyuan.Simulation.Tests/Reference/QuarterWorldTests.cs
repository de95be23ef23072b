using System.Text.Json;
using Suyuan.Model;
using Suyuan.Simulation.Reference;
using Suyuan.Simulation.WorldFiles;
using Suyuan.Simulation.Worlds;
using Suyuan.Testing;
using Xunit;

namespace Suyuan.Simulation.Tests.Reference;

/// <summary>The reference quarter's world is written from the report's numbers, and by nobody's hand.</summary>
public sealed class QuarterWorldTests
{
    private static readonly JsonElement s_numbers = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Fixtures.Root, "bench", "reproduction", "cncert-2021q2.json"))).RootElement;

    [Fact]
    public void The_shipped_world_is_what_the_command_in_its_head_writes() =>
        Assert.Equal(QuarterWorld.Write(s_numbers, 100), ShippedWorlds.Text("cncert-2021q2"));

    [Theory]
    [InlineData(100)]
    [InlineData(20)]
    public void Counts_and_printed_shares_come_out_again(int part)
    {
        WorldSection world = WorldFile.Parse(QuarterWorld.Write(s_numbers, part), "quarter");
        foreach (string protocol in (string[])["ntp", "ssdp", "memcached"])
        {
            JsonElement printed = s_numbers.GetProperty("reflectors").GetProperty(protocol);
            ILookup<bool, HostsSection> hosts = world.Populations[protocol].Hosts.ToLookup(hosts => hosts.Via!.All[0].StartsWith("exchange/1", StringComparison.Ordinal));
            AreAsPrinted(printed, part, [.. hosts[false].SelectMany(Places)], [.. hosts[true].SelectMany(Places)]);
        }
        PopulationSection[] botnets = [.. world.Populations.Values.Where(population => population.Botnet is not null)];
        ILookup<bool, (string Name, double Weight)> controllers = botnets.SelectMany(botnet => Places(botnet.Controllers!).Concat(botnet.Leader?.Weighted ?? [])).ToLookup(place => place.Name[0] < 0x80 && !place.Name.StartsWith("CN ", StringComparison.Ordinal));
        AreAsPrinted(s_numbers.GetProperty("controllers"), 1, [.. controllers[false]], [.. controllers[true]]);
        // Bots of the table are in several botnets, each time with their address.
        int bots = botnets.SelectMany(population => population.Hosts).DistinctBy(hosts => hosts.Attacks is null ? new object() : hosts.From!.Weighted[0].Name).Sum(hosts => hosts.Count);
        Assert.Equal(491_680.0 / part, bots, 1.0);
        Assert.Equal(66, world.Exporters.Count(exporter => exporter.Name.StartsWith("cross-", StringComparison.Ordinal)));
        Assert.Equal(505, world.Exporters.Count(exporter => exporter.Name.StartsWith("local-", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("cross_domain_spoofing_routers", "cross-", 66)]
    [InlineData("local_spoofing_routers", "local-", 505)]
    public void Routers_divide_as_printed_and_lead_in_the_tables_order(string kind, string prefix, int total)
    {
        WorldSection world = WorldFile.Parse(QuarterWorld.Write(s_numbers, 100), "quarter");
        ReferenceKind printed = ReferenceKind.Read(s_numbers.GetProperty(kind));
        ExporterSection[] routers = [.. world.Exporters.Where(exporter => exporter.Name.StartsWith(prefix, StringComparison.Ordinal))];
        Assert.All(printed.Provinces, share => Assert.Equal(share.Value * total, routers.Count(router => router.Province == share.Key), 0.6));
        Assert.All(printed.Operators, share => Assert.Equal(share.Value * total, routers.Count(router => router.Operator == share.Key), 1.0));
        Dictionary<string, int> attacks = world.Attacks.ToDictionary(attack => attack.Name, attack => attack.Count);
        (string, string)[] leaders = [.. routers.OrderByDescending(router => attacks[router.Name]).Take(printed.Leaders.Count).Select(router => (router.Province, router.Operator))];
        Assert.Equal(printed.Leaders, leaders);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(20)]
    [InlineData(1)]
    public void Those_of_the_tables_attack_most_and_in_the_tables_order(int part)
    {
        WorldSection world = WorldFile.Parse(QuarterWorld.Write(s_numbers, part), "quarter");
        Dictionary<string, int> attacks = world.Attacks.ToDictionary(attack => attack.Name, attack => attack.Count);
        foreach (string protocol in (string[])["ntp", "ssdp", "memcached"])
        {
            HostsSection[] leaders = [.. world.Populations[protocol].Hosts.Where(hosts => hosts.Attacks is not null).OrderByDescending(hosts => hosts.Attacks)];
            Assert.Equal(ReferenceKind.Read(s_numbers.GetProperty("reflectors").GetProperty(protocol)).Leaders.Select(Row), leaders.Select(hosts => Name(hosts.From!)));
            double drawn = attacks[protocol] * world.Attacks.Single(attack => attack.Name == protocol).Share;
            Assert.True(leaders[^1].Attacks > drawn + (5 * Math.Sqrt(drawn)), $"{leaders[^1].Attacks} attacks of the last row, {drawn} of any other");
        }
        (string Name, PopulationSection Section)[] botnets = [.. world.Populations.Where(population => population.Value.Botnet is not null).Select(population => (population.Key, population.Value))];
        (string Name, PopulationSection Section)[] led = [.. botnets.Where(botnet => botnet.Section.Leader is not null).OrderByDescending(botnet => attacks[botnet.Name])];
        Assert.Equal(ReferenceKind.Read(s_numbers.GetProperty("controllers")).Leaders.Select(Row), led.Select(botnet => Name(botnet.Section.Leader!)));
        Assert.Equal(led.Length, led.Select(botnet => attacks[botnet.Name]).Distinct().Count());
        // One or two of the others give each order.
        Assert.All(botnets, botnet => Assert.True(attacks[led[^1].Name] > 2.0 * attacks[botnet.Name] / botnet.Section.Controllers!.Count));
        (IpAddress Address, int Attacks)[] bots =
        [
            .. botnets.SelectMany(botnet => botnet.Section.Hosts).Where(hosts => hosts.Attacks is not null).GroupBy(hosts => Name(hosts.From!))
                .Select(bot => (IpPrefix.Parse(bot.Key).Address, bot.Sum(hosts => hosts.Attacks!.Value))).OrderByDescending(bot => bot.Item2),
        ];
        Assert.Equal(ReferenceKind.Read(s_numbers.GetProperty("bots")).Leaders.Select(Row), bots.Select(bot => bot.Address).Zip(ReferenceKind.Read(s_numbers.GetProperty("bots")).Leaders.Select(Row),
            (address, row) => (PlaceTable.Find(row) ?? AddressPlan.Find(row)!).Any(prefix => prefix.Contains(address)) ? row : $"{address} outside {row}"));
        Assert.True(bots[^1].Attacks > botnets.Max(botnet => attacks[botnet.Name]), "no bot of one botnet attacks as often as the last of the table");
    }

    [Fact]
    public void Networks_that_several_carriers_announce_are_said_by_the_overrides_alone()
    {
        string[] overrides = File.ReadAllLines(Path.Combine(Fixtures.Root, "bench", "reproduction", "places.csv"));
        Assert.Equal(
            PlaceTable.Names.Where(name => name.EndsWith("BGP多线", StringComparison.Ordinal)).SelectMany(name => PlaceTable.Find(name)!.Select(prefix => $"{prefix},{name[..^5]},BGP多线")),
            overrides.Skip(1));
    }

    [Fact]
    public void Whole_numbers_add_up_and_stay_near_their_shares()
    {
        Assert.Equal([4, 3, 3], Apportion.Of(10, [1, 1, 1]));
        Assert.Equal([0, 0], Apportion.Of(10, [0, 0]));
        int[][] table = Apportion.Table([[1, 1], [1, 0]], [[0, 0], [0, 0]], [7, 3], [5, 5]);
        Assert.Equal([[2, 5], [3, 0]], table);
        Assert.Equal(4, Apportion.Table([[1, 1], [1, 1]], [[4, 0], [0, 0]], [5, 5], [5, 5])[0][0]);
    }

    private static string Row((string Province, string Operator) row) => AddressPlan.Find(row.Province + row.Operator) is null ? $"CN {row.Province} {row.Operator}" : row.Province + row.Operator;

    private static string Name(Places place) => Assert.Single(place.Weighted).Name;

    private static IEnumerable<(string Name, double Weight)> Places(HostsSection hosts) => hosts.From!.Weighted;

    private static void AreAsPrinted(JsonElement printed, int part, (string Name, double Weight)[] home, (string Name, double Weight)[] abroad)
    {
        ReferenceKind kind = ReferenceKind.Read(printed);
        double total = home.Concat(abroad).Sum(place => place.Weight);
        Assert.Equal(kind.Total / (double)part, total, 0.6);
        Near(kind.Home, home, total);
        Near(kind.Cloud, [.. home.Concat(abroad).Where(place => place.Name.EndsWith('云') || place.Name.EndsWith(" cloud", StringComparison.Ordinal))], total, Math.Max(1, 0.002 * total));
        Assert.All(kind.Provinces, share => Near(share.Value, [.. home.Where(place => place.Name.Contains(share.Key, StringComparison.Ordinal))], home.Sum(place => place.Weight)));
        Assert.All(kind.Operators, share => Near(share.Value, [.. home.Where(place => place.Name.EndsWith(share.Key, StringComparison.Ordinal))], home.Sum(place => place.Weight), Math.Max(2, 0.002 * home.Sum(place => place.Weight))));
        Assert.All(kind.Countries, share => Near(share.Value, [.. abroad.Where(place => place.Name.StartsWith(share.Key, StringComparison.Ordinal))], abroad.Sum(place => place.Weight)));
    }

    /// <summary>To the nearest host; clouds and carriers to a fifth of a point, since not every province has each.</summary>
    private static void Near(double share, (string Name, double Weight)[] places, double total, double within = 1) =>
        Assert.InRange(places.Sum(place => place.Weight), (share * total) - within, (share * total) + within);
}
