using System.Globalization;
using System.Text;

namespace Suyuan.Reporting;

/// <summary>
/// A native chart (ECMA-376 part 1, §21.2) with its numbers in a workbook inside. Names stand in a legend or along an axis, each with its count or
/// share as printed, never on the shapes: whatever the data, no label lies over another.
/// </summary>
internal static class DocxChart
{
    private const string Sheet = "Data";

    /// <summary>Hundredths of a point.</summary>
    private const int FontSize = 1000;

    /// <summary>About this many days fit under the axis.</summary>
    private const int DateLabels = 12;

    /// <returns>The id that the text refers to it by.</returns>
    public static string Put(OfficePackage package, int number, string title, Panel panel, IReportTexts texts, OfficeFacts facts)
    {
        string file = string.Create(CultureInfo.InvariantCulture, $"chart{number}");
        string part = $"word/charts/{file}.xml";
        (string[] labels, double[] values, string unit) = Points(panel, texts);
        package.Put($"word/embeddings/{file}.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Workbook(labels, values, texts, unit, facts));
        string workbook = package.Relate(part, "package", $"../embeddings/{file}.xlsx");
        package.Put(part, "application/vnd.openxmlformats-officedocument.drawingml.chart+xml", Xml(title, panel, labels, values, unit, workbook));
        return package.Relate(DocxReport.Part, "chart", $"charts/{file}.xml");
    }

    private static (string[] Labels, double[] Values, string Unit) Points(Panel panel, IReportTexts texts)
    {
        IReadOnlyList<Slice> slices = panel.Data.Slices;
        if (panel.Shape == ChartShape.Series)
        {
            (long divisor, string unit) = panel.Subject == PanelSubject.OctetsPerDay ? SeriesDrawing.OctetUnit(slices) : (1, texts.EventsUnit);
            return ([.. slices.Select(slice => texts.Name(slice.Category))], [.. slices.Select(slice => Math.Round((double)slice.Count / divisor, 3))], unit);
        }
        string Label(Slice slice)
        {
            string share = texts.Percent(slice.Count, panel.Data.Total);
            string name = ChartDrawing.Clip(texts.Name(slice.Category));
            return panel.Shape == ChartShape.Pie ? $"{name} {share}" : $"{name}  {texts.Number(slice.Count)} ({share})";
        }
        return ([.. slices.Select(Label)], [.. slices.Select(slice => (double)slice.Count)], "");
    }

    private static byte[] Workbook(string[] labels, double[] values, IReportTexts texts, string unit, OfficeFacts facts)
    {
        using MemoryStream stream = new();
        using (WorkbookWriter workbook = new(stream, facts))
        {
            workbook.Sheet(Sheet, [40, 18], 0, sheet =>
            {
                sheet.Row(SheetCell.Text(texts.CategoryColumn), SheetCell.Text(texts.CountColumn + (unit.Length > 0 ? $" ({unit})" : "")));
                for (int index = 0; index < labels.Length; index++)
                {
                    sheet.Row(SheetCell.Text(labels[index]), new SheetCell(SheetCellKind.Number, SheetStyle.Plain, null, values[index]));
                }
            });
        }
        return stream.ToArray();
    }

    private static string Xml(string title, Panel panel, string[] labels, double[] values, string unit, string workbook)
    {
        string plot = panel.Shape switch
        {
            ChartShape.Pie => $"""<c:doughnutChart><c:varyColors val="1"/>{Series(panel, labels, values)}<c:firstSliceAng val="0"/><c:holeSize val="45"/></c:doughnutChart>""",
            ChartShape.Bars => BarChart("bar", 60, panel, labels, values) + Axes("bar", labels.Length, ""),
            _ => BarChart("col", 40, panel, labels, values) + Axes("col", labels.Length, unit),
        };
        string legend = panel.Shape == ChartShape.Pie ? $"""<c:legend><c:legendPos val="r"/><c:overlay val="0"/>{TextProperties(FontSize)}</c:legend>""" : "";
        return $"""{OfficePackage.Declaration}<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="{DocxDrawing.Main}" xmlns:r="{WordWriter.Relations}"><c:roundedCorners val="0"/><c:chart><c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr><a:defRPr sz="{FontSize}" b="0"/></a:pPr><a:r><a:rPr sz="{FontSize}" b="0"/><a:t>{OfficePackage.Escaped(title)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title><c:autoTitleDeleted val="0"/><c:plotArea><c:layout/>{plot}</c:plotArea>{legend}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr><c:externalData r:id="{workbook}"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>""";
    }

    private static string BarChart(string direction, int gap, Panel panel, string[] labels, double[] values) => string.Create(
        CultureInfo.InvariantCulture,
        $"""<c:barChart><c:barDir val="{direction}"/><c:grouping val="clustered"/><c:varyColors val="0"/>{Series(panel, labels, values)}<c:gapWidth val="{gap}"/><c:axId val="1"/><c:axId val="2"/></c:barChart>""");

    private static string Axes(string direction, int count, string unit)
    {
        bool bars = direction == "bar";
        int skip = bars ? 1 : Math.Max(1, (count + DateLabels - 1) / DateLabels);
        string title = unit.Length == 0 ? "" : $"""<c:title><c:tx><c:rich><a:bodyPr rot="0" vert="horz"/><a:p><a:pPr><a:defRPr sz="{FontSize}" b="0"/></a:pPr><a:r><a:rPr sz="{FontSize}" b="0"/><a:t>{OfficePackage.Escaped(unit)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>""";
        string lines = bars ? "" : """<c:majorGridlines><c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="E4E8ED"/></a:solidFill></a:ln></c:spPr></c:majorGridlines>""";
        return string.Create(CultureInfo.InvariantCulture, $"""<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="{(bars ? "maxMin" : "minMax")}"/></c:scaling><c:delete val="0"/><c:axPos val="{(bars ? "l" : "b")}"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>{TextProperties(FontSize)}<c:crossAx val="2"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:tickLblSkip val="{skip}"/><c:noMultiLvlLbl val="1"/></c:catAx><c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/><c:min val="0"/></c:scaling><c:delete val="{(bars ? 1 : 0)}"/><c:axPos val="{(bars ? "t" : "l")}"/>{lines}{title}<c:numFmt formatCode="#,##0.##" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>{TextProperties(FontSize)}<c:crossAx val="1"/><c:crosses val="autoZero"/></c:valAx>""");
    }

    private static string Series(Panel panel, string[] labels, double[] values)
    {
        StringBuilder xml = new("""<c:ser><c:idx val="0"/><c:order val="0"/>""");
        xml.Append(CultureInfo.InvariantCulture, $"<c:tx><c:strRef><c:f>{Sheet}!$B$1</c:f></c:strRef></c:tx>");
        if (panel.Shape == ChartShape.Pie)
        {
            for (int index = 0; index < labels.Length; index++)
            {
                xml.Append(CultureInfo.InvariantCulture, $"""<c:dPt><c:idx val="{index}"/><c:bubble3D val="0"/><c:spPr><a:solidFill><a:srgbClr val="{Rgb(ChartPalette.Of(panel.Data.Slices[index].Category, index))}"/></a:solidFill><a:ln w="12700"><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill></a:ln></c:spPr></c:dPt>""");
            }
        }
        else
        {
            string colour = panel.Subject == PanelSubject.OctetsPerDay ? ChartPalette.Traffic : ChartPalette.Main;
            xml.Append(CultureInfo.InvariantCulture, $"""<c:spPr><a:solidFill><a:srgbClr val="{Rgb(colour)}"/></a:solidFill></c:spPr><c:invertIfNegative val="0"/>""");
        }
        xml.Append(CultureInfo.InvariantCulture, $"""<c:cat><c:strRef><c:f>{Sheet}!$A$2:$A${labels.Length + 1}</c:f><c:strCache><c:ptCount val="{labels.Length}"/>""");
        for (int index = 0; index < labels.Length; index++)
        {
            xml.Append(CultureInfo.InvariantCulture, $"""<c:pt idx="{index}"><c:v>{OfficePackage.Escaped(labels[index])}</c:v></c:pt>""");
        }
        xml.Append(CultureInfo.InvariantCulture, $"""</c:strCache></c:strRef></c:cat><c:val><c:numRef><c:f>{Sheet}!$B$2:$B${labels.Length + 1}</c:f><c:numCache><c:formatCode>General</c:formatCode><c:ptCount val="{labels.Length}"/>""");
        for (int index = 0; index < values.Length; index++)
        {
            xml.Append(CultureInfo.InvariantCulture, $"""<c:pt idx="{index}"><c:v>{values[index]}</c:v></c:pt>""");
        }
        return xml.Append("</c:numCache></c:numRef></c:val></c:ser>").ToString();
    }

    private static string TextProperties(int size) =>
        string.Create(CultureInfo.InvariantCulture, $"""<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="{size}"/></a:pPr><a:endParaRPr/></a:p></c:txPr>""");

    private static string Rgb(string colour) => colour[1..].ToUpperInvariant();
}
