using Suyuan.Model;
using Xunit;

namespace Suyuan.Enrichment.Tests.Own;

/// <summary>Databases that an operator brings, written here by the formats' descriptions, through the index that they end up in.</summary>
public sealed class OwnDatabaseTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("suyuan-own-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(24)]
    [InlineData(28)]
    [InlineData(32)]
    public void A_MaxMind_DB_in_the_layout_of_GeoIP2_places_both_families(int recordSize)
    {
        MmdbWriter writer = new(6, recordSize);
        writer.Add(V4("11.0.2.0"), 96 + 24, City("CN", "Jiangsu", "Nanjing"));
        writer.Add(V4("11.51.100.0"), 96 + 25, City("DE", "Bavaria", "Munich"));
        writer.Add(IpAddress.Parse("2a00:1:2::").Value, 48, City("DE", "Saxony", "Leipzig"));
        AddressData data = Build(Write("GeoIP2-City.mmdb", writer.Write()));
        Assert.Equal(("CN", "江苏", "Nanjing"), Find(data, "11.0.2.77"));
        Assert.Equal(("DE", "Bavaria", "Munich"), Find(data, "11.51.100.127"));
        Assert.Equal((null, null, null), Find(data, "11.51.100.128"));
        Assert.Equal(("DE", "Saxony", "Leipzig"), Find(data, "2a00:1:2:ffff::1"));
        Assert.Equal((null, null, null), Find(data, "2a00:1:3::1"));
        Assert.Equal("GeoIP2-City.mmdb", data.Sources[0].Name);
        Assert.Equal(new DateOnly(2026, 5, 28), data.Sources[0].Date);
    }

    [Fact]
    public void AS_numbers_of_a_MaxMind_DB_decide_who_runs_a_network()
    {
        MmdbWriter writer = new(4, 24);
        writer.Add(IpAddress.Parse("11.0.113.0").V4, 24, new Dictionary<string, object> { ["autonomous_system_number"] = 4134UL, ["autonomous_system_organization"] = "Chinanet" });
        writer.Add(IpAddress.Parse("11.0.2.0").V4, 24, new Dictionary<string, object> { ["country"] = "CN", ["region"] = "Guangdong", ["asn"] = "AS37963" });
        AddressData data = Build(Write("asn.mmdb", writer.Write()));
        Assert.Equal((4134u, "电信"), (data.Find(IpAddress.Parse("11.0.113.5")).Asn, data.Find(IpAddress.Parse("11.0.113.5")).Operator));
        Place cloud = data.Find(IpAddress.Parse("11.0.2.5"));
        Assert.Equal((37963u, "阿里云", null, "广东"), (cloud.Asn, cloud.Cloud, cloud.Operator, cloud.Province));
    }

    [Theory]
    [InlineData(2, "中国|0|江苏省|南京市|电信", "美国|0|加利福尼亚|洛杉矶|0", "中国|0|香港|0|电讯盈科", "加利福尼亚")]
    [InlineData(3, "中国|江苏省|南京市|电信|CN", "United States|California|Los Angeles|0|US", "中国|香港|0|电讯盈科|HK", "California")]
    public void An_xdb_of_version_2_and_3_places_IPv4(int version, string home, string abroad, string hongKong, string state)
    {
        AddressData data = Build(Write("ip.xdb", XdbWriter.Write(
            version, false, (V4("11.0.2.0"), V4("11.0.2.127"), home), (V4("11.0.2.128"), V4("11.0.2.255"), hongKong), (V4("11.51.100.0"), V4("11.51.100.255"), abroad))));
        Assert.Equal(("CN", "江苏", "南京"), Find(data, "11.0.2.127"));
        Assert.Equal("电信", data.Find(IpAddress.Parse("11.0.2.1")).Operator);
        Assert.Equal(("HK", null, null), Find(data, "11.0.2.128"));
        Assert.Equal(("US", state), (Find(data, "11.51.100.9").Country, Find(data, "11.51.100.9").Province));
        Assert.Equal((null, null, null), Find(data, "11.51.101.0"));
    }

    [Fact]
    public void An_xdb_of_version_3_places_IPv6()
    {
        AddressData data = Build(Write("ip6.xdb", XdbWriter.Write(
            3, true, (IpAddress.Parse("2400:1::").Value, IpAddress.Parse("2400:1:ffff:ffff:ffff:ffff:ffff:ffff").Value, "中国|浙江省|杭州市|移动|CN"))));
        Assert.Equal(("CN", "浙江", "杭州"), Find(data, "2400:1:8000::1"));
        Assert.Equal("移动", data.Find(IpAddress.Parse("2400:1::1")).Operator);
        Assert.Equal((null, null, null), Find(data, "2400:2::1"));
    }

    [Fact]
    public void The_first_database_wins_and_the_next_fills_in()
    {
        string first = Write("first.xdb", XdbWriter.Write(3, false, (V4("11.0.2.0"), V4("11.0.2.127"), "中国|广东省|0|0|CN")));
        string second = Write("second.xdb", XdbWriter.Write(3, false, (V4("11.0.2.0"), V4("11.0.2.255"), "中国|北京|北京市|联通|CN")));
        AddressData data = Build(first, second);
        Assert.Equal(("广东", "联通"), (data.Find(IpAddress.Parse("11.0.2.1")).Province, data.Find(IpAddress.Parse("11.0.2.1")).Operator));
        Assert.Equal(("北京", "联通"), (data.Find(IpAddress.Parse("11.0.2.200")).Province, data.Find(IpAddress.Parse("11.0.2.200")).Operator));
    }

    [Fact]
    public void What_is_no_database_is_refused_by_name_and_a_damaged_one_never_crashes()
    {
        Assert.Contains("neither a MaxMind DB nor", Assert.Throws<AddressDataException>(() => Build(Write("x.mmdb", [.. Enumerable.Repeat((byte)9, 900)]))).Message, StringComparison.Ordinal);
        Assert.Throws<AddressDataException>(() => Build(Path.Combine(_folder.FullName, "nowhere.mmdb")));
        MmdbWriter writer = new(6, 28);
        writer.Add(V4("11.0.2.0"), 96 + 24, City("CN", "Jiangsu", "Nanjing"));
        byte[] whole = writer.Write();
        foreach (int at in Enumerable.Range(0, whole.Length))
        {
            byte[] damaged = [.. whole];
            damaged[at] ^= 0xFF;
            string path = Write("damaged.mmdb", damaged);
            Exception? error = Record.Exception(() => OwnDatabase.Read(path));
            Assert.True(error is null or AddressDataException, $"octet {at}: {error}");
        }
    }

    private static UInt128 V4(string address) => IpAddress.Parse(address).V4;

    private static Dictionary<string, object> City(string country, string province, string city) => new()
    {
        ["city"] = Names(city),
        ["continent"] = Names("Somewhere"),
        ["country"] = new Dictionary<string, object> { ["geoname_id"] = 1UL << 33, ["iso_code"] = country },
        ["subdivisions"] = new object[] { new Dictionary<string, object> { ["iso_code"] = "XX", ["names"] = Names(province)["names"] } },
    };

    private static Dictionary<string, object> Names(string name) => new() { ["names"] = new Dictionary<string, object> { ["de"] = "–", ["en"] = name } };

    private static (string? Country, string? Province, string? City) Find(AddressData data, string address)
    {
        Place place = data.Find(IpAddress.Parse(address));
        return (place.Country, place.Province, place.City);
    }

    private string Write(string name, byte[] octets)
    {
        string path = Path.Combine(_folder.FullName, name);
        File.WriteAllBytes(path, octets);
        return path;
    }

    private AddressData Build(params string[] own)
    {
        string sources = _folder.CreateSubdirectory("sources").FullName;
        string folder = Path.Combine(_folder.FullName, "index");
        AddressDataBuilder.Build(sources, folder, DateTimeOffset.UnixEpoch, null, new Dictionary<string, FetchedPackage>(), own);
        return AddressData.Open(folder);
    }
}
