using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Suyuan.Reporting;

/// <summary>
/// Every number of the report with its lineage, for machines: UTF-8, properties in a fixed order, times in UTC, shares as a fraction and as printed.
/// </summary>
public static class JsonReport
{
    public const int FormatVersion = 1;

    private static readonly JsonWriterOptions s_options = new()
    {
        Indented = true,
        // Escapes <, >, & and quotes as ever; Chinese stays readable.
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    public static string Render(Report report, ReportEdition edition)
    {
        ArgumentNullException.ThrowIfNull(report);
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, s_options))
        {
            IReportTexts chinese = ReportTexts.For(ReportLanguage.Chinese, report);
            IReportTexts english = ReportTexts.For(ReportLanguage.English, report);
            JsonExhibits exhibits = new(json, chinese, english, edition);
            json.WriteStartObject();
            json.WriteString("format", "suyuan-report");
            json.WriteNumber("version", FormatVersion);
            Header(json, exhibits, report, edition, chinese, english);
            JsonCoverage.Write(json, report, edition);
            if (report.Shows(ReportPart.Findings))
            {
                KeyFindings(json, report, chinese, english);
            }
            JsonSections.Write(json, exhibits, report);
            exhibits.Array("figures", report.Figures, exhibits.Figure);
            exhibits.Array("tables", report.Tables, exhibits.Table);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static void Header(
        Utf8JsonWriter json, JsonExhibits exhibits, Report report, ReportEdition edition, IReportTexts chinese, IReportTexts english)
    {
        json.WriteBoolean("simulated", report.Simulated);
        if (report.Simulated)
        {
            json.WriteString("notice", Manuscript.SimulatedMark);
        }
        json.WriteString("edition", edition.Token());
        json.WriteString("tlp", report.Options.ClassificationOf(edition));
        exhibits.Both("title", chinese.ReportTitle, english.ReportTitle);
        json.WriteStartObject("period");
        json.WriteString("name", report.Period.Name);
        json.WriteString("unit", JsonExhibits.Token(report.Period.Unit));
        json.WriteString("from", Time(report.Period.From));
        json.WriteString("to", Time(report.Period.To));
        json.WriteString("zone", report.Home.Zone.Id);
        json.WriteEndObject();
        json.WriteString("home", report.Home.Country);
        json.WriteString("publisher", report.Options.Publisher);
        json.WriteString("issued_on", report.Options.IssuedOn.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        json.WriteString("product_version", report.Options.ProductVersion);
        json.WriteBoolean("complete", report.Complete);
    }

    private static void KeyFindings(Utf8JsonWriter json, Report report, IReportTexts chinese, IReportTexts english)
    {
        json.WriteStartObject("key_findings");
        foreach (IReportTexts texts in new[] { chinese, english })
        {
            json.WriteStartArray(texts.Language.Token());
            foreach (string finding in texts.KeyFindings(report))
            {
                json.WriteStringValue(texts.Sentence(finding));
            }
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    internal static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
