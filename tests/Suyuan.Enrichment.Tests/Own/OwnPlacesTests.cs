using Suyuan.Model;
using Xunit;

namespace Suyuan.Enrichment.Tests.Own;

public sealed class OwnPlacesTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void What_the_operator_says_wins_by_the_longest_prefix_and_empty_cells_leave_the_databases_word()
    {
        OwnPlaces places = Over("""
            prefix,province,operator,cloud,asn,country
            192.0.2.0/24,广东省,BGP多线,,,
            192.0.2.128/25,,,阿里云,AS37963,
            # a remark, and a line without anything

            2001:db8::/32,Jiangsu,China Telecom,,,CN
            198.51.100.0/24,,,,,DE
            """);
        Place databases = Databases.Known;
        Assert.Equal(databases with { Province = "广东", City = null, Operator = "BGP多线", Cloud = null, Kind = NetworkKind.Carrier }, places.Find(IpAddress.Parse("192.0.2.1")));
        Assert.Equal(databases with { Operator = null, Cloud = "阿里云", Asn = 37963, Kind = NetworkKind.Cloud }, places.Find(IpAddress.Parse("192.0.2.200")));
        Assert.Equal(("江苏", "电信"), (places.Find(IpAddress.Parse("2001:db8:1::5")).Province, places.Find(IpAddress.Parse("2001:db8:1::5")).Operator));
        Assert.Equal(("DE", null, null), (places.Find(IpAddress.Parse("198.51.100.9")).Country, places.Find(IpAddress.Parse("198.51.100.9")).Province, places.Find(IpAddress.Parse("198.51.100.9")).City));
        Assert.Same(databases, places.Find(IpAddress.Parse("203.0.113.1")));
        Assert.Same(places.Find(IpAddress.Parse("192.0.2.1")), places.Find(IpAddress.Parse("192.0.2.2")));
        Assert.StartsWith("base+own-", places.Version, StringComparison.Ordinal);
        Assert.Equal("own prefixes 自有网段", places.Sources[0].Name);
    }

    [Fact]
    public void Another_file_is_another_version() => Assert.NotEqual(Over("prefix,cloud\n192.0.2.0/24,x").Version, Over("prefix,cloud\n192.0.2.0/24,y").Version);

    [Theory]
    [InlineData("cloud\nx", "its first line must name the columns")]
    [InlineData("prefix,colour\n192.0.2.0/24,red", "'colour' is none of them")]
    [InlineData("prefix,cloud\n192.0.2.0/33,x", "line 2: '192.0.2.0/33' is no prefix")]
    [InlineData("prefix,cloud\n192.0.2.0/24,x,y", "line 2: 3 fields where the first line names 2 columns")]
    [InlineData("prefix,asn\n\n192.0.2.0/24,ASx", "line 3: 'ASx' is no AS number")]
    [InlineData("prefix,country\n192.0.2.0/24,China", "line 2: 'CHINA' is no ISO 3166-1 alpha-2 code")]
    [InlineData("prefix,cloud\n2001:db8::1/128,x", "longer than a /64")]
    [InlineData("", "its first line must name the columns")]
    public void A_line_that_cannot_be_read_is_named(string csv, string message) =>
        Assert.Contains(message, Assert.Throws<AddressDataException>(() => Over(csv)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_file_that_is_not_there_is_named() => Assert.Throws<AddressDataException>(() => OwnPrefixes.Read("/nowhere/own.csv"));

    private OwnPlaces Over(string csv)
    {
        File.WriteAllText(_file, csv);
        return new OwnPlaces(new Databases(), OwnPrefixes.Read(_file));
    }

    private sealed class Databases : IPlaceLookup
    {
        public static Place Known { get; } = new("CN", "北京", "北京", "联通", "腾讯云", 4808, NetworkKind.Cloud);

        public string Version => "base";

        public IReadOnlyList<AddressDataSource> Sources => [];

        public Place Find(IpAddress address) => Known;
    }
}
