using System.Runtime.CompilerServices;
using Xunit;

namespace Suyuan.Testing;

/// <summary>Finds files kept beside a test, and the reference captures that are not part of the repository.</summary>
public static class Fixtures
{
    /// <summary>A file in the <c>testdata</c> folder beside the calling test.</summary>
    public static string Beside(string name, [CallerFilePath] string testFile = "") =>
        Path.Combine(Path.GetDirectoryName(testFile)!, "testdata", name);

    /// <summary>The repository's root folder.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>
    /// A reference capture under <c>../shared/data</c> (or <c>SUYUAN_SHARED</c>). The calling test is skipped, by name, where it is absent.
    /// </summary>
    public static string Shared(string relative)
    {
        string root = Environment.GetEnvironmentVariable("SUYUAN_SHARED") ?? Path.Combine(Root, "..", "shared");
        string path = Path.GetFullPath(Path.Combine(root, "data", relative));
        if (!File.Exists(path) && !Directory.Exists(path))
        {
            Assert.Skip($"reference data not present: {relative}");
        }
        return path;
    }

    private static string FindRoot([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));
}
