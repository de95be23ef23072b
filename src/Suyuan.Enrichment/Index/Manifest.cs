using System.Text.Json;
using Suyuan.Model;

namespace Suyuan.Enrichment;

/// <summary><c>address-data.json</c> beside the index: what it was built from. Replacing this file is what makes an update visible.</summary>
internal sealed record Manifest(
    int Format, string Version, DateTimeOffset Built, string Index, string IndexSha256, int V4Ranges, int V6Ranges, int Places,
    IReadOnlyList<ManifestSource> Sources, uint IndexCrc32C)
{
    public const string FileName = "address-data.json";
    public const int CurrentFormat = 2;

    public static Manifest Read(string folder)
    {
        string path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            throw new AddressDataException(
                $"There is no address data in {folder}. Run 'suyuan data update' (or 'suyuan data update --from BUNDLE' without a network).");
        }
        try
        {
            using FileStream stream = File.OpenRead(path);
            Manifest? manifest = JsonSerializer.Deserialize(stream, AddressDataJson.Default.Manifest);
            if (manifest is { Format: CurrentFormat, Index: not null, IndexSha256: not null, Version: not null, Sources: not null }
                && Path.GetFileName(manifest.Index) == manifest.Index && manifest.Sources.All(s => s is { Id: not null, Name: not null }))
            {
                return manifest;
            }
        }
        catch (JsonException e)
        {
            throw new AddressDataException($"{path} is damaged ({e.Message}). Run 'suyuan data update' to fetch the address data again.", e);
        }
        throw new AddressDataException($"{path} is not of this version of Suyuan. Run 'suyuan data update' to fetch the address data again.");
    }
}

/// <param name="Package">Name and version of the package.</param>
/// <param name="Ranges">How many ranges of addresses it says something about.</param>
/// <param name="BadLines">Lines of a text source that could not be read.</param>
internal sealed record ManifestSource(
    string Id, string Name, string Use, DateOnly? Date, string Licence, string? Attribution, Uri? Link, bool Present,
    string? Package, string? Sha512, long Ranges, long BadLines)
{
    public AddressDataSource ToSource() => new(Name, Use, Date, Licence, Attribution, Link, Present);
}
