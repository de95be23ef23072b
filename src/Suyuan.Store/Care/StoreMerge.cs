using System.Security.Cryptography;
using System.Text;

namespace Suyuan.Store.Care;

/// <summary>
/// Several stores into a new one: their facts, and the verdicts of sealed events. All else is judged anew by whoever opens it next, as after an ingest. Each
/// part's flow exports stay a detection domain of their own (docs/store.md).
/// </summary>
public static class StoreMerge
{
    /// <param name="file">The new store; must not exist.</param>
    /// <returns>Targets that several parts saw under attack in the same minute.</returns>
    /// <exception cref="StoreFileException">The parts cannot be one store; the message says why and what to do.</exception>
    /// <exception cref="IOException">A part cannot be read, or the new store cannot be written.</exception>
    public static long Write(IReadOnlyList<MergePart> parts, string file, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(parts);
        string[] keys = [.. parts.Select(part => KeyOf(part, clock))];
        if (keys.Distinct(StringComparer.Ordinal).Count() < keys.Length)
        {
            MergePart[] same = [.. parts.Zip(keys).GroupBy(pair => pair.Second, StringComparer.Ordinal).First(group => group.Count() > 1).Select(pair => pair.First)];
            throw new StoreFileException($"{same[0].File} and {same[1].File} are one store, or copies of one; name each store once");
        }
        using DuckDbStore store = DuckDbStore.Open(file, StoreAccess.Write, clock, Key(keys));
        foreach (MergePart part in parts)
        {
            store.Take(part);
        }
        return store.EndMerge();
    }

    /// <summary>The same stores make the same event ids, in whatever order they are named.</summary>
    private static string Key(IEnumerable<string> keys) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', keys.Order(StringComparer.Ordinal)))))[..16];

    private static string KeyOf(MergePart part, TimeProvider clock)
    {
        using DuckDbStore store = DuckDbStore.Open(part.File, StoreAccess.Read, clock);
        return store.Key;
    }
}
