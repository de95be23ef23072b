using System.Text;
using System.Text.RegularExpressions;
using Suyuan.Model;
using Xunit;

namespace Suyuan.Reporting.Tests.Maps;

public sealed partial class MapDrawingTests
{
    private static readonly Lineage s_lineage = new("q", new Dictionary<string, string>(), 1, "");

    [Fact]
    public void China_is_drawn_with_its_34_regions_and_the_sea_in_an_inset()
    {
        Assert.Equal(35, Outline.China.Places.Count);
        Assert.Empty(PlaceNames.Provinces.Except(Outline.China.Places.Select(place => place.Name)));
        // The dashed line: ten dashes, from 3° N to north of 24° N beside Taiwan, and the islands within.
        OutlinePlace sea = Outline.China.Places.Single(place => place.Name.Length == 0);
        Assert.Equal(17, sea.Rings.Count);
        Assert.InRange(sea.Rings.Min(ring => ring.Min(point => point.Latitude)), 3, 4);
        Assert.InRange(sea.Rings.Max(ring => ring.Max(point => point.Latitude)), 24, 25);
        MapPicture picture = MapDrawing.Of(Home(("广东", 3)), Texts(ReportLanguage.Chinese));
        string svg = MapSvg.Write("m", "t", picture);
        Assert.All((string[])["南海诸岛", "台湾", "香港", "按境外统计"], name => Assert.Contains(name, svg, StringComparison.Ordinal));
        // Every ring of the sea is in the inset, none of them thinned away.
        Assert.Contains(picture.Marks.OfType<MapShape>(), shape => shape.Fill == ChartPalette.Ink && shape.Rings.Count == 17);
    }

    /// <summary>Points whose province and country are beyond doubt here, in the places where outlines differ among them.</summary>
    [Theory]
    [InlineData(93.6, 27.6, "西藏", "CN")]
    [InlineData(79.5, 35.2, "新疆", "CN")]
    [InlineData(121.0, 23.7, "台湾", "CN")]
    [InlineData(116.4, 39.9, "北京", "CN")]
    [InlineData(113.2, 23.1, "广东", "CN")]
    [InlineData(-100, 40, "", "US")]
    [InlineData(2.3, 48.8, "", "FR")]
    public void Places_lie_in_their_outlines(double longitude, double latitude, string province, string country)
    {
        GeoPoint point = new(longitude, latitude);
        Assert.Equal(province, Outline.China.Places.FirstOrDefault(place => Holds(place, point))?.Name ?? "");
        Assert.Equal(country, Outline.World.Places.First(place => Holds(place, point)).Name);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(31, false)]
    [InlineData(31, true)]
    public void Labels_keep_apart_whatever_the_data(int places, bool lopsided)
    {
        foreach (ReportLanguage language in Enum.GetValues<ReportLanguage>())
        {
            IReportTexts texts = Texts(language);
            (string, long)[] provinces = [.. PlaceNames.Provinces.Take(places).Select((name, index) => (name, lopsided && index == 0 ? 1_000L * places : 1))];
            (string, long)[] countries = [.. PlaceNames.Countries.Where(code => code != "CN").TakeLast(places * 8).Select((code, index) => (code, lopsided && index == 0 ? 1_000_000L * places : index + 1L))];
            foreach (MapPicture picture in (MapPicture[])[MapDrawing.Of(Home(provinces), texts), MapDrawing.Of(World(countries), texts)])
            {
                SvgLabels.Check(MapSvg.Write("m", "t", picture), picture.Width, picture.Height, $"{language} {places}");
            }
        }
    }

    [Fact]
    public void The_leaders_of_the_reference_are_named_and_every_count_has_a_place()
    {
        Report report = ReferenceQuarter.Build();
        Assert.Equal([2, 2, 2, 2, 2, 1, 1], report.Maps.Select(figure => figure.Panels.Count));
        foreach (Panel panel in report.Maps.SelectMany(figure => figure.Panels))
        {
            MapPicture picture = MapDrawing.Of(panel, Texts(ReportLanguage.Chinese));
            string leader = Texts(ReportLanguage.Chinese).Name(panel.Data.All.First(slice => slice.Category.Kind is CategoryKind.Province or CategoryKind.Country).Category);
            Assert.Contains(picture.Marks.OfType<MapText>(), text => text.Text.StartsWith(leader, StringComparison.Ordinal));
            Assert.DoesNotContain(picture.Missing, slice => slice.Category.Kind is CategoryKind.Province or CategoryKind.Country);
        }
    }

    [Fact]
    public void Unknown_and_unmapped_places_are_noted_and_not_lost()
    {
        Panel panel = Home(("广东", 3), ("火星", 2));
        panel = panel with { Data = panel.Data with { All = [.. panel.Data.All, new Slice(Category.Unknown, 4)] } };
        Assert.Equal("地图上未标出：火星 2、未知 4。", Texts(ReportLanguage.Chinese).NotOnMap(MapDrawing.Of(panel, Texts(ReportLanguage.Chinese)).Missing));
    }

    [Theory]
    [InlineData(new long[] { }, new long[] { })]
    [InlineData(new long[] { 1 }, new long[] { 1 })]
    [InlineData(new long[] { 3, 1 }, new long[] { 1, 2 })]
    [InlineData(new long[] { 42_472, 7 }, new long[] { 1, 2_000, 5_000, 10_000, 20_000 })]
    [InlineData(new long[] { long.MaxValue }, new long[] { 1, 500_000_000_000_000_000, 1_000_000_000_000_000_000, 2_000_000_000_000_000_000, 5_000_000_000_000_000_000 })]
    public void Classes_begin_at_round_numbers_and_hold_every_count(long[] counts, long[] starts)
    {
        MapScale scale = MapScale.Of(counts);
        Assert.Equal(starts, scale.Starts);
        foreach (long count in counts)
        {
            (long from, long to) = scale.Range(scale.Class(count));
            Assert.InRange(count, from, to);
        }
    }

    [Fact]
    public void Another_home_has_a_map_of_its_regions_once_its_outlines_are_given()
    {
        const string Json = """
            {"type":"FeatureCollection","features":[
            {"type":"Feature","properties":{"name":"North"},"geometry":{"type":"Polygon","coordinates":[[[5,50],[15,50],[15,55],[5,55],[5,50]]]}},
            {"type":"Feature","properties":{"name":"South"},"geometry":{"type":"MultiPolygon","coordinates":[[[[5,45],[15,45],[15,50],[5,50],[5,45]]]]}}]}
            """;
        FakeStatistics statistics = new("2021Q2") { Home = new HomeRegion("DE", TimeZoneInfo.Utc) };
        statistics.Resources[new ResourceSelection(ResourceKind.Bot)] = FakeResources.From([("US", 4)], [("North", 9), ("South", 1)], [("Net", 10)]);
        Report without = ReportBuilder.Build(statistics, [], ReferenceQuarter.Options);
        Assert.Equal(PanelSubject.WorldMap, without.Maps[1].Panels.Single().Subject);
        Assert.Empty(without.Maps[^1].Panels);
        Report with = ReportBuilder.Build(
            statistics, [], ReferenceQuarter.Options with { HomeMap = OutlineFile.Parse(Encoding.UTF8.GetBytes(Json), name => name), MapReviewNumber = "GS(2099)1号" });
        string html = HtmlReport.Render(with, ReportLanguage.English, ReportEdition.Public);
        Assert.Contains("id=\"fig-map-bots\"", html, StringComparison.Ordinal);
        Assert.Contains(">North</text>", html, StringComparison.Ordinal);
        Assert.Contains("GS(2099)1号", html, StringComparison.Ordinal);
        Assert.DoesNotContain("South China Sea", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{\"features\":[]}")]
    [InlineData("{\"features\":[{\"properties\":{},\"geometry\":{\"type\":\"Point\",\"coordinates\":[1,2]}}]}")]
    [InlineData("{\"features\":[{\"properties\":{},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[500000,4000000],[1,1],[2,2],[1,1]]]}}]}")]
    [InlineData("{\"features\":[{\"geometry\":7}]}")]
    [InlineData("no json")]
    public void What_is_no_outline_is_refused(string json) => Assert.Throws<FormatException>(() => OutlineFile.Parse(Encoding.UTF8.GetBytes(json), name => name));

    [Fact]
    public void Names_of_regions_are_those_of_the_address_data() =>
        Assert.Equal(["广东", "内蒙古", "香港", "台湾", "Bayern"], ((string[])["广东省", "内蒙古自治区", "香港特别行政区", "台湾省", "Bayern"]).Select(OutlineFile.RegionName));

    /// <summary>A metafile's records end where they say, and the last where the header says.</summary>
    [Fact]
    public void The_metafile_is_well_formed()
    {
        byte[] emf = MapEmf.Write(MapDrawing.Of(Home(("广东", 3), ("江苏", 9)), Texts(ReportLanguage.Chinese)));
        int at = 0;
        int records = 0;
        int last = 0;
        while (at < emf.Length)
        {
            last = BitConverter.ToInt32(emf, at);
            int size = BitConverter.ToInt32(emf, at + 4);
            Assert.True(size >= 8 && size % 4 == 0 && at + size <= emf.Length);
            at += size;
            records++;
        }
        Assert.Equal(14, last);
        Assert.Equal((emf.Length, records), (BitConverter.ToInt32(emf, 48), BitConverter.ToInt32(emf, 52)));
        Assert.Contains("江苏", Encoding.Unicode.GetString(emf), StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_has_no_id_but_its_own_and_fits_in_a_page()
    {
        string svg = MapSvg.Write("fig-map-x", "Title & <words>", MapDrawing.Of(World(("US", 5), ("HK", 2), ("SG", 1)), Texts(ReportLanguage.English)));
        Assert.Equal("fig-map-x-title", Ids().Matches(svg).Select(match => match.Groups[1].Value).Single());
        Assert.Contains("Title &amp; &lt;words&gt;", svg, StringComparison.Ordinal);
        Assert.Contains("Hong Kong, China 25.0%", svg, StringComparison.Ordinal);
        Assert.InRange(svg.Length, 20_000, 120_000);
    }

    private static Panel Home(params (string Name, long Count)[] counts) => Of(PanelSubject.HomeMap, CategoryKind.Province, new MapBase(Outline.China, HomeRegion.China, World: false), counts);

    private static Panel World(params (string Name, long Count)[] counts) => Of(PanelSubject.WorldMap, CategoryKind.Country, new MapBase(Outline.World, HomeRegion.China, World: true), counts);

    private static Panel Of(PanelSubject subject, CategoryKind kind, MapBase map, (string Name, long Count)[] counts)
    {
        IReadOnlyList<Slice> slices = CategoryOrder.Sort(counts.Select(count => new CategoryCount(count.Name, count.Count)), kind);
        return new Panel("m", subject, ChartShape.Map, new Breakdown(slices.Sum(slice => slice.Count), slices, slices, 0), s_lineage) { Map = map };
    }

    private static IReportTexts Texts(ReportLanguage language) => ReportTexts.For(language, ReferenceQuarter.Build());

    /// <summary>An odd number of edges lies east of it.</summary>
    private static bool Holds(OutlinePlace place, GeoPoint point)
    {
        bool inside = false;
        foreach (IReadOnlyList<GeoPoint> ring in place.Rings)
        {
            for (int index = 0; index < ring.Count; index++)
            {
                (GeoPoint from, GeoPoint to) = (ring[index], ring[(index + 1) % ring.Count]);
                inside ^= from.Latitude > point.Latitude != to.Latitude > point.Latitude
                    && point.Longitude < from.Longitude + ((point.Latitude - from.Latitude) / (to.Latitude - from.Latitude) * (to.Longitude - from.Longitude));
            }
        }
        return inside;
    }

    [GeneratedRegex(" id=\"([^\"]*)\"")]
    private static partial Regex Ids();
}
