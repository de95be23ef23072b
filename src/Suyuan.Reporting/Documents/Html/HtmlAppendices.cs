using System.Globalization;
using Suyuan.Model;

namespace Suyuan.Reporting;

/// <summary>Method, address data with its licences, and, in the internal edition, the inputs.</summary>
internal sealed class HtmlAppendices(HtmlWriter html, Report report, IReportTexts texts, ReportEdition edition, Action<string> heading)
{
    public void Write()
    {
        heading("method");
        html.Open("dl", ("class", "method"));
        foreach ((string name, string text) in texts.Method)
        {
            html.Element("dt", name).Element("dd", texts.Sentence(text));
        }
        html.Close();
        AddressData();
        if (edition == ReportEdition.Internal)
        {
            Inputs();
        }
    }

    private void AddressData()
    {
        FrameWords words = texts.Words;
        heading("address-data");
        html.Element("p", texts.AddressDataIntroduction);
        Open("sources", words.AddressSource, words.Use, words.DataDate, words.Licence);
        foreach (AddressDataSource source in report.Sources)
        {
            html.Open("tr").Open("td").Text(source.Name);
            if (source is { Present: true, Attribution: not null })
            {
                html.Void("br");
                HtmlFront.Attribution(html, source);
            }
            html.Close().Element("td", SourceUses.In(source, texts.Language))
                .Element("td", !source.Present ? words.NotAvailable : source.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "–")
                .Element("td", source.Licence).Close();
        }
        Close();
    }

    private void Inputs()
    {
        FrameWords words = texts.Words;
        heading("inputs");
        Coverage coverage = report.Coverage.Value;
        if (coverage.Inputs.Count == 0)
        {
            html.Element("p", words.NoInputs);
        }
        else
        {
            html.Element("p", texts.InputIntroduction);
            Open("inputs", words.File, words.Format, words.Size, words.Records, "SHA-256");
            foreach (InputFile input in coverage.Inputs)
            {
                html.Open("tr").Open("td").Text(input.Name);
                if (input.Simulated)
                {
                    html.Text(" ").Element("span", HtmlPage.SimulatedMark, ("class", "simulated-mark"));
                }
                html.Close().Element("td", input.Format).Element("td", texts.Number(input.Bytes), ("class", "number"))
                    .Element("td", texts.Number(input.Records), ("class", "number")).Element("td", input.Sha256, ("class", "digest")).Close();
            }
            Close();
        }
        if (coverage.Exporters.Count > 0)
        {
            Open("exporters", words.Exporter, words.Minutes, words.Sampling, words.Records);
            foreach (ExporterCoverage exporter in coverage.Exporters)
            {
                html.Open("tr").Element("td", exporter.Exporter).Element("td", texts.Number(exporter.Minutes), ("class", "number"))
                    .Element("td", exporter.Sampling == 0 ? "–" : "1:" + exporter.Sampling.ToString(CultureInfo.InvariantCulture), ("class", "number"))
                    .Element("td", texts.Number(exporter.Records), ("class", "number")).Close();
            }
            Close();
        }
    }

    private void Open(string style, params ReadOnlySpan<string> columns)
    {
        html.Open("div", ("class", "wide")).Open("table", ("class", style)).Open("thead").Open("tr");
        foreach (string column in columns)
        {
            html.Element("th", column, ("scope", "col"));
        }
        html.Close().Close().Open("tbody");
    }

    private void Close() => html.Close().Close().Close();
}
