namespace Suyuan.Reporting;

/// <summary>Outlines brought to a picture: cut where the plane is cut, fitted, thinned to what can be seen.</summary>
internal sealed class MapFrame
{
    /// <summary>Pixels; lines that stay this near to the true one look the same.</summary>
    private const double Tolerance = 0.35;

    private readonly MapProjection _projection;
    private readonly double _scale;
    private readonly double _left;
    private readonly double _top;

    /// <param name="seen">What must be on the picture.</param>
    /// <param name="box">Where on it, in pixels: it is filled one way and centred the other.</param>
    public MapFrame(MapProjection projection, IEnumerable<GeoPoint> seen, (double X, double Y, double Width, double Height) box)
    {
        _projection = projection;
        double minX = double.MaxValue, maxX = double.MinValue, minY = double.MaxValue, maxY = double.MinValue;
        foreach (GeoPoint point in seen)
        {
            (double x, double y) = projection.Project(projection.FromCentre(point.Longitude), point.Latitude);
            (minX, maxX) = (Math.Min(minX, x), Math.Max(maxX, x));
            (minY, maxY) = (Math.Min(minY, y), Math.Max(maxY, y));
        }
        double width = Math.Max(maxX - minX, 1e-6);
        double height = Math.Max(maxY - minY, 1e-6);
        _scale = Math.Min(box.Width / width, box.Height / height);
        _left = box.X + ((box.Width - (width * _scale)) / 2) - (minX * _scale);
        _top = box.Y + ((box.Height - (height * _scale)) / 2) + (maxY * _scale);
    }

    public MapPoint Of(GeoPoint point) => At(_projection.FromCentre(point.Longitude), point.Latitude);

    /// <summary>The rings as they are drawn. Specks that no eye finds are left out, but of <paramref name="all"/>.</summary>
    public IReadOnlyList<IReadOnlyList<MapPoint>> Draw(IEnumerable<IReadOnlyList<GeoPoint>> rings, bool all = false)
    {
        List<IReadOnlyList<MapPoint>> drawn = [];
        foreach (IReadOnlyList<GeoPoint> half in rings.SelectMany(Cut))
        {
            MapPoint[] points = [.. half.Select(point => At(point.Longitude, point.Latitude))];
            if (all || Area(points) > 0.5)
            {
                IReadOnlyList<MapPoint> thin = LineThinning.Thin(points, Tolerance);
                drawn.Add(thin.Count >= 4 || !all ? thin : points);
            }
        }
        return [.. drawn.Where(ring => ring.Count >= 4)];
    }

    /// <summary>Square pixels; the ring closes itself.</summary>
    public static double Area(IReadOnlyList<MapPoint> ring)
    {
        double twice = 0;
        for (int index = 0; index < ring.Count; index++)
        {
            MapPoint next = ring[(index + 1) % ring.Count];
            twice += (ring[index].X * next.Y) - (next.X * ring[index].Y);
        }
        return Math.Abs(twice) / 2;
    }

    private MapPoint At(double fromCentre, double latitude)
    {
        (double x, double y) = _projection.Project(fromCentre, latitude);
        return new MapPoint(_left + (x * _scale), _top - (y * _scale));
    }

    /// <summary>The ring's parts on either side of the cut, longitudes from the middle: most rings have one.</summary>
    private IEnumerable<IReadOnlyList<GeoPoint>> Cut(IReadOnlyList<GeoPoint> ring)
    {
        if (ring.Count < 3)
        {
            return [];
        }
        // Unrolled: each point next to the one before it, so that a ring across the cut is whole beyond it.
        List<GeoPoint> whole = [];
        double last = 0;
        for (int index = 0; index < ring.Count; index++)
        {
            double longitude = _projection.FromCentre(ring[index].Longitude);
            if (index > 0)
            {
                longitude += Math.Round((last - longitude) / 360) * 360;
            }
            last = longitude;
            whole.Add(new GeoPoint(longitude, ring[index].Latitude));
        }
        List<IReadOnlyList<GeoPoint>> parts = [];
        for (int turn = -1; turn <= 1; turn++)
        {
            List<GeoPoint> part = Clip(Clip(whole, (360 * turn) - 180, above: true), (360 * turn) + 180, above: false);
            if (part.Count >= 3)
            {
                parts.Add([.. part.Select(point => point with { Longitude = point.Longitude - (360 * turn) })]);
            }
        }
        return parts;
    }

    /// <summary>Sutherland and Hodgman's clipping at one meridian.</summary>
    private static List<GeoPoint> Clip(List<GeoPoint> ring, double meridian, bool above)
    {
        List<GeoPoint> kept = [];
        for (int index = 0; index < ring.Count; index++)
        {
            GeoPoint from = ring[index];
            GeoPoint to = ring[(index + 1) % ring.Count];
            bool fromInside = above ? from.Longitude >= meridian : from.Longitude <= meridian;
            bool toInside = above ? to.Longitude >= meridian : to.Longitude <= meridian;
            if (fromInside)
            {
                kept.Add(from);
            }
            if (fromInside != toInside)
            {
                double share = (meridian - from.Longitude) / (to.Longitude - from.Longitude);
                kept.Add(new GeoPoint(meridian, from.Latitude + (share * (to.Latitude - from.Latitude))));
            }
        }
        return kept;
    }
}
