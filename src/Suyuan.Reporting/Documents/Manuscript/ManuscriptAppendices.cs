using System.Globalization;
using System.Text.RegularExpressions;
using Suyuan.Model;

namespace Suyuan.Reporting;

/// <summary>Method, what each statistic counts, address data with its licences, and, in the internal edition, the inputs.</summary>
internal sealed partial class ManuscriptAppendices(Report report, IReportTexts texts, ReportEdition edition, List<Block> blocks)
{
    private int _number;

    public void Write()
    {
        FrameWords words = texts.Words;
        if (report.Shows(ReportPart.Method))
        {
            Terms("method", HeadingSubject.Method, texts.Method);
            Terms("statistics", HeadingSubject.Statistics, texts.Statistics);
        }
        // The licences of the address data ask to be named: this part cannot be left out.
        Heading("address-data", HeadingSubject.AddressData);
        blocks.Add(new ParagraphBlock(texts.AddressDataIntroduction));
        blocks.Add(new GridBlock("sources", [words.AddressSource, words.Use, words.DataDate, words.Licence], [.. report.Sources.Select(Source)]));
        if (edition == ReportEdition.Internal)
        {
            Inputs(report.Coverage.Value);
        }
    }

    private void Heading(string id, HeadingSubject subject) =>
        blocks.Add(new HeadingBlock(1, id, texts.Appendix(++_number, texts.Heading(subject))));

    private void Terms(string id, HeadingSubject subject, IEnumerable<KeyValuePair<string, string>> terms)
    {
        Heading(id, subject);
        blocks.Add(new TermsBlock(subject, [.. terms.Select(term => KeyValuePair.Create(term.Key, texts.Sentence(term.Value)))]));
    }

    private IReadOnlyList<GridCell> Source(AddressDataSource source) =>
    [
        new GridCell(SourceUses.NameIn(source, texts.Language)) { Note = Attribution.Of(source) },
        new GridCell(SourceUses.In(source, texts.Language)),
        new GridCell(!source.Present ? texts.Words.NotAvailable : source.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "–"),
        new GridCell(source.Licence),
    ];

    private void Inputs(Coverage coverage)
    {
        FrameWords words = texts.Words;
        Heading("inputs", HeadingSubject.Inputs);
        if (coverage.Inputs.Count == 0)
        {
            blocks.Add(new ParagraphBlock(words.NoInputs));
        }
        else
        {
            blocks.Add(new ParagraphBlock(texts.InputIntroduction));
            blocks.Add(new GridBlock(
                "inputs", [words.File, words.Format, words.Size, words.Records, words.Span, "SHA-256"],
                [.. coverage.Inputs.OrderBy(input => ByNumber(input.Name), StringComparer.Ordinal).Select(input => (IReadOnlyList<GridCell>)
                [
                    new GridCell(input.Name) { Simulated = input.Simulated }, new GridCell(InputFormats.In(input.Format, texts.Language)), Number(input.Bytes), Number(input.Records),
                    new GridCell(input is { From: long from, To: long to } ? $"{texts.Time(from)} – {texts.Time(to)}" : "–"),
                    new GridCell(input.Sha256, GridCellKind.Digest),
                ])]));
        }
        if (coverage.Exporters.Count > 0)
        {
            blocks.Add(new GridBlock(
                "exporters", [words.Exporter, words.Minutes, words.Sampling, words.Records],
                [.. coverage.Exporters.OrderBy(exporter => ByNumber(exporter.Exporter), StringComparer.Ordinal).Select(exporter => (IReadOnlyList<GridCell>)
                [
                    new GridCell(exporter.Exporter), Number(exporter.Minutes),
                    new GridCell(exporter.Sampling == 0 ? "–" : string.Create(CultureInfo.InvariantCulture, $"1:{exporter.Sampling}"), GridCellKind.Number),
                    Number(exporter.Records),
                ])]));
        }
    }

    /// <summary>Names in the order in which people count: 9 before 10.</summary>
    private static string ByNumber(string name) => Digits().Replace(name, digits => digits.Value.PadLeft(20, '0'));

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Digits();

    private GridCell Number(long value) => new(texts.Number(value), GridCellKind.Number) { Value = value };
}
