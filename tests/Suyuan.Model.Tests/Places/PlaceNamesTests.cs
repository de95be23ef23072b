using Xunit;

namespace Suyuan.Model.Tests.Places;

public sealed class PlaceNamesTests
{
    [Fact]
    public void All_249_assigned_country_codes_have_names_in_both_languages()
    {
        Assert.Equal(249, PlaceNames.Countries.Count);
        Assert.All(PlaceNames.Countries, code =>
        {
            Assert.Matches("^[A-Z]{2}$", code);
            Assert.NotEqual(code, PlaceNames.CountryZh(code));
            Assert.NotEqual(code, PlaceNames.CountryEn(code));
        });
        Assert.Equal(249, PlaceNames.Countries.Select(PlaceNames.CountryZh).Distinct().Count());
        Assert.Equal(249, PlaceNames.Countries.Select(PlaceNames.CountryEn).Distinct().Count());
    }

    [Theory]
    [InlineData("HK", "中国香港", "Hong Kong, China")]
    [InlineData("MO", "中国澳门", "Macao, China")]
    [InlineData("TW", "中国台湾", "Taiwan, China")]
    public void Hong_Kong_Macao_and_Taiwan_are_named_as_regions_of_China(string code, string zh, string en)
    {
        Assert.Equal(zh, PlaceNames.CountryZh(code));
        Assert.Equal(en, PlaceNames.CountryEn(code));
    }

    [Fact]
    public void The_31_provinces_follow_GB_T_2260()
    {
        Assert.Equal(31, PlaceNames.Provinces.Count);
        Assert.Equal(PlaceNames.Provinces.OrderBy(PlaceNames.ProvinceOrder), PlaceNames.Provinces);
        Assert.Equal(440000, PlaceNames.ProvinceOrder("广东"));
        Assert.Equal("广东省", PlaceNames.ProvinceFull("广东"));
        Assert.Equal("Guangdong", PlaceNames.ProvinceEn("广东"));
        Assert.Equal(31, PlaceNames.Provinces.Select(PlaceNames.ProvinceEn).Distinct().Count());
        Assert.Equal(int.MaxValue, PlaceNames.ProvinceOrder("未知"));
    }

    [Theory]
    [InlineData("河南省", "河南")]
    [InlineData("内蒙古自治区", "内蒙古")]
    [InlineData("宁夏回族自治区", "宁夏")]
    [InlineData("北京", "北京")]
    [InlineData("Guangxi Zhuangzu Zizhiqu", "广西")]
    [InlineData("Ningxia Hui Autonomous Region", "宁夏")]
    [InlineData("Inner Mongolia Autonomous Region", "内蒙古")]
    [InlineData("Shaanxi", "陕西")]
    [InlineData("Shanxi Sheng", "山西")]
    [InlineData("Tibet", "西藏")]
    [InlineData("Shanghai Shi", "上海")]
    [InlineData("0", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    [InlineData("Kowloon City", null)]
    public void Every_spelling_of_a_province_becomes_its_short_name(string? text, string? expected) =>
        Assert.Equal(expected, PlaceNames.ProvinceShort(text));

    [Theory]
    [InlineData("电信", "China Telecom")]
    [InlineData("阿里云", "Alibaba Cloud")]
    [InlineData("Hetzner", "Hetzner")]
    [InlineData("没有的网络", "没有的网络")]
    public void Networks_have_English_names_and_unknown_ones_are_kept(string zh, string en) =>
        Assert.Equal(en, PlaceNames.NetworkEn(zh));
}
