using System.Text.Json;
using Suyuan.Model;

namespace Suyuan.Reporting;

/// <summary>Figures, tables and what they are made of.</summary>
internal sealed class JsonExhibits(Utf8JsonWriter json, IReportTexts chinese, IReportTexts english, ReportEdition edition)
{
    public static string Token<T>(T value) where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    public void Array<T>(string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (T item in items)
        {
            write(item);
        }
        json.WriteEndArray();
    }

    public void Both(string name, string zh, string en)
    {
        json.WriteStartObject(name);
        json.WriteString("zh", zh);
        json.WriteString("en", en);
        json.WriteEndObject();
    }

    public void Figure(Figure figure)
    {
        json.WriteStartObject();
        json.WriteString("id", figure.Id);
        json.WriteNumber("number", figure.Number);
        json.WriteString("subject", Token(figure.Subject));
        Both("caption", chinese.Caption(figure), english.Caption(figure));
        json.WriteBoolean("has_data", figure.HasData);
        Array("panels", figure.Panels, panel => Panel(panel, figure));
        json.WriteEndObject();
    }

    public void Table(Table table)
    {
        json.WriteStartObject();
        json.WriteString("id", table.Id);
        json.WriteNumber("number", table.Number);
        json.WriteString("subject", Token(table.Subject));
        Both("caption", chinese.Caption(table), english.Caption(table));
        json.WriteBoolean("has_data", table.HasData);
        Array("rows", table.Rows, row => Row(row, table));
        Lineage(json, table.Lineage);
        json.WriteEndObject();
    }

    public void Ranking(string name, Ranking ranking)
    {
        json.WriteStartArray(name);
        foreach (RankGroup group in ranking.Groups)
        {
            foreach (Category member in group.Members)
            {
                json.WriteStartObject();
                json.WriteNumber("place", group.Place);
                json.WriteBoolean("tied", group.IsTie);
                Category(member);
                Shares(json, group.Count, ranking.Total);
                json.WriteEndObject();
            }
        }
        json.WriteEndArray();
    }

    public static void Counted(Utf8JsonWriter json, string name, long count, long total)
    {
        json.WriteStartObject(name);
        Shares(json, count, total);
        json.WriteEndObject();
    }

    public static void Lineage(Utf8JsonWriter json, Lineage lineage)
    {
        json.WriteStartObject("lineage");
        json.WriteString("query", lineage.Query);
        json.WriteStartObject("parameters");
        foreach ((string name, string value) in lineage.Parameters.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            json.WriteString(name, value);
        }
        json.WriteEndObject();
        json.WriteNumber("rows", lineage.Rows);
        json.WriteString("address_data", lineage.AddressData);
        json.WriteEndObject();
    }

    private void Panel(Panel panel, Figure figure)
    {
        json.WriteStartObject();
        json.WriteString("id", panel.Id);
        json.WriteString("subject", Token(panel.Subject));
        json.WriteString("shape", Token(panel.Shape));
        Both("title", chinese.Title(panel, figure), english.Title(panel, figure));
        json.WriteNumber("total", panel.Data.Total);
        json.WriteNumber("tied_beyond_cut", panel.Data.TiedBeyondCut);
        Slices("slices", panel.Data.Slices, panel.Data.Total);
        Slices("all", panel.Data.All, panel.Data.Total);
        Lineage(json, panel.Lineage);
        json.WriteEndObject();
    }

    private void Slices(string name, IEnumerable<Slice> slices, long total) => Array(name, slices, slice =>
    {
        json.WriteStartObject();
        Category(slice.Category);
        Shares(json, slice.Count, total);
        json.WriteEndObject();
    });

    private void Category(Category category)
    {
        json.WriteString("category", Token(category.Kind));
        json.WriteString("key", category.Key);
        json.WriteString("zh", chinese.Name(category));
        json.WriteString("en", english.Name(category));
    }

    private static void Shares(Utf8JsonWriter json, long count, long total)
    {
        json.WriteNumber("count", count);
        json.WriteNumber("fraction", Share.Fraction(count, total));
        json.WriteString("printed", Share.Text(count, total) + "%");
    }

    private void Row(IReadOnlyList<Cell> row, Table table)
    {
        json.WriteStartObject();
        for (int index = 0; index < row.Count; index++)
        {
            Column column = table.Columns[index];
            if (edition == ReportEdition.Internal || !column.InternalOnly)
            {
                json.WritePropertyName(Name(column));
                Cell(row[index]);
            }
        }
        json.WriteEndObject();
    }

    /// <summary>Columns of one subject are told apart by what they count.</summary>
    private static string Name(Column column) => column.Selection is { } selection
        ? $"{selection.Protocol ?? (selection.Scope == SpoofScope.None ? selection.Kind.Token() : selection.Scope.Token())}_count" : Token(column.Subject);

    private void Cell(Cell cell)
    {
        switch (cell)
        {
            case NumberCell number:
                json.WriteNumberValue(number.Value);
                break;
            case CategoriesCell categories:
                json.WriteStartArray();
                foreach (Category category in categories.Categories)
                {
                    json.WriteStartObject();
                    Category(category);
                    json.WriteEndObject();
                }
                json.WriteEndArray();
                break;
            case ShareCell share:
                json.WriteStartObject();
                Shares(json, share.Count, share.Total);
                json.WriteEndObject();
                break;
            case TimeCell time:
                json.WriteStringValue(JsonReport.Time(DateTimeOffset.FromUnixTimeMilliseconds(time.UnixMilliseconds)));
                break;
            case DurationCell duration:
                json.WriteNumberValue(duration.Seconds);
                break;
            case RateCell rate:
                json.WriteStartObject();
                json.WriteNumber("per_second", rate.PerSecond);
                json.WriteNumber("window_seconds", rate.Seconds);
                json.WriteEndObject();
                break;
            case OctetsCell octets:
                json.WriteNumberValue(octets.Octets);
                break;
            case NoValueCell:
                json.WriteNullValue();
                break;
            case ConfidenceCell confidence:
                json.WriteNumberValue(confidence.Value);
                break;
            default:
                // Addresses, targets and event numbers print in JSON as on paper: masked where the edition masks.
                json.WriteStringValue(CellText.Of(cell, english, edition));
                break;
        }
    }
}
