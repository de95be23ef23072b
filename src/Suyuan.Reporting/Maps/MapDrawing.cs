namespace Suyuan.Reporting;

/// <summary>Maps by colour: the same categories and counts as the pies, none folded away.</summary>
internal static class MapDrawing
{
    public const string Border = "#8794a1";
    public const string Empty = "#f4f6f8";
    public const string Apart = "#d5dae1";

    private const int Letters = 11;

    public static MapPicture Of(Panel panel, IReportTexts texts) => panel.Map! is { World: true } world ? WorldMap.Draw(panel, world, texts) : HomeMap.Draw(panel, panel.Map!, texts);

    /// <summary>Boxes of colour with what they stand for, from a corner downwards.</summary>
    /// <param name="across">To the right instead, and on in another row before this many pixels are passed.</param>
    public static List<MapMark> Legend(IEnumerable<(string Colour, string Text)> entries, MapPoint at, int across = 0)
    {
        List<MapMark> marks = [];
        (double x, double y) = (at.X, at.Y);
        foreach ((string colour, string text) in entries)
        {
            double wide = 23 + ChartDrawing.TextWidth(text, Letters);
            if (across > 0 && x + wide > across)
            {
                (x, y) = (at.X, y + 15);
            }
            marks.Add(new MapShape([Box(x, y, x + 18, y + 10)], colour, Border, 0.6));
            marks.Add(new MapText(new MapPoint(x + 23, y + 9), MapTextAnchor.Start, Letters, text, ChartPalette.Ink));
            (x, y) = across > 0 ? (x + wide + 12, y) : (x, y + 15);
        }
        return marks;
    }

    public static IEnumerable<(string Colour, string Text)> Classes(MapScale scale, IReportTexts texts)
    {
        for (int index = scale.Starts.Count - 1; index >= 0; index--)
        {
            (long from, long to) = scale.Range(index);
            yield return (scale.Colour(index), from == to ? texts.Number(from) : $"{texts.Number(from)}–{texts.Number(to)}");
        }
        yield return (Empty, "0");
    }

    public static IReadOnlyList<MapPoint> Box(double left, double top, double right, double bottom) =>
        [new(left, top), new(right, top), new(right, bottom), new(left, bottom), new(left, top)];

    /// <summary>What of the ring is inside the box.</summary>
    public static IReadOnlyList<MapPoint> Inside(IReadOnlyList<MapPoint> ring, (double Left, double Top, double Right, double Bottom) box)
    {
        IReadOnlyList<MapPoint> part = ring;
        part = Clip(part, point => point.X - box.Left);
        part = Clip(part, point => box.Right - point.X);
        part = Clip(part, point => point.Y - box.Top);
        return Clip(part, point => box.Bottom - point.Y);
    }

    /// <summary>Sutherland and Hodgman's: keeps the side where the measure is not negative; the ring closes itself.</summary>
    private static List<MapPoint> Clip(IReadOnlyList<MapPoint> ring, Func<MapPoint, double> inside)
    {
        List<MapPoint> kept = [];
        for (int index = 0; index < ring.Count; index++)
        {
            MapPoint from = ring[index];
            MapPoint to = ring[(index + 1) % ring.Count];
            (double first, double second) = (inside(from), inside(to));
            if (first >= 0)
            {
                kept.Add(from);
            }
            if ((first >= 0) != (second >= 0))
            {
                double share = first / (first - second);
                kept.Add(new MapPoint(from.X + (share * (to.X - from.X)), from.Y + (share * (to.Y - from.Y))));
            }
        }
        return kept;
    }

    /// <summary>The middle of the largest ring's box: where a name is looked for.</summary>
    public static MapPoint? Middle(IReadOnlyList<IReadOnlyList<MapPoint>> rings) => rings.Count == 0 ? null : Middle(rings.MaxBy(MapFrame.Area)!);

    private static MapPoint Middle(IReadOnlyList<MapPoint> ring) =>
        new((ring.Min(point => point.X) + ring.Max(point => point.X)) / 2, (ring.Min(point => point.Y) + ring.Max(point => point.Y)) / 2);
}
