using System.Globalization;
using System.Security;
using System.Text;

namespace Suyuan.Reporting;

/// <summary>A map as SVG that can stand in a page: no id but its title's, no script, nothing fetched.</summary>
internal static class MapSvg
{
    public static string Write(string id, string title, MapPicture picture)
    {
        StringBuilder svg = new();
        string size = Text($"viewBox=\"0 0 {picture.Width} {picture.Height}\" width=\"{picture.Width}\" height=\"{picture.Height}\"");
        svg.Append("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart\" role=\"img\" aria-labelledby=\"").Append(id).Append("-title\" ").Append(size)
            .Append("><title id=\"").Append(id).Append("-title\">").Append(SecurityElement.Escape(title)).Append("</title>\n");
        foreach (MapMark mark in picture.Marks)
        {
            svg.Append(mark switch
            {
                MapShape shape => Text($"<path d=\"{Path(shape.Rings)}\" fill=\"{shape.Fill ?? "none"}\" fill-rule=\"evenodd\" stroke=\"{shape.Line}\" stroke-width=\"{shape.LineWidth:0.#}\" stroke-linejoin=\"round\"/>"),
                MapDot dot => Text($"<circle cx=\"{dot.Centre.X:0.#}\" cy=\"{dot.Centre.Y:0.#}\" r=\"{dot.Radius:0.#}\" fill=\"{dot.Fill}\" stroke=\"{dot.Line}\" stroke-width=\"0.8\"/>"),
                MapText text => Text($"<text x=\"{text.At.X:0.#}\" y=\"{text.At.Y:0.#}\" text-anchor=\"{Anchor(text.Anchor)}\" style=\"font-size:{text.Size}px;font-family:{ChartDrawing.Fonts}\" fill=\"{text.Colour}\" stroke=\"#ffffff\" stroke-opacity=\"0.7\" stroke-width=\"2\" paint-order=\"stroke\">{SecurityElement.Escape(text.Text)}</text>"),
                _ => throw new ArgumentOutOfRangeException(nameof(picture), mark.GetType().Name, "a mark that SVG does not draw"),
            }).Append('\n');
        }
        return svg.Append("</svg>").ToString();
    }

    private static string Anchor(MapTextAnchor anchor) => anchor switch { MapTextAnchor.Start => "start", MapTextAnchor.Middle => "middle", _ => "end" };

    /// <summary>In tenths of a pixel, each point by its step from the one before: a third of the octets of whole coordinates.</summary>
    private static string Path(IReadOnlyList<IReadOnlyList<MapPoint>> rings)
    {
        StringBuilder path = new();
        (int lastX, int lastY) = (0, 0);
        foreach (IReadOnlyList<MapPoint> ring in rings)
        {
            path.Append('m');
            bool first = true;
            foreach (MapPoint point in ring)
            {
                (int x, int y) = ((int)Math.Round(point.X * 10), (int)Math.Round(point.Y * 10));
                (int right, int down) = (x - lastX, y - lastY);
                if (first || right != 0 || down != 0)
                {
                    Append(path, right, first);
                    Append(path, down, separated: false);
                    (lastX, lastY) = (x, y);
                }
                first = false;
            }
            path.Append('z');
            // After z the pen stands where the ring began.
            (lastX, lastY) = ((int)Math.Round(ring[0].X * 10), (int)Math.Round(ring[0].Y * 10));
        }
        return path.ToString();
    }

    private static void Append(StringBuilder path, int tenths, bool separated)
    {
        if (!separated && tenths >= 0)
        {
            path.Append(' ');
        }
        path.Append((tenths / 10m).ToString("0.#", CultureInfo.InvariantCulture));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
