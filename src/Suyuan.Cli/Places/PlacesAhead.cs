using Suyuan.Model;

namespace Suyuan.Cli.Places;

/// <summary>Places from address data that is still being read: who asks first waits for it.</summary>
internal sealed class PlacesAhead(Task<LoadedPlaces> loading) : IPlaceLookup, IDisposable
{
    public string Version => Lookup.Version;

    public IReadOnlyList<AddressDataSource> Sources => Lookup.Sources;

    private IPlaceLookup Lookup => loading.GetAwaiter().GetResult().Lookup;

    public Place Find(IpAddress address) => Lookup.Find(address);

    public void Dispose() => loading.GetAwaiter().GetResult().Dispose();
}
