using System.Text.Json;
using Suyuan.Model;

namespace Suyuan.Reporting;

/// <summary>
/// Reads outlines from GeoJSON (RFC 7946): a FeatureCollection of Polygons and MultiPolygons in WGS 84. A feature's <c>name</c> is the place's; where it
/// has none, <c>iso_a2</c> or <c>NAME</c>; a <c>label</c> (longitude, latitude) says where the name is to stand.
/// </summary>
public static class OutlineFile
{
    /// <summary>Larger files are drawn for other purposes: a printed map shows some thousand points.</summary>
    public const int LargestOctets = 32 * 1024 * 1024;

    /// <param name="known">A feature's name as the statistics name the place; empty = it is none that is counted.</param>
    /// <exception cref="FormatException">It is not such a file; the message says what is wrong.</exception>
    public static Outline Parse(ReadOnlyMemory<byte> json, Func<string, string> known)
    {
        ArgumentNullException.ThrowIfNull(known);
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            List<OutlinePlace> places = [];
            foreach (JsonElement feature in document.RootElement.GetProperty("features").EnumerateArray())
            {
                if (feature.GetProperty("geometry") is { ValueKind: JsonValueKind.Object } geometry)
                {
                    JsonElement properties = feature.GetProperty("properties");
                    places.Add(new OutlinePlace(known(Name(properties)), Label(properties), [.. Rings(geometry)]));
                }
            }
            return places.Count > 0 ? new Outline(places) : throw new FormatException("it has no features");
        }
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException("it is no GeoJSON FeatureCollection of polygons", problem);
        }
    }

    /// <summary>A region's name as the address data has it: 广东省 is 广东, 香港特别行政区 is 香港; others are themselves.</summary>
    public static string RegionName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        string? special = Array.Find(["香港", "澳门", "台湾"], start => name.StartsWith(start, StringComparison.Ordinal));
        return special ?? PlaceNames.ProvinceShort(name) ?? name;
    }

    private static string Name(JsonElement properties)
    {
        foreach (string key in (string[])["name", "iso_a2", "NAME"])
        {
            if (properties.ValueKind == JsonValueKind.Object && properties.TryGetProperty(key, out JsonElement name) && name.ValueKind == JsonValueKind.String)
            {
                return name.GetString()!;
            }
        }
        return "";
    }

    private static GeoPoint? Label(JsonElement properties) =>
        properties.ValueKind == JsonValueKind.Object && properties.TryGetProperty("label", out JsonElement label) && label.ValueKind == JsonValueKind.Array ? Point(label) : null;

    private static IEnumerable<IReadOnlyList<GeoPoint>> Rings(JsonElement geometry)
    {
        JsonElement coordinates = geometry.GetProperty("coordinates");
        return geometry.GetProperty("type").GetString() switch
        {
            "Polygon" => coordinates.EnumerateArray().Select(Ring),
            "MultiPolygon" => coordinates.EnumerateArray().SelectMany(polygon => polygon.EnumerateArray().Select(Ring)),
            string other => throw new FormatException($"it holds a {other} where only Polygon and MultiPolygon can be drawn"),
            null => throw new FormatException("it holds a geometry without a type"),
        };
    }

    private static IReadOnlyList<GeoPoint> Ring(JsonElement ring) => [.. ring.EnumerateArray().Select(Point)];

    private static GeoPoint Point(JsonElement pair)
    {
        (double longitude, double latitude) = pair.GetArrayLength() >= 2 ? (pair[0].GetDouble(), pair[1].GetDouble()) : (double.NaN, double.NaN);
        return longitude is >= -180 and <= 180 && latitude is >= -90 and <= 90
            ? new GeoPoint(longitude, latitude) : throw new FormatException("it holds a point that is not on the globe in degrees (WGS 84)");
    }
}
