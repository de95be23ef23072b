using System.Collections.Concurrent;
using Suyuan.Model;

namespace Suyuan.Enrichment;

/// <summary>The address data with an operator's own prefixes over it. Thread-safe; a lookup allocates only for the first use of a place.</summary>
public sealed class OwnPlaces : IPlaceLookup
{
    private readonly IPlaceLookup _databases;
    private readonly OwnPrefixes _own;
    private readonly ConcurrentDictionary<(OwnPlace Own, Place Place), Place> _places = new();

    public OwnPlaces(IPlaceLookup databases, OwnPrefixes own)
    {
        ArgumentNullException.ThrowIfNull(databases);
        ArgumentNullException.ThrowIfNull(own);
        (_databases, _own) = (databases, own);
        Version = $"{databases.Version}+own-{own.Digest}";
        Sources = [new AddressDataSource("own prefixes 自有网段", "country, province, operator, cloud 国家地区、省、运营商、云", own.Date, "–", null, null, true), .. databases.Sources];
    }

    public string Version { get; }

    public IReadOnlyList<AddressDataSource> Sources { get; }

    public Place Find(IpAddress address)
    {
        Place place = _databases.Find(address);
        return _own.Find(address) is OwnPlace own ? _places.GetOrAdd((own, place), static key => key.Own.Over(key.Place)) : place;
    }
}
