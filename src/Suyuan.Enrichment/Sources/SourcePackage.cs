using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Suyuan.Enrichment;

/// <summary>
/// One entry of <c>address-sources.json</c>: a pinned npm package, a Debian package (renewed and verified by apt), or, with neither, a
/// table that is part of the program.
/// </summary>
/// <param name="Sha512">Of the npm package, Base64 as npm prints it.</param>
/// <param name="Files">Paths in the package; the file's name is its name in the source folder.</param>
internal sealed record SourcePackage(
    string Id, string Name, string Use, string? Npm, string? Debian, string? Version, string? Sha512, DateOnly? Date,
    string Licence, string? Attribution, Uri? Link, IReadOnlyList<string> Files, IReadOnlyList<string> Licences)
{
    public static IReadOnlyList<SourcePackage> All { get; } = Load();

    [JsonIgnore]
    public bool IsBuiltIn => Npm is null && Debian is null;

    /// <summary>The file that <c>npm pack</c> writes; of a Debian package a pattern.</summary>
    [JsonIgnore]
    public string PackageFile => Npm is not null
        ? $"{Npm.Replace("@", "", StringComparison.Ordinal).Replace('/', '-')}-{Version}.tgz"
        : $"{Debian}_*.deb";

    public static SourcePackage Find(string id) => All.First(s => s.Id == id);

    private static SourcePackage[] Load()
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("address-sources.json")
            ?? throw new InvalidOperationException("address-sources.json is not embedded");
        return JsonSerializer.Deserialize(stream, AddressDataJson.Default.SourcePackageArray)
            ?? throw new InvalidOperationException("address-sources.json is empty");
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SourcePackage[]))]
[JsonSerializable(typeof(Manifest))]
internal sealed partial class AddressDataJson : JsonSerializerContext;
