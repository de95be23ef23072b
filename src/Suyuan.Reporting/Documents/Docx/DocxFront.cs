namespace Suyuan.Reporting;

/// <summary>Title page, contents, and the line at the end that names maker and sources.</summary>
internal sealed class DocxFront(WordWriter word, OfficePackage package, Manuscript manuscript)
{
    private readonly IReportTexts _texts = manuscript.Texts;

    public void TitlePage()
    {
        Report report = manuscript.Report;
        if (report.Simulated)
        {
            word.Paragraph("Alarm", Manuscript.SimulatedMark);
            word.Paragraph("AlarmText", _texts.Words.SimulatedNote);
        }
        if (report.Options.Logo is { } logo)
        {
            DocxLogo.Write(word, package, logo, report.Options.PublisherIn(_texts.Language));
        }
        word.Paragraph("Edition", manuscript.EditionLine);
        word.Paragraph("Title", _texts.ReportTitle);
        word.Paragraph("Subtitle", _texts.Subtitle);
        if (!report.Complete)
        {
            word.Paragraph("Caution", _texts.Sentence(_texts.IncompleteNote(report)));
        }
        foreach ((string name, string value) in manuscript.TitleFacts)
        {
            word.Paragraph("TitleFact", $"{name}{_texts.Colon}{value}");
        }
    }

    /// <summary>Word computes the field when it opens the document; other programs show these lines, whose page numbers are fields of their own.</summary>
    public void Contents()
    {
        word.Paragraph("ContentsHeading", _texts.Words.Contents);
        bool first = true;
        HeadingBlock last = manuscript.Headings.Last();
        foreach (HeadingBlock heading in manuscript.Headings)
        {
            word.OpenParagraph("TOC" + WordWriter.Number(heading.Level));
            if (first)
            {
                word.Begin("TOC \\o \"1-3\" \\h \\z \\u", dirty: true);
                first = false;
            }
            word.Open("hyperlink", ("anchor", WordWriter.Bookmark(heading.Id)), ("history", "1")).Run(heading.Text).Tab()
                .Field($"PAGEREF {WordWriter.Bookmark(heading.Id)} \\h", "").Close();
            if (heading == last)
            {
                word.End();
            }
            word.Close();
        }
    }

    public void Foot()
    {
        word.OpenParagraph("Remark").Run(manuscript.GeneratedBy);
        foreach (Attribution attribution in manuscript.Report.Sources.Select(Attribution.Of).OfType<Attribution>())
        {
            word.Run(" · ");
            if (attribution.Link is { } link)
            {
                word.Link(package.Relate(DocxReport.Part, "hyperlink", link.AbsoluteUri, external: true), attribution.Text);
            }
            else
            {
                word.Run(attribution.Text);
            }
        }
        word.Close();
    }
}
