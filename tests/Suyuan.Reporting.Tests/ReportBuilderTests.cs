using System.Globalization;
using System.Text.Json;
using Suyuan.Model;
using Xunit;

namespace Suyuan.Reporting.Tests;

public sealed class ReportBuilderTests
{
    private static readonly Report s_report = ReferenceQuarter.Build();
    private static readonly string[] s_maps = ["fig-map-controllers", "fig-map-bots", "fig-map-memcached", "fig-map-ntp", "fig-map-ssdp", "fig-map-cross-domain", "fig-map-local"];

    [Fact]
    public void Figures_and_tables_are_numbered_as_in_the_reference_and_ours_follow()
    {
        Assert.Equal(
            [.. Enumerable.Range(1, 17).Select(number => $"fig-{number}"), "fig-events-daily", "fig-vectors", "fig-target-countries", .. s_maps],
            s_report.Figures.Select(figure => figure.Id));
        Assert.Equal(Enumerable.Range(1, 27), s_report.Figures.Select(figure => figure.Number));
        Assert.Equal([.. Enumerable.Range(1, 7).Select(number => $"table-{number}"), "table-events", "table-gaps", "table-trend", "table-turnover", "table-life"], s_report.Tables.Select(table => table.Id));
        Assert.Equal([.. Enumerable.Range(1, 11), 13], s_report.Tables.Select(table => table.Number));
    }

    [Fact]
    public void Further_protocols_get_a_figure_and_a_table_before_those_of_the_events()
    {
        Report report = SparseQuarter.Build();
        Assert.Equal(["fig-17", "fig-protocols", "fig-events-daily", "fig-vectors", "fig-target-countries", "fig-map-bots", "fig-map-ntp"], report.Figures.Select(figure => figure.Id).TakeLast(7));
        Assert.Equal([17, 18, 19, 20, 21, 23, 25], report.Figures.Select(figure => figure.Number).TakeLast(7));
        Assert.Equal(["dns", "cldap"], report.Reflectors.Further.Select(summary => summary.Protocol));
    }

    [Fact]
    public void Every_figure_and_table_says_where_its_numbers_come_from()
    {
        foreach (Report report in new[] { s_report, SparseQuarter.Build() })
        {
            Assert.All(report.Figures.SelectMany(figure => figure.Panels), panel => Assert.NotEmpty(panel.Lineage.Query));
            Assert.All(report.Tables, table => Assert.NotEmpty(table.Lineage.Query));
        }
    }

    /// <summary>Three passes over the reference: countries, provinces and operators of each kind, in its order, with its printed shares.</summary>
    [Theory]
    [InlineData("controller")]
    [InlineData("bot")]
    [InlineData("memcached")]
    [InlineData("ntp")]
    [InlineData("ssdp")]
    [InlineData("cross_domain")]
    [InlineData("local")]
    public void Shares_of_named_categories_equal_those_of_the_reference(string key)
    {
        ResourceSelection selection = ReferenceQuarter.Selections.First(entry => entry.Key == key).Selection;
        ResourceSection section = s_report.Sections.First(section => section.Selection == selection);
        JsonElement printed = ReferenceQuarter.Numbers.GetProperty(key).GetProperty("printed");
        int compared = 0;
        foreach ((string name, Panel? panel) in new[]
        {
            ("countries", section.CountryFigure?.Panels[0]), ("provinces", section.ProvinceFigure.Panels[0]), ("operators", section.ProvinceFigure.Panels[1]),
        })
        {
            foreach (JsonElement pair in printed.GetProperty(name).EnumerateArray())
            {
                Slice slice = panel!.Data.All.First(slice => slice.Category.Key == pair[0].GetString());
                Assert.Equal(pair[1].GetDecimal().ToString("0.0", CultureInfo.InvariantCulture), Share.Text(slice.Count, panel.Data.Total));
                compared++;
            }
        }
        Assert.True(compared >= 10);
    }

    [Fact]
    public void The_reflectors_of_the_three_key_protocols_are_summed()
    {
        Assert.Equal(1_988_041, s_report.Reflectors.KeyTotal);
        Assert.Equal("80.0", Share.Text(s_report.Reflectors.KeyHome, s_report.Reflectors.KeyTotal));
    }

    [Theory]
    [InlineData("table-1", "江苏")]
    [InlineData("table-2", "北京")]
    [InlineData("table-3", "江西")]
    [InlineData("table-4", "云南")]
    [InlineData("table-5", "上海")]
    [InlineData("table-6", "四川")]
    [InlineData("table-7", "山西")]
    public void The_province_with_the_most_of_the_top_20_is_the_reference_s(string id, string province) =>
        Assert.Equal(province, Assert.Single(s_report.Tables.First(table => table.Id == id).Leaders.Groups[0].Members).Key);

    [Fact]
    public void Coverage_below_the_configured_share_makes_a_report_incomplete()
    {
        Assert.True(s_report.Complete);
        Assert.False(SparseQuarter.Build().Complete);
        Assert.True((s_report with { Coverage = s_report.Coverage with { Value = s_report.Coverage.Value with { Days = 82 } } }).Complete);
        Assert.False((s_report with { Coverage = s_report.Coverage with { Value = s_report.Coverage.Value with { Days = 81 } } }).Complete);
    }
}
