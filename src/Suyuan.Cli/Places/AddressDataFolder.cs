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
        // First, so that a mistake in them is told before anything is fetched.
        OwnPrefixes? own = ReadOwn(configuration.Data.OwnPrefixes);
        LoadedPlaces databases = Databases(Path(configuration), configuration.Data.OwnDatabases, messages);
        return own is null ? databases : new LoadedPlaces(new OwnPlaces(databases.Lookup, own), databases);
    }

    private static OwnPrefixes? ReadOwn(string? path)
    {
        try
        {
            return string.IsNullOrEmpty(path) ? null : OwnPrefixes.Read(path);
        }
        catch (AddressDataException error)
        {
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
