namespace Suyuan.Model;

/// <summary>Whose report it is: what counts as 境内, and the zone in which periods, days and weeks are cut.</summary>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
public sealed record HomeRegion(string Country, TimeZoneInfo Zone)
{
    /// <summary>China, Asia/Shanghai. Hong Kong, Macao and Taiwan count as 境外, as in the reference report.</summary>
    public static HomeRegion China { get; } = new("CN", FindZone("Asia/Shanghai", TimeSpan.FromHours(8)));

    /// <summary>A zone by IANA name; a fixed offset where the machine has no zone data.</summary>
    private static TimeZoneInfo FindZone(string name, TimeSpan offset) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(name, out TimeZoneInfo? zone) ? zone : TimeZoneInfo.CreateCustomTimeZone(name, offset, name, name);

    public bool IsHome(Place place)
    {
        ArgumentNullException.ThrowIfNull(place);
        return place.Country == Country;
    }
}
