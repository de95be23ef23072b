namespace Suyuan.Reporting;

/// <summary>The countries and regions abroad; the home stands out grey, since the map beside it shows it.</summary>
internal static class WorldMap
{
    private const int Width = 680;
    private const int Height = 362;
    private const int Letters = 11;

    /// <summary>Names are printed of the countries with most.</summary>
    private const int Named = 8;

    /// <summary>Square pixels; what is smaller is a dot.</summary>
    private const double Smallest = 12;

    /// <summary>The middle of world maps printed in China, and of others.</summary>
    private const double PacificCentre = 150;
    private const double AtlanticCentre = 11;

    /// <summary>Part of China's outline, with counts of their own: as symbols, off the coast where they would hide each other.</summary>
    private static readonly Dictionary<string, GeoPoint> s_symbols = new(StringComparer.Ordinal)
    {
        ["HK"] = new(115.6, 21.3),
        ["MO"] = new(112.2, 20.6),
        ["TW"] = new(121, 23.7),
    };

    private static readonly GeoPoint[] s_edges = [new(0, 83.5), new(0, -56)];

    /// <summary>Without counts, legend and names.</summary>
    public static PlainMap Plain(MapBase map)
    {
        const int Drawn = Height - 36;
        MapFrame frame = Frame(map, Drawn - 4);
        PlainPlace[] places = [.. map.Outline.Places.Select(place =>
        {
            IReadOnlyList<IReadOnlyList<MapPoint>> rings = frame.Draw(place.Rings, all: place.Name == map.Home.Country);
            IReadOnlyList<IReadOnlyList<MapPoint>> whole = rings.Count > 0 ? rings : frame.Draw(place.Rings, all: true);
            MapPoint? middle = MapDrawing.Middle(whole) ?? (place.Rings is [[GeoPoint first, ..], ..] ? frame.Of(first) : null);
            return PlainPlace.Of(place.Name, rings, middle, whole.Sum(MapFrame.Area) < Smallest);
        })];
        HashSet<string> drawn = [.. places.Select(place => place.Name)];
        return new PlainMap(
            Width, Drawn, [.. places, .. s_symbols.Where(symbol => !drawn.Contains(symbol.Key)).Select(symbol => PlainPlace.Of(symbol.Key, [], frame.Of(symbol.Value), small: true))], null);
    }

    private static MapFrame Frame(MapBase map, double height)
    {
        MapProjection projection = new EqualEarthProjection(map.OfChina ? PacificCentre : AtlanticCentre);
        GeoPoint[] seen = [.. s_edges, new(projection.Centre - 179.9 < -180 ? projection.Centre + 180.1 : projection.Centre - 179.9, 0), new(projection.Centre + 179.9 > 180 ? projection.Centre - 180.1 : projection.Centre + 179.9, 0)];
        return new MapFrame(projection, seen, (2, 2, Width - 4, height));
    }

    public static MapPicture Draw(Panel panel, MapBase map, IReportTexts texts)
    {
        Slice[] slices = [.. panel.Data.All.Where(slice => slice.Category.Kind == CategoryKind.Country)];
        Dictionary<string, long> counts = slices.ToDictionary(slice => slice.Category.Key, slice => slice.Count, StringComparer.Ordinal);
        MapScale scale = MapScale.Of(counts.Values);
        string Fill(string name) => counts.TryGetValue(name, out long count) ? scale.Colour(scale.Class(count)) : name == map.Home.Country ? MapDrawing.Apart : MapDrawing.Empty;

        MapFrame frame = Frame(map, Height - 40);
        List<MapMark> marks = [];
        List<MapMark> dots = [];
        HashSet<string> symbols = new(StringComparer.Ordinal);
        Dictionary<string, MapPoint> middles = new(StringComparer.Ordinal);
        foreach (OutlinePlace place in map.Outline.Places)
        {
            IReadOnlyList<IReadOnlyList<MapPoint>> rings = frame.Draw(place.Rings, all: place.Name == map.Home.Country);
            if (rings.Count > 0)
            {
                marks.Add(new MapShape(rings, Fill(place.Name), MapDrawing.Border, 0.5));
            }
            IReadOnlyList<IReadOnlyList<MapPoint>> whole = rings.Count > 0 ? rings : frame.Draw(place.Rings, all: true);
            MapPoint? middle = MapDrawing.Middle(whole) ?? (place.Rings is [[GeoPoint first, ..], ..] ? frame.Of(first) : null);
            if (counts.ContainsKey(place.Name) && middle is MapPoint at && middles.TryAdd(place.Name, at) && whole.Sum(MapFrame.Area) < Smallest)
            {
                symbols.Add(place.Name);
                dots.Add(new MapDot(at, 2.6, Fill(place.Name), ChartPalette.Ink));
            }
        }
        foreach ((string name, GeoPoint point) in s_symbols.Where(symbol => counts.ContainsKey(symbol.Key) && !middles.ContainsKey(symbol.Key)))
        {
            middles[name] = frame.Of(point);
            symbols.Add(name);
            dots.Add(new MapDot(middles[name], 2.6, Fill(name), ChartPalette.Ink));
        }
        List<MapMark> legend = MapDrawing.Legend([.. MapDrawing.Classes(scale, texts).Reverse(), (MapDrawing.Apart, texts.Name(new Category(CategoryKind.Home)))], new MapPoint(6, Height - 31), across: Width);
        LabelPlacer labels = new(Width, Height - 34, []);
        IEnumerable<MapMark> names = slices.Where(slice => middles.ContainsKey(slice.Category.Key)).Take(Named)
            .Select(slice => labels.Place($"{ChartDrawing.Clip(texts.Name(slice.Category))} {texts.Percent(slice.Count, panel.Data.Total)}", middles[slice.Category.Key], Letters, reach: 14, symbols.Contains(slice.Category.Key)))
            .OfType<MapText>();
        return new MapPicture(
            Width, Height, [.. marks, .. dots, .. legend, .. names],
            [.. panel.Data.All.Where(slice => slice.Category.Kind != CategoryKind.Country || !middles.ContainsKey(slice.Category.Key))]);
    }
}
