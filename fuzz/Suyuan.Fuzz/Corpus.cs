using System.Runtime.CompilerServices;

namespace Suyuan.Fuzz;

/// <summary>Seeds and findings of a target: what it makes of fixtures, and the files in <c>fuzz/corpus</c> and <c>fuzz/regressions</c>.</summary>
internal static class Corpus
{
    public static string Root { get; } = FindRoot();

    public static IEnumerable<byte[]> Of(FuzzTarget target) => [.. target.Seeds(), .. Files("corpus", target), .. Files("regressions", target)];

    /// <summary>Inputs that found something once.</summary>
    public static IEnumerable<byte[]> Regressions(FuzzTarget target) => Files("regressions", target);

    /// <summary>A file of the repository, its first octets only.</summary>
    public static byte[] Fixture(string path, int most = 8192)
    {
        byte[] whole = File.ReadAllBytes(Path.Combine(Root, path));
        return whole.Length > most ? whole[..most] : whole;
    }

    private static IEnumerable<byte[]> Files(string kind, FuzzTarget target)
    {
        string folder = Path.Combine(Root, "fuzz", kind, target.Name);
        return Directory.Exists(folder) ? Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).Select(File.ReadAllBytes) : [];
    }

    private static string FindRoot([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));
}
