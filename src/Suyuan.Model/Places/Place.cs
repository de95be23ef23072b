namespace Suyuan.Model;

/// <summary>What kind of network announces an address.</summary>
public enum NetworkKind : byte
{
    Unknown = 0,
    Carrier,
    Cloud,
    Hosting,
    Cdn,
    Education,
    Research,
    Government,
    Enterprise,
}

/// <summary>
/// Where an address belongs (归属地). Null is unknown (未知), never a guess. Provinces, operators and clouds are the short Chinese names of
/// the address data's vocabulary (广东, 电信, 阿里云); English names come from the report's tables.
/// </summary>
/// <param name="Country">ISO 3166-1 alpha-2; Hong Kong, Macao and Taiwan are HK, MO, TW.</param>
/// <param name="Operator">Access operator; null for a machine in a cloud.</param>
/// <param name="Cloud">Rented machines only (cloud or hosting), never a CDN.</param>
/// <param name="Asn">Origin AS; 0 = not announced.</param>
public sealed record Place(string? Country, string? Province, string? City, string? Operator, string? Cloud, uint Asn, NetworkKind Kind)
{
    public static Place Unknown { get; } = new(null, null, null, null, null, 0, NetworkKind.Unknown);

    /// <summary>The label of the report's tables: the cloud's name in a cloud, else the operator's.</summary>
    public string? Network => Cloud ?? Operator;
}

/// <summary>Address → place, from one version of the address data. Thread-safe, no allocation per lookup.</summary>
public interface IPlaceLookup
{
    /// <summary>Identifies the address data, for lineage: changes whenever any answer may change.</summary>
    string Version { get; }

    IReadOnlyList<AddressDataSource> Sources { get; }

    Place Find(IpAddress address);
}

/// <summary>One input of the address data, as shown to readers.</summary>
/// <param name="Attribution">What its licence asks to be printed; null when nothing.</param>
/// <param name="Present">False when the source could not be had; the data then does without it.</param>
public sealed record AddressDataSource(string Name, string Use, DateOnly? Date, string Licence, string? Attribution, Uri? Link, bool Present);
