using Suyuan.Model;

namespace Suyuan.Reporting;

/// <summary>The home's regions. China's map has the South China Sea in a frame of its own, as printed maps have it.</summary>
internal static class HomeMap
{
    private const int Width = 560;
    private const int Height = 400;
    private const int Letters = 11;

    /// <summary>What lies south of it is in the inset alone.</summary>
    private const double InsetNorth = 17.5;

    private static readonly (double Left, double Top, double Right, double Bottom) s_map = (4, 4, 520, 396);
    private static readonly (double Left, double Top, double Right, double Bottom) s_inset = (466, 276, 556, 396);

    /// <summary>Corners of the inset: from the Gulf of Tonkin to Taiwan, down to the reefs at 3° N.</summary>
    private static readonly GeoPoint[] s_sea = [new(106.5, 3), new(123, 3), new(106.5, 24), new(123, 24)];

    /// <summary>On China's map, and counted as abroad.</summary>
    private static readonly Dictionary<string, string> s_regions = new(StringComparer.Ordinal) { ["香港"] = "HK", ["澳门"] = "MO", ["台湾"] = "TW" };

    public static MapPicture Draw(Panel panel, MapBase map, IReportTexts texts)
    {
        Dictionary<string, long> counts = panel.Data.All.Where(slice => slice.Category.Kind == CategoryKind.Province).ToDictionary(slice => slice.Category.Key, slice => slice.Count, StringComparer.Ordinal);
        MapScale scale = MapScale.Of(counts.Values);
        string Fill(string name) => counts.TryGetValue(name, out long count) ? scale.Colour(scale.Class(count)) : map.OfChina && s_regions.ContainsKey(name) ? MapDrawing.Apart : MapDrawing.Empty;

        (double Left, double Top, double Right, double Bottom) box = map.OfChina ? s_map : s_map with { Right = Width - 4 };
        IEnumerable<GeoPoint> seen = Points(map.Outline).Where(point => !map.OfChina || point.Latitude > InsetNorth);
        MapFrame frame = new(Projection(map), seen, (box.Left, box.Top, box.Right - box.Left, box.Bottom - box.Top));
        List<MapMark> marks = [];
        foreach (OutlinePlace place in map.Outline.Places)
        {
            IEnumerable<IReadOnlyList<GeoPoint>> rings = map.OfChina ? place.Rings.Where(ring => ring.Max(point => point.Latitude) > InsetNorth) : place.Rings;
            Add(marks, Clipped(frame, rings, place, box), place, Fill(place.Name));
        }
        List<(double Left, double Top, double Right, double Bottom)> taken = [];
        if (map.OfChina)
        {
            Inset(marks, map, Fill);
            MapPoint middle = new((s_inset.Left + s_inset.Right) / 2, s_inset.Bottom - 4);
            marks.Add(new MapText(middle, MapTextAnchor.Middle, Letters - 2, texts.SouthChinaSea, ChartPalette.Ink));
            taken.Add(s_inset);
        }
        (string, string)[] entries = [.. MapDrawing.Classes(scale, texts), .. map.OfChina ? [(MapDrawing.Apart, texts.CountedAbroad)] : Array.Empty<(string, string)>()];
        MapPoint corner = new(6, Height - 4 - (entries.Length * 15));
        List<MapMark> legend = MapDrawing.Legend(entries, corner);
        taken.Add((corner.X, corner.Y, legend.OfType<MapText>().Max(text => text.Left + text.Width), Height));
        LabelPlacer labels = new(Width, Height, taken);
        IEnumerable<MapMark> names = map.Outline.Places.Where(place => place.Name.Length > 0)
            .OrderByDescending(place => counts.GetValueOrDefault(place.Name))
            .Select(place => labels.Place(Name(place.Name, map, texts), Where(place, frame), texts.Language == ReportLanguage.Chinese ? Letters : Letters - 2, reach: 8))
            .OfType<MapText>();
        HashSet<string> drawn = [.. map.Outline.Places.Select(place => place.Name)];
        return new MapPicture(
            Width, Height, [.. marks, .. legend, .. names], [.. panel.Data.All.Where(slice => slice.Category.Kind != CategoryKind.Province || !drawn.Contains(slice.Category.Key))]);
    }

    /// <summary>Without counts, legend and names.</summary>
    public static PlainMap Plain(MapBase map)
    {
        (double Left, double Top, double Right, double Bottom) box = map.OfChina ? s_map : s_map with { Right = Width - 4 };
        MapFrame frame = new(Projection(map), Points(map.Outline).Where(point => !map.OfChina || point.Latitude > InsetNorth), (box.Left, box.Top, box.Right - box.Left, box.Bottom - box.Top));
        List<PlainPlace> places = [.. map.Outline.Places.Select(place => PlainPlace.Of(
            place.Name, Clipped(frame, map.OfChina ? place.Rings.Where(ring => ring.Max(point => point.Latitude) > InsetNorth) : place.Rings, place, box),
            place.Name.Length > 0 ? Where(place, frame) : null, small: false))];
        if (!map.OfChina)
        {
            return new PlainMap(Width, Height, places, null);
        }
        MapFrame sea = Sea();
        places.AddRange(map.Outline.Places.Select(place => PlainPlace.Of(place.Name, Clipped(sea, place.Rings, place, s_inset), null, small: false)).Where(place => place.Path.Length > 0));
        return new PlainMap(Width, Height, places, [s_inset.Left, s_inset.Top, s_inset.Right, s_inset.Bottom]);
    }

    private static MapFrame Sea() => new(new AlbersProjection(115, 8, 20), s_sea, (s_inset.Left, s_inset.Top, s_inset.Right - s_inset.Left, s_inset.Bottom - s_inset.Top - 12));

    private static MapProjection Projection(MapBase map)
    {
        if (map.OfChina)
        {
            return new AlbersProjection(105, 25, 47);
        }
        (double south, double north) = (Points(map.Outline).Min(point => point.Latitude), Points(map.Outline).Max(point => point.Latitude));
        (double west, double east) = (Points(map.Outline).Min(point => point.Longitude), Points(map.Outline).Max(point => point.Longitude));
        double centre = (west + east) / 2;
        // Standard parallels a sixth from either edge (Snyder, p. 99); about the equator the cone becomes a cylinder.
        double sixth = (north - south) / 6;
        return Math.Abs(north + south) < 10 ? new EqualEarthProjection(centre) : new AlbersProjection(centre, south + sixth, north - sixth);
    }

    private static void Inset(List<MapMark> marks, MapBase map, Func<string, string> fill)
    {
        marks.Add(new MapShape([MapDrawing.Box(s_inset.Left, s_inset.Top, s_inset.Right, s_inset.Bottom)], "#ffffff", "none", 0));
        MapFrame frame = Sea();
        foreach (OutlinePlace place in map.Outline.Places)
        {
            Add(marks, Clipped(frame, place.Rings, place, s_inset), place, fill(place.Name));
        }
        marks.Add(new MapShape([MapDrawing.Box(s_inset.Left, s_inset.Top, s_inset.Right, s_inset.Bottom)], null, MapDrawing.Border, 1));
    }

    private static IReadOnlyList<IReadOnlyList<MapPoint>> Clipped(
        MapFrame frame, IEnumerable<IReadOnlyList<GeoPoint>> rings, OutlinePlace place, (double, double, double, double) box) =>
        [.. frame.Draw(rings, all: place.Name.Length == 0).Select(ring => MapDrawing.Inside(ring, box)).Where(ring => ring.Count >= 3)];

    /// <summary>What has no name is coast, islands and lines: drawn dark, so that it is seen where it is small.</summary>
    private static void Add(List<MapMark> marks, IReadOnlyList<IReadOnlyList<MapPoint>> rings, OutlinePlace place, string fill)
    {
        if (rings.Count > 0)
        {
            marks.Add(place.Name.Length > 0 ? new MapShape(rings, fill, MapDrawing.Border, 0.6) : new MapShape(rings, ChartPalette.Ink, ChartPalette.Ink, 0.7));
        }
    }

    private static MapPoint Where(OutlinePlace place, MapFrame frame) => place.Label is GeoPoint label ? frame.Of(label) : MapDrawing.Middle(frame.Draw(place.Rings, all: true)) ?? default;

    private static string Name(string name, MapBase map, IReportTexts texts) => map.OfChina && s_regions.TryGetValue(name, out string? code)
        ? texts.Language == ReportLanguage.Chinese ? name : PlaceNames.CountryEn(code).Split(',')[0]
        : ChartDrawing.Clip(texts.Name(new Category(CategoryKind.Province, name)));

    private static IEnumerable<GeoPoint> Points(Outline outline) => outline.Places.SelectMany(place => place.Rings).SelectMany(ring => ring);
}
