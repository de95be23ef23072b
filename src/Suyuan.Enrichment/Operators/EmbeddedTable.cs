using System.Reflection;
using System.Text;

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
        List<string> header = Split(reader.ReadLine() ?? "");
        int[] indices = [.. columns.Select(c => header.IndexOf(c))];
        while (reader.ReadLine() is string line)
        {
            List<string> fields = Split(line);
            yield return [.. indices.Select(i => fields[i])];
        }
    }

    /// <summary>RFC 4180 fields of a line; no field of these tables holds a line break.</summary>
    private static List<string> Split(string line)
    {
        List<string> fields = [];
        StringBuilder field = new();
        bool isQuoted = false;
        for (int i = 0; i < line.Length; i++)
        {
            char c = line[i];
            if (c == '"')
            {
                if (isQuoted && i + 1 < line.Length && line[i + 1] == '"')
                {
                    field.Append('"');
                    i++;
                }
                else
                {
                    isQuoted = !isQuoted;
                }
            }
            else if (c == ',' && !isQuoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else
            {
                field.Append(c);
            }
        }
        fields.Add(field.ToString());
        return fields;
    }
}
