using System.Globalization;
using System.Security.Cryptography;
using Suyuan.Model;

namespace Suyuan.Enrichment;

/// <summary>A database that the operator brings: a MaxMind DB in the layout of GeoIP2 or a flat one, or ip2region's xdb of versions 2 and 3. Its word wins over the databases that are fetched.</summary>
internal sealed record OwnDatabase(string Name, DateOnly Date, string Sha512, Source<uint, OwnPlace> V4, Source<ulong, OwnPlace> V6)
{
    /// <summary>Where the layouts in use have what we want; the first that is there counts.</summary>
    private static readonly string[] s_country = ["country.iso_code", "country_code", "country"];
    private static readonly string[] s_province = ["subdivisions.0.names.en", "subdivisions.0.names.zh-CN", "state1", "region", "region_name"];
    private static readonly string[] s_city = ["city.names.en", "city.names.zh-CN", "city", "city_name"];
    private static readonly string[] s_network = ["isp", "autonomous_system_organization", "organization", "as_name"];
    private static readonly string[] s_asn = ["autonomous_system_number", "asn"];

    public static OwnDatabase Read(string path)
    {
        DatabaseFile file;
        try
        {
            file = DatabaseFile.Read(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new AddressDataException($"The database {path} of data.own_databases cannot be read: {error.Message}", error);
        }
        string digest = Convert.ToBase64String(SHA512.HashData(file.Slice(0, file.Length)));
        if (MmdbFile.IsOne(file))
        {
            MmdbFile database = new(file);
            string[] keys = [.. s_country, .. s_province, .. s_city, .. s_network, .. s_asn];
            return new OwnDatabase(
                file.Name, database.Built, digest, database.ReadV4(OfRecord, keys),
                database.HoldsV6 ? database.ReadV6(OfRecord, keys) : Source<ulong, OwnPlace>.Empty);
        }
        if (XdbFile.IsOne(file))
        {
            return XdbFile.HoldsV6(file)
                ? new OwnDatabase(file.Name, XdbFile.Created(file), digest, Source<uint, OwnPlace>.Empty, Places(XdbFile.ReadV6(file)))
                : new OwnDatabase(file.Name, XdbFile.Created(file), digest, Places(XdbFile.Read(file)), Source<ulong, OwnPlace>.Empty);
        }
        throw new AddressDataException($"{path} of data.own_databases is neither a MaxMind DB nor an ip2region xdb of version 2 or 3.");
    }

    public ManifestSource Describe() => new(
        $"own:{Name}", Name, "country, province, city, operator, cloud 自备", Date, "–", null, null, true, null, Sha512, V4.Ranges + V6.Ranges, 0);

    private static OwnPlace OfRecord(string?[] texts)
    {
        int at = 0;
        string? First(string[] keys)
        {
            string? found = texts[at..(at + keys.Length)].Select(Region.Known).FirstOrDefault(text => text is not null);
            at += keys.Length;
            return found;
        }
        string? country = First(s_country);
        string? province = First(s_province);
        string? city = First(s_city);
        string? network = First(s_network);
        string? asn = First(s_asn);
        uint? number = uint.TryParse(asn?.StartsWith("AS", StringComparison.OrdinalIgnoreCase) == true ? asn[2..] : asn, NumberStyles.None, CultureInfo.InvariantCulture, out uint parsed) ? parsed : null;
        return Of(country?.ToUpperInvariant(), province, city, network, number);
    }

    private static Source<T, OwnPlace> Places<T>(Source<T, Region> regions)
        where T : unmanaged, System.Numerics.IBinaryInteger<T>, System.Numerics.IMinMaxValue<T> =>
        new(regions.Track, [.. regions.Values.Select(region => Of(region.Code ?? CodeOf(region), region.Province, region.City, region.Network, null))]);

    private static OwnPlace Of(string? country, string? province, string? city, string? network, uint? asn)
    {
        country = country is [>= 'A' and <= 'Z', >= 'A' and <= 'Z'] ? country : null;
        province = country == "CN" ? PlaceNames.ProvinceShort(province) : country is "HK" or "MO" or "TW" ? null : province;
        city = city is { Length: > 2 } && city[^1] == '市' ? city[..^1] : city;
        string? cloud = NetworkTexts.Cloud(network);
        return new OwnPlace(country, province, city, cloud is null ? PlaceNames.NetworkShort(network ?? "") ?? NetworkTexts.Operator(network).Name : null, cloud, asn);
    }

    /// <summary>xdb of before 2026 names countries in Chinese, and Hong Kong, Macao and Taiwan as provinces.</summary>
    private static string? CodeOf(Region region) => region switch
    {
        { Country: "中国", Province: { } province } when province.StartsWith("香港", StringComparison.Ordinal) => "HK",
        { Country: "中国", Province: { } province } when province.StartsWith("澳门", StringComparison.Ordinal) => "MO",
        { Country: "中国", Province: { } province } when province.StartsWith("台湾", StringComparison.Ordinal) => "TW",
        { Country: "中国" } => "CN",
        { Country: { } name } => PlaceNames.Countries.FirstOrDefault(code => PlaceNames.CountryZh(code) == name),
        _ => null,
    };
}
