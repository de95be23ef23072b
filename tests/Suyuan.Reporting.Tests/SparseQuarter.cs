using Suyuan.Model;

namespace Suyuan.Reporting.Tests;

/// <summary>A small month with everything that is awkward: ties, unknown places, empty kinds, further protocols, IPv6, hostile names.</summary>
internal static class SparseQuarter
{
    public const string Hostile = "<script>alert('x')</script>&\"云\"";

    public static Report Build() => ReportBuilder.Build(Statistics(), ReferenceQuarter.Sources, new ReportOptions { IssuedOn = new DateOnly(2021, 5, 3), Publisher = "某省互联网应急中心" });

    public static FakeStatistics Statistics()
    {
        FakeStatistics statistics = new("2021-04")
        {
            CoverageValue = new Coverage(
                11, 30, [new ExporterCoverage("2001:db8::15", 15_840, 1, 12_345)], 12_345, 12_300, [new("TruncatedRecord", 45)], null,
                [new InputFile(Hostile + ".pcap", "pcap", 1_234, new string('c', 64), null, null, 12_345, true)], true),
            EventValue = new EventTotals(3, 2, 1, 4, 2, 123_456, 98_765_432, 8_123_456, 1_234, 61.5, [new(1, 4), new(6, 3), new(24, 3), new(48, 2)]),
        };
        statistics.Resources[new(ResourceKind.Bot)] = FakeResources.From(
            [("VN", 1)],
            [("广东", 2), ("辽宁", 2), ("福建", 1), ("江苏", 1), ("吉林", 1), ("浙江", 1), ("四川", 1), ("山东", 1), ("河北", 1), ("湖南", 1), ("云南", 1), (null, 3)],
            [("电信", 6), ("联通", 6), ("广电", 1), (Hostile, 1), (null, 2)], cloud: 1, unknown: 2, below: 1,
            new TopResource(IpAddress.Parse("2001:db8:12:34::1f"), "广东", "电信", 3, 1_234, 0.81),
            new TopResource(IpAddress.Parse("203.0.113.77"), "辽宁", Hostile, 3, 1_000, 0.5),
            new TopResource(IpAddress.Parse("203.0.113.78"), null, null, 1, 10, 0.5));
        statistics.Resources[new(ResourceKind.Reflector, "ntp")] = FakeResources.From(
            [("US", 40), ("VN", 40), ("DE", 7), ("ZZ", 1)], [], [], cloud: 12);
        statistics.Resources[new(ResourceKind.Reflector, "dns")] = FakeResources.From(
            [("US", 400), ("RU", 120), ("GB", 60), (Hostile, 3)], [("上海", 3)], [("阿里云", 2), ("移动", 1)], cloud: 90);
        statistics.Resources[new(ResourceKind.Reflector, "cldap")] = FakeResources.From([("US", 12)], [], []);
        statistics.Resources[new(ResourceKind.SpoofingRouter, null, SpoofScope.Local)] = FakeResources.From(
            [], [(null, 1)], [(null, 1)], 0, 0, 0, new TopResource(IpAddress.Parse("203.0.113.1"), null, null, 2, 2_000_000, 0.9));
        statistics.VectorValues.AddRange([new("ntp-reflection", 2, 1, 1), new("dns-reflection", 2, 1, 1), new("udp-flood", 1, 1, 1)]);
        statistics.DayValues.AddRange([new(new DateOnly(2021, 4, 3), 2, 1, 90_000_000), new(new DateOnly(2021, 4, 17), 1, 1, 8_765_432)]);
        statistics.LargestValues.Add(new TopTarget("0123456789abcdef", IpPrefix.Parse("198.51.100.0/24"), "CN", "江苏", "电信", 1617400000000, 1617400061500, "dns-reflection+ntp-reflection", 100_000, 90_000_000, 8_123_456, 1_234, 10, 1));
        statistics.LargestValues.Add(new TopTarget("1123456789abcdef", IpPrefix.Host(IpAddress.Parse("2001:db8:ffff::99")), null, null, null, 1618600000000, 1618600000400, "udp-flood", 456, 765_432, 0, 0, 0, 0));
        statistics.TargetValues.AddRange([new("CN", 1), new(null, 1)]);
        statistics.VantageValues.AddRange([new("2021-03", 31, 31, 1, 1), new("2021-04", 11, 30, 1, 1)]);
        ResourceSelection bots = new(ResourceKind.Bot);
        long count = statistics.Resources[bots].Totals.Count;
        statistics.Histories[bots] = new ResourceHistory([3, count], count - 1, 2, 1, new YearToDate(count + 2, 1, [new("广东", 1)]), new ResourceLife(0.5, [count, 0, 0, 0, 0]));
        return statistics;
    }
}
