using System.Text.Json.Nodes;

namespace Suyuan.Reporting;

/// <summary>An ECharts option and the size it is made for.</summary>
internal sealed record ChartDrawing(JsonObject Option, int Width, int Height)
{
    /// <summary>Single quotes: the SVG renderer puts the list into a double-quoted attribute as it is.</summary>
    public const string Fonts = "'Noto Sans CJK SC','Noto Sans SC','Source Han Sans SC','PingFang SC','Microsoft YaHei',sans-serif";

    private const int LongestName = 36;

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

    /// <summary>Names of operators come from data and can be of any length; the figure's table has them whole.</summary>
    public static string Clip(string name) => name.Length <= LongestName ? name : string.Concat(name.AsSpan(0, LongestName - 1), "…");

    /// <summary>Generous: Han characters are one em wide, others rarely more than 0.58.</summary>
    public static double TextWidth(string text, int size) => text.Sum(letter => letter > '\u2E80' ? size : size * 0.58);

    public static JsonObject Text(int size, string color = ChartPalette.Ink) => new()
    {
        ["fontSize"] = size,
        ["color"] = color,
        ["fontFamily"] = Fonts,
    };
}
