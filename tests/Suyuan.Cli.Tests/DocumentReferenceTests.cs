using System.Text.RegularExpressions;
using Suyuan.Testing;
using Xunit;

namespace Suyuan.Tests;

/// <summary>Code, messages and pages point to pages that exist.</summary>
public sealed partial class DocumentReferenceTests
{
    [Fact]
    public void Every_page_that_the_code_names_exists()
    {
        string[] named =
        [
            .. new[] { "src", "tests", "bench" }.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Fixtures.Root, folder), "*", SearchOption.AllDirectories))
                .Where(file => Path.GetExtension(file) is ".cs" or ".csproj" or ".sh" or ".sql")
                .SelectMany(file => Page().Matches(File.ReadAllText(file)).Select(match => match.Value)).Distinct().Order(StringComparer.Ordinal),
        ];

        Assert.NotEmpty(named);
        Assert.DoesNotContain(named, page => !Path.Exists(Path.Combine(Fixtures.Root, page)));
    }

    [Fact]
    public void Every_relative_link_of_a_page_leads_to_a_file()
    {
        string[] pages =
        [
            .. Directory.EnumerateFiles(Fixtures.Root, "*.md"),
            .. new[] { "docs", "samples/booter-dns", "bench" }.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Fixtures.Root, folder), "*.md", SearchOption.AllDirectories)),
        ];
        string[] broken =
        [
            .. pages.SelectMany(page => Link().Matches(File.ReadAllText(page)).Select(match => match.Groups["to"].Value)
                .Where(to => to.Length > 0 && !to.Contains(':', StringComparison.Ordinal) && !Path.Exists(Path.Combine(Path.GetDirectoryName(page)!, to)))
                .Select(to => $"{Path.GetRelativePath(Fixtures.Root, page)}: {to}")),
        ];

        Assert.Empty(broken);
    }

    [GeneratedRegex(@"\bdocs/[A-Za-z0-9/_-]+\.md\b")]
    private static partial Regex Page();

    [GeneratedRegex(@"\]\((?<to>[^)#\s]*)(#[^)]*)?\)")]
    private static partial Regex Link();
}
