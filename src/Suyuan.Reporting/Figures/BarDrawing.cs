using System.Text.Json.Nodes;

namespace Suyuan.Reporting;

/// <summary>Horizontal bars, the largest on top, each with its count and share.</summary>
internal static class BarDrawing
{
    private const int Width = 640;
    private const int RowHeight = 26;

    public static ChartDrawing Of(Panel panel, IReportTexts texts)
    {
        JsonArray names = [];
        JsonArray values = [];
        // ECharts draws the first category at the bottom.
        for (int index = panel.Data.Slices.Count - 1; index >= 0; index--)
        {
            Slice slice = panel.Data.Slices[index];
            names.Add(ChartDrawing.Clip(texts.Name(slice.Category)));
            JsonObject label = ChartDrawing.Text(12);
            label["show"] = true;
            label["position"] = "right";
            label["formatter"] = $"{texts.Number(slice.Count)} ({texts.Percent(slice.Count, panel.Data.Total)})";
            values.Add(new JsonObject
            {
                ["value"] = slice.Count,
                ["label"] = label,
                ["itemStyle"] = new JsonObject { ["color"] = slice.Category.Kind == CategoryKind.Other ? ChartPalette.Other : ChartPalette.Main },
            });
        }
        JsonObject option = ChartDrawing.Base();
        option["grid"] = new JsonObject { ["left"] = 8, ["right"] = 130, ["top"] = 6, ["bottom"] = 6, ["containLabel"] = true };
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
        JsonObject label = ChartDrawing.Text(12);
        label["interval"] = 0;
        return label;
    }
}
