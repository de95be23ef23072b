using System.Text.Json;
using Suyuan.Model;
using Suyuan.Testing;

namespace Suyuan.Reporting.Tests;

/// <summary>The reference report's quarter as statistics, and the shares that it prints.</summary>
internal static class ReferenceQuarter
{
    public static ReportOptions Options { get; } = new() { IssuedOn = new DateOnly(2021, 8, 31), ProductVersion = "0.1.0" };

    public static IReadOnlyList<AddressDataSource> Sources { get; } =
    [
        new("DB-IP City Lite", "country, city", new DateOnly(2026, 6, 5), "CC BY 4.0", "IP Geolocation by DB-IP", new Uri("https://db-ip.com"), true),
        new("ip2region", "province", new DateOnly(2024, 2, 28), "Apache-2.0", "ip2region, lionsoul", new Uri("https://github.com/lionsoul2014/ip2region"), true),
        new("ipv6wry", "province, IPv6", null, "not stated", null, null, false),
    ];

    public static (string Key, ResourceSelection Selection)[] Selections { get; } =
    [
        ("controller", new(ResourceKind.Controller)),
        ("bot", new(ResourceKind.Bot)),
        ("memcached", new(ResourceKind.Reflector, "memcached")),
        ("ntp", new(ResourceKind.Reflector, "ntp")),
        ("ssdp", new(ResourceKind.Reflector, "ssdp")),
        ("cross_domain", new(ResourceKind.SpoofingRouter, null, SpoofScope.CrossDomain)),
        ("local", new(ResourceKind.SpoofingRouter, null, SpoofScope.Local)),
    ];

    public static JsonElement Numbers { get; } = JsonDocument.Parse(File.ReadAllText(Fixtures.Beside("reference-2021q2.json"))).RootElement;

    public static Report Build(bool simulated = false) => ReportBuilder.Build(Statistics(simulated), Sources, Options);

    public static FakeStatistics Statistics(bool simulated = false)
    {
        FakeStatistics statistics = new("2021Q2");
        foreach ((string key, ResourceSelection selection) in Selections)
        {
            statistics.Resources[selection] = Read(Numbers.GetProperty(key));
        }
        statistics.VantageValues.AddRange([new("2020Q4", 92, 92, 3, 1), new("2021Q1", 80, 90, 3, 2), new("2021Q2", 91, 91, 2, 2)]);
        foreach ((_, ResourceSelection selection) in Selections)
        {
            long count = statistics.Resources[selection].Totals.Count;
            long before = (count * 9 / 10) + 3;
            statistics.Histories[selection] = new ResourceHistory(
                [count / 2, before, count], count / 4, before - count + (count / 4), count / 3, null,
                new ResourceLife(12.25, [count / 10, count / 5, count / 4, count / 4, count - (count / 10) - (count / 5) - (count / 4) - (count / 4)]));
        }
        statistics.CoverageValue = new Coverage(
            91, 91,
            [new ExporterCoverage("192.0.2.250", 131_040, 1000, 8_000_000_000), new ExporterCoverage("192.0.2.251", 131_000, 2000, 4_300_000_000)],
            12_300_000_000, 12_299_000_000, [new("TruncatedRecord", 900_000), new("UnknownTemplate", 100_000)], 0.123,
            [
                new InputFile("edge-beijing.nfcapd.202104", "nfcapd", 123_456_789, new string('a', 64), 1617206400000, 1619798400000, 8_000_000_000, simulated),
                new InputFile("edge-guangdong.nfcapd.202104", "nfcapd", 99_456_789, new string('b', 64), 1617206400000, 1619798400000, 4_300_000_000, simulated),
            ],
            simulated);
        statistics.EventValue = new EventTotals(
            25_613, 1_204, 0, 61_877, 9_120, 81_234_567_890_123, 61_234_567_890_123_456, 812_000_000_000, 102_000_000, 372,
            [new(1, 31_020), new(6, 28_400), new(24, 25_613), new(48, 24_100)]);
        statistics.VectorValues.AddRange(
        [
            new("udp-flood", 9_120, 1, 1), new("ssdp-reflection", 7_800, 1, 1), new("ntp-reflection", 6_540, 1, 1), new("syn-flood", 5_210, 1, 1),
            new("memcached-reflection", 1_940, 1, 1), new("ack-flood", 830, 1, 1), new("http-flood", 120, 1, 1), new("gre-flood", 8, 1, 1),
        ]);
        for (int day = 0; day < 91; day++)
        {
            statistics.DayValues.Add(new DayCount(new DateOnly(2021, 4, 1).AddDays(day), 180 + (day * 37 % 211), 1, 300_000_000_000_000 + (day * 53 % 97 * 7_000_000_000_000)));
        }
        for (int index = 0; index < 20; index++)
        {
            statistics.LargestValues.Add(new TopTarget(
                $"{0xfeedface00000000UL + (ulong)index:x16}", IpPrefix.Host(IpAddress.Parse($"198.51.{100 + index}.7")), index % 3 == 0 ? "US" : "CN",
                index % 3 == 0 ? null : "江苏", index % 3 == 0 ? null : "电信", 1617206400000 + (index * 86_400_000L), 1617206400000 + (index * 86_400_000L) + 415_000 + (index * 61_000L),
                "syn-flood+udp-flood", 1_000_000_000, 800_000_000_000 - (index * 20_000_000_000), 812_000_000_000 - (index * 31_000_000_000), 102_000_000 - (index * 3_000_000), 1, 1000));
        }
        statistics.TargetValues.AddRange([new("CN", 6_100), new("US", 1_200), new("HK", 820), new("DE", 300), new("SG", 280), new("JP", 200), new("KR", 120), new("NL", 50), new("FR", 30), new(null, 20)]);
        statistics.Activity = new ControllerActivity(741, 702);
        statistics.Proof = new BotProof(312_400, 98_000, 21_345.5);
        return statistics;
    }

    private static FakeResources Read(JsonElement numbers) => new()
    {
        Totals = new ResourceTotals(
            numbers.GetProperty("total").GetInt64(), numbers.GetProperty("home").GetInt64(), numbers.GetProperty("abroad").GetInt64(),
            numbers.GetProperty("cloud").GetInt64(), 0, 0),
        Countries = Counts(numbers, "countries"),
        Provinces = Counts(numbers, "provinces"),
        Networks = Counts(numbers, "networks"),
        Top = [.. numbers.GetProperty("top").EnumerateArray().Select((row, index) => new TopResource(
            FakeResources.Unmask(row[0].GetString()!, index), row[1].GetString(), row[2].GetString(), 400 - (index * 13), 90_000_000 - (index * 1_000_003), 0.95))],
    };

    private static List<CategoryCount> Counts(JsonElement numbers, string name) =>
        [.. numbers.GetProperty(name).EnumerateArray().Select(pair => new CategoryCount(pair[0].GetString(), pair[1].GetInt64()))
            .OrderByDescending(count => count.Count).ThenBy(count => count.Name, StringComparer.Ordinal)];
}
