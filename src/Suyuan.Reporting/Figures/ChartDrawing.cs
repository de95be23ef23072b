using System.Text.Json.Nodes;

namespace Suyuan.Reporting;

/// <summary>An ECharts option and the size it is made for.</summary>
internal sealed record ChartDrawing(JsonObject Option, int Width, int Height)
{
    /// <summary>Single quotes: the SVG renderer puts the list into a double-quoted attribute as it is.</summary>
    public const string Fonts = "'Noto Sans CJK SC','Noto Sans SC','Source Han Sans SC','PingFang SC','Microsoft YaHei',sans-serif";

    /// <param name="pair">The panel stands beside another one.</param>
    /// <param name="tall">One of the two has many labels: both are drawn as high as it needs.</param>
    public static ChartDrawing Of(Panel panel, bool pair, bool tall, IReportTexts texts) => panel.Shape switch
    {
        ChartShape.Pie => PieDrawing.Of(panel, pair, tall, texts),
        ChartShape.Bars => BarDrawing.Of(panel, texts),
        _ => SeriesDrawing.Of(panel, texts),
    };

    /// <summary>What all charts share: nothing moves, nothing reacts.</summary>
    public static JsonObject Base() => new()
    {
        ["animation"] = false,
        ["textStyle"] = new JsonObject { ["fontFamily"] = Fonts, ["color"] = ChartPalette.Ink },
    };

    public static JsonObject Text(int size, string color = ChartPalette.Ink) => new()
    {
        ["fontSize"] = size,
        ["color"] = color,
        ["fontFamily"] = Fonts,
    };
}
