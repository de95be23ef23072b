using System.Text.Json.Nodes;

namespace Suyuan.Reporting;

/// <summary>A ring with every slice named outside, on a leader line.</summary>
internal static class PieDrawing
{
    /// <summary>Letters that fit beside the share in a narrow chart.</summary>
    private const int LongName = 9;

    /// <summary>From the ring to its label, with some air.</summary>
    private const int LeaderLine = 36;

    public static ChartDrawing Of(Panel panel, bool pair, bool tall, IReportTexts texts)
    {
        int named = panel.Data.Slices.Count;
        // Many slices need room for one-line labels; few stand in a narrower chart beside them, with the share on a line of its own.
        bool many = named > 5;
        int height = !pair ? (many ? 300 : 230) : tall ? 264 : 204;
        int radius = many ? (pair ? 86 : 100) : 74;
        int size = pair ? 14 : 13;
        JsonArray data = [];
        double longest = 0;
        for (int index = 0; index < named; index++)
        {
            Slice slice = panel.Data.Slices[index];
            string name = ChartDrawing.Clip(texts.Name(slice.Category));
            string separator = pair && !many && name.Length > LongName ? "\n" : " ";
            string label = $"{name}{separator}{texts.Percent(slice.Count, panel.Data.Total)}";
            longest = Math.Max(longest, label.Split('\n').Max(line => ChartDrawing.TextWidth(line, size)));
            data.Add(new JsonObject
            {
                ["name"] = label,
                ["value"] = slice.Count,
                ["itemStyle"] = new JsonObject { ["color"] = ChartPalette.Of(slice.Category, index) },
            });
        }
        // The longest label decides: nothing may leave the chart on either side.
        int width = Math.Max(!pair ? 580 : many ? 500 : 400, (int)(2 * (radius + LeaderLine + longest)));
        JsonObject option = ChartDrawing.Base();
        option["series"] = new JsonArray(new JsonObject
        {
            ["type"] = "pie",
            ["silent"] = true,
            ["radius"] = new JsonArray(radius * 45 / 100, radius),
            ["center"] = new JsonArray("50%", "50%"),
            ["startAngle"] = 90,
            ["minShowLabelAngle"] = 0,
            ["avoidLabelOverlap"] = true,
            ["emphasis"] = new JsonObject { ["disabled"] = true },
            ["itemStyle"] = new JsonObject { ["borderColor"] = "#ffffff", ["borderWidth"] = named > 1 ? 1.5 : 0 },
            ["label"] = Label(size),
            ["labelLine"] = new JsonObject
            {
                ["length"] = 12,
                ["length2"] = 10,
                ["lineStyle"] = new JsonObject { ["color"] = ChartPalette.Line, ["width"] = 1 },
            },
            ["labelLayout"] = new JsonObject { ["hideOverlap"] = false },
            ["data"] = data,
        });
        return new ChartDrawing(option, width, height);
    }

    private static JsonObject Label(int size)
    {
        JsonObject label = ChartDrawing.Text(size);
        label["show"] = true;
        label["position"] = "outside";
        label["formatter"] = "{b}";
        label["overflow"] = "none";
        label["lineHeight"] = 18;
        label["bleedMargin"] = 2;
        return label;
    }
}
