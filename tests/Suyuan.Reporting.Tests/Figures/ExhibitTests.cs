using Xunit;

namespace Suyuan.Reporting.Tests;

public sealed class ExhibitTests
{
    private static readonly Report s_report = ReferenceQuarter.Build();

    [Fact]
    public void A_figure_is_found_by_its_id_with_every_number_and_its_lineage()
    {
        Exhibit exhibit = Assert.IsType<Exhibit>(s_report.FindFigure("fig-6", ReportLanguage.Chinese));
        Assert.Equal("图 6 2021 年第 2 季度参与 DDoS 攻击的境内肉鸡数量按省份和运营商分布", exhibit.Title);
        Assert.Equal(["resource-provinces", "resource-networks"], exhibit.Lineage.Select(lineage => lineage.Query));
        Assert.Equal("bot", exhibit.Lineage[0].Parameters["kind"]);
        Assert.Contains(exhibit.Rows, row => row.SequenceEqual(["肉鸡境内分布", "广东", "42472", "9.1%"]));
        // Uncut: all provinces and all networks, clouds by name.
        Assert.Contains(exhibit.Rows, row => row[1] == "阿里云");
        Assert.DoesNotContain(exhibit.Rows, row => row[1] == "其他");
    }

    [Fact]
    public void A_table_is_found_by_its_id_with_full_addresses()
    {
        Exhibit exhibit = Assert.IsType<Exhibit>(s_report.FindFigure("table-1"));
        Assert.Equal(20, exhibit.Rows.Count);
        Assert.Equal("42.0.1.17", exhibit.Rows[0][1]);
        Assert.Equal("Guangdong", exhibit.Rows[0][2]);
        Assert.Equal(exhibit.Columns.Count, exhibit.Rows[0].Count);
    }

    [Fact]
    public void An_unknown_id_is_not_found() => Assert.Null(s_report.FindFigure("fig-99"));

    [Theory]
    [InlineData(ReportLanguage.Chinese)]
    [InlineData(ReportLanguage.English)]
    public void All_figures_and_tables_can_be_laid_open(ReportLanguage language)
    {
        foreach (Report report in new[] { s_report, SparseQuarter.Build() })
        {
            foreach (string id in report.Figures.Select(figure => figure.Id).Concat(report.Tables.Select(table => table.Id)))
            {
                Exhibit exhibit = Assert.IsType<Exhibit>(report.FindFigure(id, language));
                Assert.All(exhibit.Rows, row => Assert.Equal(exhibit.Columns.Count, row.Count));
                Assert.NotEmpty(exhibit.Lineage);
                Assert.NotEmpty(exhibit.Title);
            }
        }
    }
}
