using Suyuan.Model;
using Xunit;

namespace Suyuan.Tests.DuckDb;

public sealed class ExporterSettingRowsTests
{
    [Fact]
    public void Settings_come_back_as_saved_and_a_row_given_again_replaces_the_one_before()
    {
        using TemporaryStore file = new();
        ExporterSettings whole = new() { Exporter = "192.0.2.1", Role = InterfaceRole.Core, Province = "浙江", Operator = "电信" };
        ExporterSettings one = new()
        {
            Exporter = "192.0.2.1",
            Interface = 7,
            Role = InterfaceRole.Edge,
            Prefixes = [IpPrefix.Parse("198.51.100.0/24"), IpPrefix.Parse("2001:db8::/32")],
            Router = "hz-1",
            Address = IpAddress.Parse("203.0.113.9"),
            Name = "Hangzhou 1",
            Contact = "noc@example.net",
            Asn = 64_500,
        };
        file.Store.SaveExporters([whole, one]);
        file.Store.SaveExporters([whole with { Province = "江苏" }]);

        IReadOnlyList<ExporterSettings> loaded = file.Reopen().LoadExporters();

        Assert.Equal(2, loaded.Count);
        Assert.Equivalent(whole with { Province = "江苏" }, loaded[0], strict: true);
        Assert.Equivalent(one, loaded[1], strict: true);
    }
}
