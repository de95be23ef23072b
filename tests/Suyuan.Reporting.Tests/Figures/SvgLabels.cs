using System.Globalization;
using System.Xml.Linq;
using Xunit;

namespace Suyuan.Reporting.Tests;

/// <summary>Estimates where the texts of a chart stand: Han characters one em wide, others 0.58 em.</summary>
internal static class SvgLabels
{
    public static void Check(string svg, int width, int height, string id)
    {
        List<(string Text, double Left, double Top, double Right, double Bottom)> boxes = [.. XElement.Parse(svg).Descendants()
            .Where(element => element.Name.LocalName == "text").Select(Box)];
        foreach ((string text, double left, double top, double right, double bottom) in boxes)
        {
            Assert.True(left >= -1 && right <= width + 1 && top >= -1 && bottom <= height + 1, $"{id}: '{text}' leaves the chart ({left:0}..{right:0} of {width}, {top:0}..{bottom:0} of {height})");
        }
        for (int first = 0; first < boxes.Count; first++)
        {
            for (int second = first + 1; second < boxes.Count; second++)
            {
                (string textA, double leftA, double topA, double rightA, double bottomA) = boxes[first];
                (string textB, double leftB, double topB, double rightB, double bottomB) = boxes[second];
                bool overlap = Math.Min(rightA, rightB) - Math.Max(leftA, leftB) > 2 && Math.Min(bottomA, bottomB) - Math.Max(topA, topB) > 4;
                Assert.False(overlap, $"{id}: '{textA}' runs into '{textB}'");
            }
        }
    }

    private static (string Text, double Left, double Top, double Right, double Bottom) Box(XElement text)
    {
        string style = (string?)text.Attribute("style") ?? "";
        double size = style.Split(';').Select(part => part.Trim()).Where(part => part.StartsWith("font-size:", StringComparison.Ordinal))
            .Select(part => double.Parse(part["font-size:".Length..].Replace("px", "", StringComparison.Ordinal), CultureInfo.InvariantCulture)).FirstOrDefault(12);
        double wide = text.Value.Sum(letter => letter > 0x2E80 ? size : size * 0.58);
        (double x, double y) = Translation((string?)text.Attribute("transform"));
        x += Number(text.Attribute("x"));
        y += Number(text.Attribute("y"));
        double left = (string?)text.Attribute("text-anchor") switch { "end" => x - wide, "middle" => x - (wide / 2), _ => x };
        return (text.Value, left, y - (size / 2), left + wide, y + (size / 2));
    }

    private static (double X, double Y) Translation(string? transform)
    {
        if (transform is null || !transform.StartsWith("translate(", StringComparison.Ordinal))
        {
            return (0, 0);
        }
        double[] parts = [.. transform["translate(".Length..transform.IndexOf(')', StringComparison.Ordinal)]
            .Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).Select(part => double.Parse(part, CultureInfo.InvariantCulture))];
        return (parts[0], parts.Length > 1 ? parts[1] : 0);
    }

    private static double Number(XAttribute? attribute) => attribute is null ? 0 : double.Parse(attribute.Value, CultureInfo.InvariantCulture);
}
