namespace Suyuan.Reporting;

internal enum MapTextAnchor
{
    Start,
    Middle,
    End,
}

/// <summary>Something drawn; each format sets it in its own way.</summary>
internal abstract record MapMark;

/// <param name="Fill">As <c>#rrggbb</c>; null = the line alone.</param>
internal sealed record MapShape(IReadOnlyList<IReadOnlyList<MapPoint>> Rings, string? Fill, string Line, double LineWidth) : MapMark;

internal sealed record MapDot(MapPoint Centre, double Radius, string Fill, string Line) : MapMark;

/// <param name="At">On the base line of the letters.</param>
internal sealed record MapText(MapPoint At, MapTextAnchor Anchor, int Size, string Text, string Colour) : MapMark
{
    public double Width => ChartDrawing.TextWidth(Text, Size);

    public double Left => At.X - (Anchor switch { MapTextAnchor.Start => 0, MapTextAnchor.Middle => Width / 2, _ => Width });
}

/// <summary>A map ready to be drawn, size in pixels.</summary>
/// <param name="Missing">Categories that are counted but have no place on it.</param>
internal sealed record MapPicture(int Width, int Height, IReadOnlyList<MapMark> Marks, IReadOnlyList<Slice> Missing);
