using System.Runtime.CompilerServices;
using Xunit;

namespace Suyuan.Testing;

/// <summary>Compares text with a file kept beside the test; <c>GOLDEN_UPDATE=1</c> rewrites it.</summary>
public static class Golden
{
    public static void Matches(string actual, string name, [CallerFilePath] string testFile = "")
    {
        string path = Path.Combine(Path.GetDirectoryName(testFile)!, "golden", name);
        if (Environment.GetEnvironmentVariable("GOLDEN_UPDATE") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
            return;
        }
        Assert.True(File.Exists(path), $"golden file {path} is missing; run with GOLDEN_UPDATE=1 and read what it wrote");
        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n"), actual.ReplaceLineEndings("\n"));
    }
}
