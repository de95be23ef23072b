using System.Text.Json.Nodes;

namespace Suyuan.Reporting;

/// <summary>Horizontal bars, the largest on top, each with its count and share.</summary>
internal static class BarDrawing
{
    private const int Width = 640;
    private const int RowHeight = 26;
    private const int FontSize = 12;

    /// <summary>Between a text and the axis or bar, and the edge.</summary>
    private const int Air = 16;

    public static ChartDrawing Of(Panel panel, IReportTexts texts)
    {
        JsonArray names = [];
        JsonArray values = [];
        double longestName = 0;
        double longestLabel = 0;
        // ECharts draws the first category at the bottom.
        for (int index = panel.Data.Slices.Count - 1; index >= 0; index--)
        {
            Slice slice = panel.Data.Slices[index];
            string name = ChartDrawing.Clip(texts.Name(slice.Category));
            string number = $"{texts.Number(slice.Count)} ({texts.Percent(slice.Count, panel.Data.Total)})";
            longestName = Math.Max(longestName, ChartDrawing.TextWidth(name, FontSize));
            longestLabel = Math.Max(longestLabel, ChartDrawing.TextWidth(number, FontSize));
            names.Add(name);
            JsonObject label = ChartDrawing.Text(FontSize);
            label["show"] = true;
            label["position"] = "right";
            label["formatter"] = number;
            values.Add(new JsonObject
            {
                ["value"] = slice.Count,
                ["label"] = label,
                ["itemStyle"] = new JsonObject { ["color"] = slice.Category.Kind == CategoryKind.Other ? ChartPalette.Other : ChartPalette.Main },
            });
        }
        JsonObject option = ChartDrawing.Base();
        // Drawn without a browser, ECharts only guesses how wide letters are: room is made by our own, more generous count.
        option["grid"] = new JsonObject { ["left"] = (int)longestName + Air, ["right"] = (int)longestLabel + Air, ["top"] = 6, ["bottom"] = 6, ["containLabel"] = false };
        option["xAxis"] = new JsonObject { ["type"] = "value", ["show"] = false, ["min"] = 0 };
        option["yAxis"] = new JsonObject
        {
            ["type"] = "category",
            ["data"] = names,
            ["axisTick"] = new JsonObject { ["show"] = false },
            ["axisLine"] = new JsonObject { ["lineStyle"] = new JsonObject { ["color"] = ChartPalette.Line } },
            ["axisLabel"] = AxisLabel(),
        };
        option["series"] = new JsonArray(new JsonObject
        {
            ["type"] = "bar",
            ["silent"] = true,
            ["barMaxWidth"] = 16,
            ["emphasis"] = new JsonObject { ["disabled"] = true },
            ["data"] = values,
        });
        return new ChartDrawing(option, Width, (panel.Data.Slices.Count * RowHeight) + 16);
    }

    private static JsonObject AxisLabel()
    {
        JsonObject label = ChartDrawing.Text(FontSize);
        label["interval"] = 0;
        return label;
    }
}
