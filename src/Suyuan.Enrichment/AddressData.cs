using Suyuan.Model;

namespace Suyuan.Enrichment;

/// <summary>Address → place from the index of one folder, mapped into memory. Thread-safe; lookups allocate only for the first use of a place.</summary>
public sealed class AddressData : IPlaceLookup, IDisposable
{
    private IndexReader? _index;

    private AddressData(Manifest manifest, IndexReader index)
    {
        _index = index;
        Version = manifest.Version;
        Sources = [.. manifest.Sources.Select(s => s.ToSource())];
    }

    /// <summary>Name, date and licence of each input, for readers of a report.</summary>
    public IReadOnlyList<AddressDataSource> Sources { get; }

    public string Version { get; }

    /// <summary>Some address data was built into the folder.</summary>
    public static bool Exists(string folder) => File.Exists(Path.Combine(folder, Manifest.FileName));

    /// <param name="folder">What <see cref="AddressDataFetcher"/> filled.</param>
    /// <exception cref="AddressDataException">There is no address data, or it is damaged; the message says what to do.</exception>
    public static AddressData Open(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        for (bool isRetry = false; ; isRetry = true)
        {
            Manifest manifest = Manifest.Read(folder);
            string path = Path.Combine(folder, manifest.Index);
            try
            {
                return new AddressData(manifest, IndexReader.Read(path, manifest.IndexCrc32C));
            }
            catch (FileNotFoundException) when (!isRetry)
            {
                // An update came between the two files; the new manifest names the new index.
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new AddressDataException(
                    $"The address index {path} cannot be read ({e.Message}). Run 'suyuan data update' to build it again.", e);
            }
        }
    }

    /// <summary>
    /// The place of an address, or of the IPv4 address inside a mapped, 6to4, Teredo or NAT64 one. Special addresses
    /// (<see cref="SpecialAddresses"/>) have none.
    /// </summary>
    public Place Find(IpAddress address)
    {
        IndexReader? index = _index;
        ObjectDisposedException.ThrowIf(index is null, this);
        return index.Find(address);
    }

    public void Dispose() => _index = null;
}
