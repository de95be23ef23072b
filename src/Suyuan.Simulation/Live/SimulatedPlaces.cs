using Suyuan.Model;
using Suyuan.Simulation.Worlds;

namespace Suyuan.Simulation.Live;

/// <summary>
/// Where the demo's addresses lie, by the plan that they are drawn from: no address data is needed, and none fetched. Addresses outside the plan, which only forgers
/// use, lie in one of its countries by their first octet.
/// </summary>
public sealed class SimulatedPlaces : IPlaceLookup
{
    private readonly (IpPrefix Prefix, Place Place)[] _blocks;
    private readonly string[] _countries = [.. AddressPlan.Countries];

    public SimulatedPlaces() => _blocks =
    [
        .. AddressPlan.Providers.Select(name => (Name: name, Place: OfProvider(name)))
            .Concat(AddressPlan.HomeNetworks.Select(name => (Name: name, Place: OfNetwork(name))))
            .Concat(AddressPlan.Countries.Select(name => (Name: name, Place: new Place(name, null, null, null, null, 0, NetworkKind.Carrier))))
            .SelectMany(named => AddressPlan.Find(named.Name)!.Select(prefix => (Prefix: prefix, named.Place)))
            .OrderByDescending(block => block.Prefix.Length),
    ];

    public string Version => "simulated";

    public IReadOnlyList<AddressDataSource> Sources { get; } = [new("SIMULATED", "places of a simulated network", null, "Apache-2.0", null, null, true)];

    public Place Find(IpAddress address)
    {
        foreach ((IpPrefix prefix, Place place) in _blocks)
        {
            if (prefix.Contains(address))
            {
                return place;
            }
        }
        return address.IsV4 && address.V4 >> 24 is > 0 and not 10 and not 127 and < 224
            ? new Place(_countries[(address.V4 >> 24) % _countries.Length], null, null, null, null, 0, NetworkKind.Carrier)
            : Place.Unknown;
    }

    /// <summary>广东电信: province and operator.</summary>
    private static Place OfNetwork(string name)
    {
        string province = PlaceNames.Provinces.First(one => name.StartsWith(one, StringComparison.Ordinal));
        return new Place("CN", province, null, name[province.Length..], null, 0, NetworkKind.Carrier);
    }

    /// <summary>US DigitalOcean: country and cloud.</summary>
    private static Place OfProvider(string name) => new(name[..2], null, null, null, name[3..], 0, NetworkKind.Cloud);
}
