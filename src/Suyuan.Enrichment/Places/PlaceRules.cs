using System.Collections.Frozen;
using Suyuan.Model;

namespace Suyuan.Enrichment;

/// <summary>What DB-IP says of a range.</summary>
internal sealed record CityRow(string? Country, string? Province, string? City);

/// <summary>All that the sources say of one range; null where one says nothing.</summary>
/// <param name="Asn">0 = not announced.</param>
/// <param name="CloudPrefix">The cloud of <c>cloud-prefix-supplement.csv</c>.</param>
/// <param name="Registry">Country by geo-whois-asn-country.</param>
internal readonly record struct Evidence(
    bool IsV6, uint Asn, string? CloudPrefix, Region? Region, CityRow? City, string? Tor, string? Registry);

/// <summary>The answer for one range, in the order of the place's fields.</summary>
internal readonly record struct PlaceFacts(
    string? Country, string? Province, string? City, string? Operator, string? Cloud, uint Asn, NetworkKind Kind);

/// <summary>
/// Which source wins for which field (docs/address-data.md). Operator and cloud come from the AS, as ip2region's names are older than
/// many networks; provinces come from ip2region, as DB-IP's are a guess for whole ASes in several large networks.
/// </summary>
internal sealed class PlaceRules(FrozenDictionary<uint, SystemOperator> systems)
{
    /// <summary>
    /// DB-IP has one province for nearly all of these: China Mobile's backbone and its Jiangxi and Henan networks, 铁通, CERNET.
    /// </summary>
    private static readonly FrozenSet<uint> ProvinceGuessed = FrozenSet.ToFrozenSet<uint>([9808, 9394, 24138, 4538, 23910, 56045]);

    public PlaceFacts Decide(in Evidence evidence)
    {
        SystemOperator? system = systems.GetValueOrDefault(evidence.Asn);
        (string? cloud, NetworkKind cloudKind) = Cloud(evidence, system);
        string? country = Country(evidence, cloud);
        (string? name, NetworkKind operatorKind) =
            cloud is null && system?.Kind is not NetworkKind.Cdn ? Operator(evidence, system, country) : default;
        NetworkKind kind = cloud is not null ? cloudKind : system?.Kind ?? operatorKind;
        if (country != "CN")
        {
            // Any country can be somebody's home. DB-IP's word goes only for the country that it means itself.
            CityRow? abroad = country is not null && Code(evidence.City?.Country) == country ? evidence.City : null;
            return new PlaceFacts(country, country is "HK" or "MO" or "TW" ? null : abroad?.Province, abroad?.City, name, cloud, evidence.Asn, kind);
        }
        string? regional = PlaceNames.ProvinceShort(evidence.Region?.Province);
        string? province = Province(evidence, system, regional);
        string? city = province is not null && province == regional ? CityName(evidence.Region?.City) : null;
        return new PlaceFacts(country, province, city, name, cloud, evidence.Asn, kind);
    }

    private static (string? Name, NetworkKind Kind) Cloud(in Evidence evidence, SystemOperator? system)
    {
        switch (system?.Kind)
        {
            case NetworkKind.Cloud or NetworkKind.Hosting:
                return (system.Name, system.Kind);
            case NetworkKind.Cdn:
                return default;
            default:
                string? cloud = evidence.CloudPrefix ?? NetworkTexts.Cloud(evidence.Region?.Network);
                return (cloud, cloud is null ? NetworkKind.Unknown : NetworkKind.Cloud);
        }
    }

    /// <summary>ip2region's 电信 and 移动 are plain words abroad: Korea Telecom is one, and no 电信.</summary>
    private static (string? Name, NetworkKind Kind) Operator(in Evidence evidence, SystemOperator? system, string? country) =>
        system is not null ? (system.Name, system.Kind) : country is null or "CN" ? NetworkTexts.Operator(evidence.Region?.Network) : default;

    private static string? Province(in Evidence evidence, SystemOperator? system, string? regional)
    {
        if (system is { Kind: NetworkKind.Carrier, Province: not null })
        {
            return system.Province;
        }
        if (regional is not null)
        {
            return regional;
        }
        bool isGuess = ProvinceGuessed.Contains(evidence.Asn)
            || (evidence.IsV6 && system?.Kind is NetworkKind.Carrier or NetworkKind.Education);
        return isGuess ? null : PlaceNames.ProvinceShort(evidence.City?.Province);
    }

    /// <summary>A majority of three; without one DB-IP, then the others. For Chinese clouds the registries know the owner's country, not the machine's.</summary>
    private static string? Country(in Evidence evidence, string? cloud)
    {
        string? city = Code(evidence.City?.Country);
        string? tor = Code(evidence.Tor);
        string? registry = Code(evidence.Registry);
        // It answers AU for IPv6 that is not Australian, most likely APNIC's own registration.
        registry = evidence.IsV6 && registry == "AU" ? null : registry;
        if (cloud is not null && city is not null && IsChinese(cloud))
        {
            return city;
        }
        if (tor is not null && tor == registry)
        {
            return tor;
        }
        return city ?? tor ?? registry
            ?? (evidence.Region?.Country == "中国" && PlaceNames.ProvinceShort(evidence.Region.Province) is not null ? "CN" : null);
    }

    private static bool IsChinese(string cloud) => cloud == "UCloud" || cloud.Any(c => c > '\x7F');

    /// <summary>Without codes that are not of one country.</summary>
    private static string? Code(string? code) =>
        code is [>= 'A' and <= 'Z', >= 'A' and <= 'Z'] and not ("EU" or "AP" or "XX" or "ZZ") ? code : null;

    private static string? CityName(string? city) => city is { Length: > 2 } && city[^1] == '市' ? city[..^1] : city;
}
