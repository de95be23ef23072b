using Suyuan.Cli.Configuration;
using Suyuan.Model;
using Xunit;

namespace Suyuan.Tests;

public sealed class ExportersCsvTests
{
    [Fact]
    public void Columns_are_found_by_their_header_and_most_are_optional()
    {
        IReadOnlyList<ExporterSettings> rows = Read("role,exporter,interface,prefixes,address\nedge,192.0.2.1,7,198.51.100.0/24 203.0.113.0/24,192.0.2.9\n,192.0.2.2,,,\n");
        Assert.Equal(2, rows.Count);
        Assert.Equal(InterfaceRole.Edge, rows[0].Role);
        Assert.Equal(7u, rows[0].Interface);
        Assert.Equal(2, rows[0].Prefixes.Count);
        Assert.Equal(IpAddress.Parse("192.0.2.9"), rows[0].Address);
        Assert.Null(rows[1].Interface);
    }

    [Theory]
    [InlineData("exporter,colour\n192.0.2.1,red\n", "unknown column 'colour'")]
    [InlineData("role\nedge\n", "no column 'exporter'")]
    [InlineData("exporter,role\n192.0.2.1,border\n", "x.csv:2: column role 'border'")]
    [InlineData("exporter,prefixes\n192.0.2.1,192.0.2.1/24\n", "x.csv:2: column prefixes '192.0.2.1/24'")]
    [InlineData("", "empty")]
    public void What_cannot_be_used_is_named_with_its_line(string csv, string message) =>
        Assert.Contains(message, Assert.Throws<ConfigurationException>(() => Read(csv)).Message, StringComparison.Ordinal);

    [Fact]
    public void An_interface_inherits_what_its_exporter_says()
    {
        ExporterDirectory directory = new(Read("exporter,interface,role,router,address,province\n192.0.2.1,,peering,r1,192.0.2.9,广东\n192.0.2.1,7,edge,,,\n"));
        ExporterSettings settings = directory.Find("192.0.2.1", 7)!;
        Assert.Equal(InterfaceRole.Edge, settings.Role);
        Assert.Equal("广东", settings.Province);
        Assert.Equal(IpAddress.Parse("192.0.2.9"), settings.Address);
        Assert.Equal(InterfaceRole.Peering, directory.Find("192.0.2.1", 8)!.Role);
        Assert.Null(directory.Find("192.0.2.3", 1));
    }

    private static IReadOnlyList<ExporterSettings> Read(string csv) => ExportersCsv.Read(new StringReader(csv), "x.csv");
}
