namespace Suyuan.Reporting;

/// <summary>Puts names where they lie over no other: at their place, else beside it, else nowhere. First come, first served.</summary>
/// <param name="taken">Boxes that are full already: a legend, an inset.</param>
internal sealed class LabelPlacer(int width, int height, IEnumerable<(double Left, double Top, double Right, double Bottom)> taken)
{
    private readonly List<(double Left, double Top, double Right, double Bottom)> _taken = [.. taken];

    /// <param name="at">The middle of where it belongs.</param>
    /// <param name="reach">How far from there it may go, pixels.</param>
    /// <param name="beside">It may not lie on its place, which is too small to be seen under it.</param>
    public MapText? Place(string text, MapPoint at, int size, double reach, bool beside = false)
    {
        double wide = ChartDrawing.TextWidth(text, size);
        foreach ((double right, double down) in Steps(wide, size, beside ? -1 : reach))
        {
            double x = at.X + right;
            double y = at.Y + down;
            (double Left, double Top, double Right, double Bottom) box = (x - (wide / 2), y - (size / 2.0), x + (wide / 2), y + (size / 2.0));
            if (box.Left >= 0 && box.Right <= width && box.Top >= 0 && box.Bottom <= height && _taken.TrueForAll(other => Apart(box, other)))
            {
                _taken.Add(box);
                return new MapText(new MapPoint(x, y + (size * 0.36)), MapTextAnchor.Middle, size, text, ChartPalette.Ink);
            }
        }
        return null;
    }

    private static bool Apart((double Left, double Top, double Right, double Bottom) one, (double Left, double Top, double Right, double Bottom) other) =>
        one.Right + 1 < other.Left || other.Right + 1 < one.Left || one.Bottom < other.Top || other.Bottom < one.Top;

    private static IEnumerable<(double Right, double Down)> Steps(double wide, int size, double reach)
    {
        if (reach >= 0)
        {
            yield return (0, 0);
        }
        for (double step = 2; step <= reach; step += 2)
        {
            yield return (0, step);
            yield return (0, -step);
            yield return (step, 0);
            yield return (-step, 0);
            yield return (step, -step);
            yield return (-step, step);
        }
        // Small places: beside them.
        double side = (wide / 2) + 5;
        yield return (side, 0);
        yield return (-side, 0);
        yield return (side, size * 0.8);
        yield return (side, -size * 0.8);
        yield return (-side, size * 0.8);
        yield return (-side, -size * 0.8);
    }
}
