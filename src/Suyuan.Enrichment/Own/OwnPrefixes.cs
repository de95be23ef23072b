using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Suyuan.Model;

namespace Suyuan.Enrichment;

/// <summary>What an operator knows of prefixes better than the databases; null = the databases' word stands.</summary>
internal sealed record OwnPlace(string? Country, string? Province, string? City, string? Operator, string? Cloud, uint? Asn)
{
    public PlaceFacts Over(in PlaceFacts facts)
    {
        Place place = Over(new Place(facts.Country, facts.Province, facts.City, facts.Operator, facts.Cloud, facts.Asn, facts.Kind));
        return new PlaceFacts(place.Country, place.Province, place.City, place.Operator, place.Cloud, place.Asn, place.Kind);
    }

    public Place Over(Place place) => new(
        Country ?? (Province is not null && PlaceNames.ProvinceOrder(Province) != int.MaxValue ? "CN" : place.Country),
        Province ?? (Country is null || Country == place.Country ? place.Province : null),
        City ?? (Province is null && (Country is null || Country == place.Country) ? place.City : null),
        // A machine in a cloud has a cloud and no access operator; who is told an operator is in no cloud.
        Operator ?? (Cloud is null ? place.Operator : null),
        Cloud ?? (Operator is null ? place.Cloud : null),
        Asn ?? place.Asn,
        Cloud is not null ? NetworkKind.Cloud : Operator is not null && place.Cloud is not null ? NetworkKind.Carrier : place.Kind);
}

/// <summary>
/// A CSV of prefixes with what the operator says of them: a <c>prefix</c> column and any of <c>country</c>, <c>province</c>, <c>city</c>,
/// <c>operator</c>, <c>cloud</c>, <c>asn</c>, found by the header. The longest prefix wins; empty cells leave the databases' word.
/// </summary>
public sealed class OwnPrefixes
{
    private static readonly string[] s_columns = ["prefix", "country", "province", "city", "operator", "cloud", "asn"];

    private readonly Track<uint> _v4;
    private readonly Track<ulong> _v6;
    private readonly IReadOnlyList<OwnPlace> _places;

    private OwnPrefixes(Track<uint> v4, Track<ulong> v6, IReadOnlyList<OwnPlace> places)
    {
        (_v4, _v6, _places) = (v4, v6, places);
    }

    /// <summary>First 12 hex digits of the file's SHA-256.</summary>
    internal string Digest { get; private init; } = "";

    /// <summary>When the file was last changed, UTC.</summary>
    internal DateOnly Date { get; private init; }

    internal OwnPlace? Find(IpAddress address)
    {
        address = SpecialAddresses.Unwrap(address);
        int at = address.IsV4 ? _v4.Find(address.V4) : _v6.Find((ulong)(address.Value >> 64));
        return at < 0 ? null : _places[at];
    }

    /// <param name="path">A CSV; docs/address-data.md says of what.</param>
    /// <exception cref="AddressDataException">The file cannot be read, or a line of it; the message names the line.</exception>
    public static OwnPrefixes Read(string path)
    {
        byte[] octets;
        try
        {
            octets = File.ReadAllBytes(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new AddressDataException($"The prefixes of data.own_prefixes cannot be read: {problem.Message}", problem);
        }
        return Parse(
            Path.GetFileName(path), Encoding.UTF8.GetString(octets).TrimStart('\uFEFF'), Convert.ToHexStringLower(SHA256.HashData(octets))[..12],
            DateOnly.FromDateTime(File.GetLastWriteTimeUtc(path)));
    }

    private static OwnPrefixes Parse(string name, string csv, string digest, DateOnly date)
    {
        using StringReader reader = new(csv);
        List<string> header = [.. CsvLine.Split(reader.ReadLine() ?? "").Select(column => column.Trim().ToLowerInvariant())];
        if (!header.Contains("prefix") || header.Find(column => !s_columns.Contains(column)) is not null)
        {
            throw new AddressDataException(
                $"{name}: its first line must name the columns: prefix and any of {string.Join(", ", s_columns[1..])}" + (header.Find(column => !s_columns.Contains(column)) is { } unknown ? $"; '{unknown}' is none of them" : ""));
        }
        Numbering<OwnPlace> places = new();
        TrackBuilder<uint> v4 = new();
        TrackBuilder<ulong> v6 = new();
        for (int line = 2; reader.ReadLine() is string text; line++)
        {
            if (text.Trim() is "" or ['#', ..])
            {
                continue;
            }
            List<string> fields = CsvLine.Split(text);
            string? Cell(string column) => header.IndexOf(column) is >= 0 and int at && at < fields.Count && fields[at].Trim() is { Length: > 0 } value ? value : null;
            AddressDataException Refused(string what) => new(string.Create(CultureInfo.InvariantCulture, $"{name}, line {line}: {what}"));
            if (fields.Count > header.Count)
            {
                throw Refused($"{fields.Count} fields where the first line names {header.Count} columns");
            }
            if (!IpPrefix.TryParse(Cell("prefix"), out IpPrefix prefix))
            {
                throw Refused($"'{Cell("prefix")}' is no prefix; write 192.0.2.0/24 or 2001:db8::/32");
            }
            uint? asn = null;
            if (Cell("asn") is string number)
            {
                asn = uint.TryParse(number.StartsWith("AS", StringComparison.OrdinalIgnoreCase) ? number[2..] : number, NumberStyles.None, CultureInfo.InvariantCulture, out uint parsed)
                    ? parsed : throw Refused($"'{number}' is no AS number");
            }
            string? country = Cell("country")?.ToUpperInvariant();
            if (country is not (null or [>= 'A' and <= 'Z', >= 'A' and <= 'Z']))
            {
                throw Refused($"'{country}' is no ISO 3166-1 alpha-2 code");
            }
            OwnPlace place = new(
                country, Cell("province") is string province ? PlaceNames.ProvinceShort(province) ?? province : null, Cell("city"),
                Network(Cell("operator")), Network(Cell("cloud")), asn);
            Add(v4, v6, prefix, places.NumberOf(place), Refused);
        }
        return new OwnPrefixes(v4.Build(), v6.Build(), places.Values) { Digest = digest, Date = date };
    }

    private static void Add(TrackBuilder<uint> v4, TrackBuilder<ulong> v6, IpPrefix prefix, int number, Func<string, AddressDataException> refused)
    {
        if (prefix.Address.IsV4)
        {
            v4.Add(prefix.Address.V4, prefix.Last.V4, number);
        }
        else if ((ulong)(prefix.Last.Value & ulong.MaxValue) != ulong.MaxValue || (ulong)(prefix.Address.Value & ulong.MaxValue) != 0)
        {
            throw refused($"{prefix} is longer than a /64, and IPv6 is placed by /64");
        }
        else
        {
            v6.Add((ulong)(prefix.Address.Value >> 64), (ulong)(prefix.Last.Value >> 64), number);
        }
    }

    private static string? Network(string? name) => name is null ? null : PlaceNames.NetworkShort(name) ?? name;
}
