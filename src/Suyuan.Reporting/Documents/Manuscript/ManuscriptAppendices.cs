using System.Globalization;
using Suyuan.Model;

namespace Suyuan.Reporting;

/// <summary>Method, what each statistic counts, address data with its licences, and, in the internal edition, the inputs.</summary>
internal sealed class ManuscriptAppendices(Report report, IReportTexts texts, ReportEdition edition, List<Block> blocks)
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
                [.. coverage.Inputs.Select(input => (IReadOnlyList<GridCell>)
                [
                    new GridCell(input.Name) { Simulated = input.Simulated }, new GridCell(input.Format), Number(input.Bytes), Number(input.Records),
                    new GridCell(input is { From: long from, To: long to } ? $"{texts.Time(from)} – {texts.Time(to)}" : "–"),
                    new GridCell(input.Sha256, GridCellKind.Digest),
                ])]));
        }
        if (coverage.Exporters.Count > 0)
        {
            blocks.Add(new GridBlock(
                "exporters", [words.Exporter, words.Minutes, words.Sampling, words.Records],
                [.. coverage.Exporters.Select(exporter => (IReadOnlyList<GridCell>)
                [
                    new GridCell(exporter.Exporter), Number(exporter.Minutes),
                    new GridCell(exporter.Sampling == 0 ? "–" : string.Create(CultureInfo.InvariantCulture, $"1:{exporter.Sampling}"), GridCellKind.Number),
                    Number(exporter.Records),
                ])]));
        }
    }

    private GridCell Number(long value) => new(texts.Number(value), GridCellKind.Number) { Value = value };
}
