namespace Suyuan.Reporting;

/// <summary>Degrees; longitude −180 to 180, east positive.</summary>
public readonly record struct GeoPoint(double Longitude, double Latitude);

/// <summary>A province, country or piece of a coast.</summary>
/// <param name="Name">The key of its category (short name of a province, ISO code of a country); empty = drawn, never counted.</param>
/// <param name="Label">Where its name belongs; null = in its middle.</param>
/// <param name="Rings">Closed lines, holes among them: what an odd number of them surrounds is inside.</param>
public sealed record OutlinePlace(string Name, GeoPoint? Label, IReadOnlyList<IReadOnlyList<GeoPoint>> Rings);

/// <summary>Outlines to draw a map with.</summary>
/// <param name="Shipped">They are the ones that come with the program.</param>
public sealed record Outline(IReadOnlyList<OutlinePlace> Places, bool Shipped = false)
{
    private static readonly Lazy<Outline> s_china = new(() => OutlineFile.Parse(EmbeddedText.Octets("china.json"), name => name) with { Shipped = true });
    private static readonly Lazy<Outline> s_world = new(() => OutlineFile.Parse(EmbeddedText.Octets("world.json"), name => name) with { Shipped = true });

    /// <summary>Provinces of China by short name.</summary>
    public static Outline China => s_china.Value;

    /// <summary>Countries by ISO 3166-1 alpha-2.</summary>
    public static Outline World => s_world.Value;
}
