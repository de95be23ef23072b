using System.Globalization;
using System.Runtime.CompilerServices;
using Suyuan.Store.DuckDb;
using Xunit;

namespace Suyuan.Tests.DuckDb;

public sealed class SchemaTests
{
    [Fact]
    public void Every_table_and_view_is_described()
    {
        using TemporaryStore file = new();
        string text = File.ReadAllText(Path.Combine(Path.GetDirectoryName(ThisFile())!, "../../../docs/store.md"));
        List<string> tables = file.Store.Database.ListText(
            "SELECT table_name FROM information_schema.tables WHERE table_catalog = current_database()", row => row.GetString(0));
        Assert.Contains("event", tables);
        Assert.All(tables, table => Assert.Contains($"`{table}`", text, StringComparison.Ordinal));
    }

    /// <summary>Two of one number would be two schemas of one version.</summary>
    [Fact]
    public void Migrations_are_numbered_one_by_one() => Assert.Equal(
        Enumerable.Range(1, Schema.Newest), Database.Names("Migrations").Select(name => int.Parse(name.AsSpan("Migrations/".Length, 4), NumberStyles.None, CultureInfo.InvariantCulture)));

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
