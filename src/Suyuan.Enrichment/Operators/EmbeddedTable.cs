using System.Reflection;

namespace Suyuan.Enrichment;

/// <summary>The tables that are part of the program.</summary>
internal static class EmbeddedTable
{
    /// <summary>The named columns of each row.</summary>
    public static IEnumerable<string[]> Read(string name, params string[] columns)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not embedded");
        using StreamReader reader = new(stream);
        List<string> header = CsvLine.Split(reader.ReadLine() ?? "");
        int[] indices = [.. columns.Select(c => header.IndexOf(c))];
        while (reader.ReadLine() is string line)
        {
            List<string> fields = CsvLine.Split(line);
            yield return [.. indices.Select(i => fields[i])];
        }
    }
}
