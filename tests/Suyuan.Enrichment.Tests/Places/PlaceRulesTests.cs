using Suyuan.Enrichment;
using Suyuan.Model;
using Xunit;

namespace Suyuan.Tests.Places;

/// <summary>Which source wins for which field: the table of docs/address-data.md, row by row.</summary>
public sealed class PlaceRulesTests
{
    private const uint Telecom = 4134;
    private const uint JiangsuTelecom = 23650;
    private const uint AliCloud = 37963;
    private const uint Cloudflare = 13335;
    private const uint KoreaTelecom = 4766;

    private readonly PlaceRules _rules = new(SystemOperators.Load());

    [Fact]
    public void The_operator_is_the_one_of_the_as_whatever_the_text_says() =>
        Assert.Equal(("电信", NetworkKind.Carrier), Operator(China(Telecom, "江苏省", "联通")));

    [Fact]
    public void Without_a_known_as_the_text_names_the_operator() => Assert.Equal(("联通", NetworkKind.Carrier), Operator(China(0, "江苏省", "联通")));

    [Fact]
    public void Abroad_the_word_telecom_names_no_chinese_carrier()
    {
        PlaceFacts place = _rules.Decide(new Evidence(
            false, KoreaTelecom, null, new Region("韩国", null, null, "电信"), new CityRow("KR", "Seoul", "Seoul"), "KR", "KR"));
        Assert.Equal(("KR", null, "Seoul"), (place.Country, place.Operator, place.City));
    }

    [Theory]
    [InlineData("DE", "DE", "Bavaria")]
    [InlineData("DE", "FR", null)]
    [InlineData("HK", "HK", null)]
    public void Abroad_the_region_is_the_databases_where_it_means_the_same_country(string country, string said, string? region) =>
        Assert.Equal((country, region), (_rules.Decide(new Evidence(false, 0, null, null, new CityRow(said, "Bavaria", null), country, country)) is var place ? place.Country : null, place.Province));

    [Fact]
    public void A_provincial_carriers_own_province_wins() => Assert.Equal("江苏", _rules.Decide(China(JiangsuTelecom, "北京市", "电信")).Province);

    [Fact]
    public void A_national_carriers_province_is_the_databases() => Assert.Equal("四川", _rules.Decide(China(Telecom, "四川省", "电信")).Province);

    [Fact]
    public void A_clouds_name_takes_the_operators_place()
    {
        PlaceFacts place = _rules.Decide(China(AliCloud, "浙江省", "电信"));
        Assert.Equal(("阿里云", null, NetworkKind.Cloud), (place.Cloud, place.Operator, place.Kind));
    }

    [Fact]
    public void A_cloud_behind_a_carrier_is_known_by_its_prefix() =>
        Assert.Equal("京东云", _rules.Decide(China(Telecom, "广东省", "电信") with { CloudPrefix = "京东云" }).Cloud);

    [Fact]
    public void A_cdn_is_neither_operator_nor_cloud()
    {
        PlaceFacts place = _rules.Decide(new Evidence(false, Cloudflare, null, null, new CityRow("US", null, null), "US", "US"));
        Assert.Equal((null, null, NetworkKind.Cdn), (place.Operator, place.Cloud, place.Kind));
    }

    [Theory]
    [InlineData("US", "DE", "DE", "DE")]
    [InlineData("US", "DE", "FR", "US")]
    [InlineData(null, "DE", "FR", "DE")]
    [InlineData(null, null, "FR", "FR")]
    [InlineData(null, null, "EU", null)]
    public void Two_that_agree_outvote_the_city_database_which_else_comes_first(string? city, string? tor, string? registry, string? expected) =>
        Assert.Equal(expected, _rules.Decide(new Evidence(false, 0, null, null, city is null ? null : new CityRow(city, null, null), tor, registry)).Country);

    private static Evidence China(uint asn, string province, string network) =>
        new(false, asn, null, new Region("中国", province, null, network), new CityRow("CN", null, null), "CN", "CN");

    private (string?, NetworkKind) Operator(in Evidence evidence)
    {
        PlaceFacts place = _rules.Decide(evidence);
        return (place.Operator, place.Kind);
    }
}
