using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Suyuan.Enrichment;

/// <summary>Sources → index: one flat list of ranges per address family, each with its finished answer.</summary>
public static class AddressDataBuilder
{
    /// <summary>
    /// Builds the index from the databases in <paramref name="sources"/> (under the names they have in their packages) and puts it into
    /// <paramref name="folder"/>. Databases that are not there are done without. Readers see the old data or the new, never a mixture.
    /// </summary>
    /// <exception cref="AddressDataException">A database is damaged, or there is none at all; what was there before stays.</exception>
    public static AddressDataStatus Build(string sources, string folder, DateTimeOffset now, Action<string>? progress = null) =>
        Build(sources, folder, now, progress, new Dictionary<string, FetchedPackage>(), []);

    internal static AddressDataStatus Build(
        string sources, string folder, DateTimeOffset now, Action<string>? progress, IReadOnlyDictionary<string, FetchedPackage> packages, IReadOnlyList<string> ownDatabases)
    {
        progress?.Invoke("reading the databases");
        OwnDatabase[] own = [.. ownDatabases.Select(OwnDatabase.Read)];
        SourceSet set = SourceSet.Read(sources, isAlone: own.Length == 0);
        progress?.Invoke("merging them into one index");
        IndexWriter writer = new();
        PlaceRules rules = new(SystemOperators.Load());
        Track<uint> v4 = Merge(set.V4, [.. own.Select(database => database.V4)], rules, writer);
        Track<ulong> v6 = Merge(set.V6, [.. own.Select(database => database.V6)], rules, writer);

        Directory.CreateDirectory(folder);
        string incoming = Path.Combine(folder, $"incoming-{Guid.NewGuid():n}.idx");
        try
        {
            using (FileStream stream = File.Create(incoming))
            {
                writer.Write(stream, v4, v6);
            }
            IndexDigest digest = IndexDigest.Of(incoming);
            string name = digest.Sha256[..12];
            IReadOnlyList<ManifestSource> entries = [.. own.Select(database => database.Describe()), .. SourcePackage.All.Select(p => set.Describe(p, packages.GetValueOrDefault(p.Id)))];
            DateOnly? newest = entries.Where(e => e is { Present: true, Package: not null }).Max(e => e.Date) ?? entries.Max(e => e.Date);
            Manifest manifest = new(
                Manifest.CurrentFormat,
                string.Create(CultureInfo.InvariantCulture, $"{newest:yyyy-MM-dd}-{name}"),
                now, $"addresses-{name}.idx", digest.Sha256, v4.Starts.Length, v6.Starts.Length, writer.Places, entries, digest.Crc32C);
            Publish(folder, incoming, manifest);
        }
        finally
        {
            File.Delete(incoming);
        }
        return AddressDataStatus.Read(folder);
    }

    /// <param name="own">The first wins.</param>
    private static Track<T> Merge<T>(FamilySources<T> sources, Source<T, OwnPlace>[] own, PlaceRules rules, IndexWriter writer)
        where T : unmanaged, System.Numerics.IBinaryInteger<T>, System.Numerics.IMinMaxValue<T>
    {
        List<T> starts = [];
        List<int> numbers = [];
        TrackSweep<T> sweep = new([
            sources.Special, sources.Systems.Track, sources.Clouds.Track, sources.Regions.Track, sources.Cities.Track, sources.Tor.Track,
            sources.Registry.Track, .. own.Select(source => source.Track)]);
        while (sweep.MoveNext())
        {
            ReadOnlySpan<int> at = sweep.Values;
            int number = 0;
            if (at[0] < 0)
            {
                uint? asn = null;
                for (int i = own.Length - 1; i >= 0; i--)
                {
                    asn = at[7 + i] < 0 ? asn : own[i].Values[at[7 + i]].Asn ?? asn;
                }
                PlaceFacts facts = rules.Decide(new Evidence(
                    typeof(T) == typeof(ulong),
                    asn ?? (at[1] < 0 ? 0 : sources.Systems.Values[at[1]]),
                    at[2] < 0 ? null : sources.Clouds.Values[at[2]],
                    at[3] < 0 ? null : sources.Regions.Values[at[3]],
                    at[4] < 0 ? null : sources.Cities.Values[at[4]],
                    at[5] < 0 ? null : sources.Tor.Values[at[5]],
                    at[6] < 0 ? null : sources.Registry.Values[at[6]]));
                for (int i = own.Length - 1; i >= 0; i--)
                {
                    facts = at[7 + i] < 0 ? facts : own[i].Values[at[7 + i]].Over(facts);
                }
                number = writer.NumberOf(facts);
            }
            if (number != (numbers.Count > 0 ? numbers[^1] : 0))
            {
                starts.Add(sweep.Start);
                numbers.Add(number);
            }
        }
        return new Track<T>([.. starts], [.. numbers]);
    }

    /// <summary>The index first, under a name of its own; then the manifest that names it, by a rename; then the old index goes.</summary>
    private static void Publish(string folder, string incoming, Manifest manifest)
    {
        File.Move(incoming, Path.Combine(folder, manifest.Index), overwrite: true);
        string text = JsonSerializer.Serialize(manifest, AddressDataJson.Default.Manifest);
        string incomingManifest = Path.ChangeExtension(incoming, ".json");
        File.WriteAllText(incomingManifest, text + "\n", new UTF8Encoding(false));
        File.Move(incomingManifest, Path.Combine(folder, Manifest.FileName), overwrite: true);
        foreach (string old in Directory.EnumerateFiles(folder, "addresses-*.idx"))
        {
            if (Path.GetFileName(old) != manifest.Index)
            {
                File.Delete(old);
            }
        }
    }
}
