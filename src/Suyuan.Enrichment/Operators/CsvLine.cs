using System.Text;

namespace Suyuan.Enrichment;

/// <summary>RFC 4180 fields of a line; no field of our tables holds a line break.</summary>
internal static class CsvLine
{
    public static List<string> Split(string line)
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
