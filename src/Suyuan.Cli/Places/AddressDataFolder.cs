using Suyuan.Cli.Configuration;
using Suyuan.Enrichment;
using Suyuan.Model;

namespace Suyuan.Cli.Places;

/// <summary>The address data of this machine: where it lies, and how it gets there on first use.</summary>
internal static class AddressDataFolder
{
    /// <summary>Set to 1, nothing is fetched on first use.</summary>
    public const string OfflineVariable = "SUYUAN_OFFLINE";

    public static string Path(SuyuanConfiguration configuration) => configuration.Data.Folder ?? AddressDataLocation.Default;

    /// <summary>
    /// Opens the address data, with the operator's own prefixes over it; fetches it where there is none. Where it cannot be had, says so and goes on
    /// without places, but for the operator's.
    /// </summary>
    /// <exception cref="ConfigurationException">The operator's own prefixes cannot be read.</exception>
    public static LoadedPlaces OpenOrFetch(SuyuanConfiguration configuration, TextWriter messages)
    {
        LoadedPlaces databases = Databases(Path(configuration), configuration.Data.OwnDatabases, messages);
        if (string.IsNullOrEmpty(configuration.Data.OwnPrefixes))
        {
            return databases;
        }
        try
        {
            return new LoadedPlaces(OwnPlaces.Over(databases.Lookup, configuration.Data.OwnPrefixes), databases);
        }
        catch (AddressDataException error)
        {
            databases.Dispose();
            throw new ConfigurationException($"data.own_prefixes: {error.Message}", error);
        }
    }

    private static LoadedPlaces Databases(string folder, IReadOnlyList<string> ownDatabases, TextWriter messages)
    {
        try
        {
            if (!AddressData.Exists(folder) && Environment.GetEnvironmentVariable(OfflineVariable) != "1")
            {
                messages.WriteLine($"fetching address data into {folder} (once, about 100 MB) …");
                new AddressDataFetcher(TimeProvider.System).Update(folder, progress: line => messages.WriteLine($"  {line}"), ownDatabases: ownDatabases);
            }
            AddressData data = AddressData.Open(folder);
            return new LoadedPlaces(data, data);
        }
        catch (AddressDataException error)
        {
            messages.WriteLine($"no address data: {error.Message}");
            messages.WriteLine("going on without places: provinces, operators and clouds stay unknown, and no source counts as inside or outside a region");
            return new LoadedPlaces(NoPlaces.Instance, null);
        }
    }

    /// <summary>The same without waiting where the data is there: reading it takes as long as reading a million records.</summary>
    public static PlacesAhead OpenAhead(SuyuanConfiguration configuration, TextWriter messages) =>
        new(AddressData.Exists(Path(configuration))
            ? Task.Run(() => OpenOrFetch(configuration, messages))
            : Task.FromResult(OpenOrFetch(configuration, messages)));
}

/// <summary>A lookup and what must be closed after it.</summary>
internal sealed class LoadedPlaces(IPlaceLookup lookup, IDisposable? owned) : IDisposable
{
    public IPlaceLookup Lookup => lookup;

    public void Dispose() => owned?.Dispose();
}

/// <summary>Knows no address.</summary>
internal sealed class NoPlaces : IPlaceLookup
{
    public static NoPlaces Instance { get; } = new();

    public string Version => "none";

    public IReadOnlyList<AddressDataSource> Sources => [];

    public Place Find(IpAddress address) => Place.Unknown;
}
