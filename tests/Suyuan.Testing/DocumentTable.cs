using System.Globalization;

namespace Suyuan.Testing;

/// <summary>Tables of the documents, so that tests can hold them to the code.</summary>
public static class DocumentTable
{
    /// <summary>Cells of each row of a document's tables whose first cell is a word in code marks, by that word.</summary>
    /// <param name="path">Below the repository's root.</param>
    public static IReadOnlyDictionary<string, string[]> Rows(string path) => File.ReadLines(Path.Combine(Fixtures.Root, path))
        .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
        .Select(line => line.Trim('|', ' ').Split('|', StringSplitOptions.TrimEntries))
        .ToDictionary(cells => cells[0].Trim('`'), cells => cells, StringComparer.Ordinal);

    /// <summary>A number as the documents write it: 20,000, 0.05, ∞.</summary>
    public static string Number(object? value) => Convert.ToDouble(value, CultureInfo.InvariantCulture) is double number && double.IsInfinity(number)
        ? "∞"
        : Convert.ToDouble(value, CultureInfo.InvariantCulture).ToString("#,0.######", CultureInfo.InvariantCulture);
}
