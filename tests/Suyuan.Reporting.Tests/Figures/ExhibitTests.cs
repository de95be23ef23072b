using Suyuan.Model;
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

    /// <summary>Controllers send orders: unknown or none is not zero packets.</summary>
    [Fact]
    public void A_controllers_row_has_no_traffic()
    {
        int packets = s_report.Controllers.Top.Columns.ToList().FindIndex(column => column.Subject == ColumnSubject.Packets);
        Assert.All(s_report.FindFigure("table-1")!.Rows, row => Assert.Equal("–", row[packets]));
        Assert.All(s_report.FindFigure("table-2")!.Rows, row => Assert.NotEqual("–", row[packets]));
        Assert.Contains("\"packets\": null", JsonReport.Render(s_report, ReportEdition.Internal), StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_id_is_not_found() => Assert.Null(s_report.FindFigure("fig-99"));

    /// <summary>What a reader sees on paper is a number; ours have names beside.</summary>
    [Fact]
    public void A_figure_or_table_is_also_found_by_its_printed_number()
    {
        foreach (Figure figure in s_report.Figures)
        {
            Assert.Equal(figure.Id, s_report.FindFigure($"fig-{figure.Number}")?.Id);
        }
        foreach (Table table in s_report.Tables)
        {
            Assert.Equal(table.Id, s_report.FindFigure($"table-{table.Number}")?.Id);
        }
    }

    [Fact]
    public void Whom_a_figure_counts_follows_from_what_it_shows()
    {
        ResourceSelection controllers = new(ResourceKind.Controller);
        Assert.Equal([new Population(controllers, null)], s_report.FindFigure("fig-1")!.Populations);
        Assert.Equal([new Population(controllers, false)], s_report.FindFigure("fig-2")!.Populations);
        Assert.Equal([new Population(controllers, true)], s_report.FindFigure("fig-3")!.Populations);
        Assert.Equal([new Population(controllers, true, 20)], s_report.FindFigure("table-1")!.Populations);
        Assert.Equal([new Population(new ResourceSelection(ResourceKind.SpoofingRouter, null, SpoofScope.Local), true)], s_report.FindFigure("fig-17")!.Populations);
        Assert.Empty(s_report.FindFigure("fig-vectors")!.Populations);
        Report sparse = SparseQuarter.Build();
        Assert.All(sparse.Tables.Where(table => table.Subject == TableSubject.Protocols), table => Assert.Equal(table.Rows.Count, sparse.FindFigure(table.Id)!.Populations.Count));
    }

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
