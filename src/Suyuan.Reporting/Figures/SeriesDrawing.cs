using System.Text.Json.Nodes;

namespace Suyuan.Reporting;

/// <summary>Columns over the days of the period.</summary>
internal static class SeriesDrawing
{
    private const int Width = 680;
    private const int Height = 210;

    /// <summary>About this many dates fit under the axis.</summary>
    private const int DateLabels = 12;

    public static ChartDrawing Of(Panel panel, IReportTexts texts)
    {
        bool octets = panel.Subject == PanelSubject.OctetsPerDay;
        (long divisor, string unit) = octets ? OctetUnit(panel.Data.Slices) : (1, "");
        JsonArray days = [];
        JsonArray values = [];
        foreach (Slice slice in panel.Data.Slices)
        {
            days.Add(texts.Name(slice.Category));
            values.Add(octets ? JsonValue.Create(Math.Round((double)slice.Count / divisor, 3)) : JsonValue.Create(slice.Count));
        }
        JsonObject option = ChartDrawing.Base();
        option["grid"] = new JsonObject { ["left"] = 12, ["right"] = 16, ["top"] = 30, ["bottom"] = 6, ["containLabel"] = true };
        JsonObject dayLabel = ChartDrawing.Text(12);
        dayLabel["interval"] = Math.Max(0, ((panel.Data.Slices.Count + DateLabels - 1) / DateLabels) - 1);
        option["xAxis"] = new JsonObject
        {
            ["type"] = "category",
            ["data"] = days,
            ["axisTick"] = new JsonObject { ["show"] = false },
            ["axisLine"] = new JsonObject { ["lineStyle"] = new JsonObject { ["color"] = ChartPalette.Line } },
            ["axisLabel"] = dayLabel,
        };
        JsonObject axis = new()
        {
            ["type"] = "value",
            ["min"] = 0,
            ["axisLabel"] = ChartDrawing.Text(12),
            ["name"] = octets ? unit : texts.EventsUnit,
            ["nameTextStyle"] = ChartDrawing.Text(12),
            ["splitNumber"] = 4,
            ["splitLine"] = new JsonObject { ["lineStyle"] = new JsonObject { ["color"] = "#e4e8ed" } },
        };
        if (!octets)
        {
            axis["minInterval"] = 1;
        }
        option["yAxis"] = axis;
        option["series"] = new JsonArray(new JsonObject
        {
            ["type"] = "bar",
            ["silent"] = true,
            ["barMaxWidth"] = 22,
            ["itemStyle"] = new JsonObject { ["color"] = octets ? ChartPalette.Traffic : ChartPalette.Main },
            ["emphasis"] = new JsonObject { ["disabled"] = true },
            ["data"] = values,
        });
        return new ChartDrawing(option, Width, Height);
    }

    internal static (long Divisor, string Unit) OctetUnit(IReadOnlyList<Slice> slices)
    {
        long largest = slices.Count == 0 ? 0 : slices.Max(slice => slice.Count);
        return largest switch
        {
            >= 2_000_000_000_000_000 => (1_000_000_000_000_000, "PB"),
            >= 2_000_000_000_000 => (1_000_000_000_000, "TB"),
            >= 2_000_000_000 => (1_000_000_000, "GB"),
            >= 2_000_000 => (1_000_000, "MB"),
            _ => (1_000, "kB"),
        };
    }
}
