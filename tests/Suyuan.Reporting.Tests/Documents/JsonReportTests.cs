using System.Text.Json;
using Xunit;

namespace Suyuan.Reporting.Tests;

public sealed class JsonReportTests
{
    private static readonly JsonElement s_json = Parse(JsonReport.Render(ReferenceQuarter.Build(), ReportEdition.Public));

    [Fact]
    public void Every_figure_and_table_is_there_with_numbers_shares_and_lineage()
    {
        Report report = ReferenceQuarter.Build();
        Assert.Equal(report.Figures.Select(figure => figure.Id), s_json.GetProperty("figures").EnumerateArray().Select(figure => figure.GetProperty("id").GetString()));
        Assert.Equal(report.Tables.Select(table => table.Id), s_json.GetProperty("tables").EnumerateArray().Select(table => table.GetProperty("id").GetString()));
        foreach (JsonElement panel in s_json.GetProperty("figures").EnumerateArray().SelectMany(figure => figure.GetProperty("panels").EnumerateArray()))
        {
            Assert.NotEmpty(panel.GetProperty("lineage").GetProperty("query").GetString()!);
            Assert.True(panel.GetProperty("slices").GetArrayLength() > 0);
        }
    }

    [Fact]
    public void Shares_are_given_as_a_fraction_and_as_printed()
    {
        JsonElement slice = Figure("fig-3").GetProperty("panels")[0].GetProperty("slices")[0];
        Assert.Equal("江苏", slice.GetProperty("key").GetString());
        Assert.Equal("Jiangsu", slice.GetProperty("en").GetString());
        Assert.Equal(5, slice.GetProperty("count").GetInt64());
        Assert.Equal(0.2m, slice.GetProperty("fraction").GetDecimal());
        Assert.Equal("20.0%", slice.GetProperty("printed").GetString());
    }

    [Fact]
    public void The_period_is_in_UTC_with_its_zone()
    {
        JsonElement period = s_json.GetProperty("period");
        Assert.Equal("2021-03-31T16:00:00.000Z", period.GetProperty("from").GetString());
        Assert.Equal("2021-06-30T16:00:00.000Z", period.GetProperty("to").GetString());
        Assert.Equal("Asia/Shanghai", period.GetProperty("zone").GetString());
    }

    [Fact]
    public void The_public_edition_masks_and_the_internal_one_does_not()
    {
        Assert.Equal("42.X.X.17", Table(s_json, "table-1").GetProperty("rows")[0].GetProperty("address").GetString());
        JsonElement full = Parse(JsonReport.Render(ReferenceQuarter.Build(), ReportEdition.Internal));
        Assert.Equal("42.0.1.17", Table(full, "table-1").GetProperty("rows")[0].GetProperty("address").GetString());
        Assert.Equal("TLP:AMBER", full.GetProperty("tlp").GetString());
        Assert.False(s_json.GetProperty("coverage").TryGetProperty("inputs", out _));
        Assert.False(Table(s_json, "table-events").GetProperty("rows")[0].TryGetProperty("event_id", out _));
        Assert.Equal(2, full.GetProperty("coverage").GetProperty("inputs").GetArrayLength());
    }

    [Fact]
    public void Simulated_data_says_so()
    {
        Assert.False(s_json.GetProperty("simulated").GetBoolean());
        JsonElement sparse = Parse(JsonReport.Render(SparseQuarter.Build(), ReportEdition.Public));
        Assert.True(sparse.GetProperty("simulated").GetBoolean());
        Assert.Equal("模拟数据 / SIMULATED DATA", sparse.GetProperty("notice").GetString());
    }

    [Fact]
    public void The_same_report_gives_the_same_octets() => Assert.Equal(
        JsonReport.Render(SparseQuarter.Build(), ReportEdition.Internal), JsonReport.Render(SparseQuarter.Build(), ReportEdition.Internal));

    private static JsonElement Figure(string id) => s_json.GetProperty("figures").EnumerateArray().First(figure => figure.GetProperty("id").GetString() == id);

    private static JsonElement Table(JsonElement json, string id) =>
        json.GetProperty("tables").EnumerateArray().First(table => table.GetProperty("id").GetString() == id);

    private static JsonElement Parse(string json) => JsonDocument.Parse(json).RootElement;
}
