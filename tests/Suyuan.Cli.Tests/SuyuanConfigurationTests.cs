using Suyuan.Cli.Configuration;
using Suyuan.Model;
using Xunit;

namespace Suyuan.Tests;

public sealed class SuyuanConfigurationTests
{
    [Fact]
    public void An_empty_file_means_the_defaults() => Assert.Same(HomeRegion.China, SuyuanConfiguration.Parse("", "suyuan.yaml").HomeRegion);

    [Fact]
    public void Unknown_keys_are_refused_with_their_place()
    {
        ConfigurationException error = Assert.Throws<ConfigurationException>(() => SuyuanConfiguration.Parse("home:\n  contry: CN\n", "suyuan.yaml"));
        Assert.StartsWith("suyuan.yaml:2:", error.Message, StringComparison.Ordinal);
        Assert.Contains("contry", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("home:\n  country: US\n", true)]
    [InlineData("home:\n  country: US\n  time_zone: Asia/Shanghai\n", false)]
    [InlineData("home:\n  country: CN\n", false)]
    [InlineData("", false)]
    public void Another_country_without_a_zone_of_its_own_is_warned_of(string yaml, bool warned)
    {
        string? warning = SuyuanConfiguration.Parse(yaml, "suyuan.yaml").Warning;
        Assert.Equal(warned, warning is not null);
        Assert.True(warning?.Contains("Asia/Shanghai", StringComparison.Ordinal) ?? true);
    }

    [Fact]
    public void The_environment_overrides_the_file()
    {
        SuyuanConfiguration configuration = SuyuanConfiguration.Parse("report:\n  publisher: A\n", "suyuan.yaml");
        configuration.ApplyEnvironment(name => name == "SUYUAN_REPORT_PUBLISHER" ? "B" : null);
        Assert.Equal("B", configuration.Report.Publisher);
    }
}
