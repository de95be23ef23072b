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

    [Fact]
    public void The_environment_overrides_the_file()
    {
        SuyuanConfiguration configuration = SuyuanConfiguration.Parse("report:\n  publisher: A\n", "suyuan.yaml");
        configuration.ApplyEnvironment(name => name == "SUYUAN_REPORT_PUBLISHER" ? "B" : null);
        Assert.Equal("B", configuration.Report.Publisher);
    }
}
