using System.Text.Json.Nodes;

namespace Suyuan.Reporting;

/// <summary>A ring with every slice named outside, on a leader line.</summary>
internal static class PieDrawing
{
    private const int FontSize = 13;

    public static ChartDrawing Of(Panel panel, bool pair, IReportTexts texts)
    {
        int named = panel.Data.Slices.Count;
        // Many slices need room for their labels; two or three stand in a narrower chart beside them.
        int width = !pair ? 620 : named > 4 ? 440 : 330;
        int height = named > 4 ? 330 : pair ? 250 : 280;
        int radius = named > 4 ? (pair ? 84 : 104) : 78;
        JsonArray data = [];
        for (int index = 0; index < named; index++)
        {
            Slice slice = panel.Data.Slices[index];
            data.Add(new JsonObject
            {
                ["name"] = $"{texts.Name(slice.Category)} {texts.Percent(slice.Count, panel.Data.Total)}",
                ["value"] = slice.Count,
                ["itemStyle"] = new JsonObject { ["color"] = ChartPalette.Of(slice.Category, index) },
            });
        }
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
            ["label"] = Label(),
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

    private static JsonObject Label()
    {
        JsonObject label = ChartDrawing.Text(FontSize);
        label["show"] = true;
        label["position"] = "outside";
        label["formatter"] = "{b}";
        label["overflow"] = "none";
        label["bleedMargin"] = 2;
        return label;
    }
}
