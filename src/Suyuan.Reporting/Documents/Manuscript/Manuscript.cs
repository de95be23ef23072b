namespace Suyuan.Reporting;

/// <summary>Everything that a document of the report says, in the order of print, in one language and one edition.</summary>
internal sealed record Manuscript(Report Report, IReportTexts Texts, ReportEdition Edition, IReadOnlyList<Block> Blocks)
{
    /// <summary>Both languages in every language: a page cut out of the report must still say it.</summary>
    public const string SimulatedMark = "模拟数据 / SIMULATED DATA";

    public IEnumerable<HeadingBlock> Headings => Blocks.OfType<HeadingBlock>();

    public string Title => $"{Texts.ReportTitle} ({Report.Period.Name})" + (Report.Simulated ? $" [{SimulatedMark}]" : "");

    /// <summary>As the title page and the running heads print it.</summary>
    public string Classification => Report.Options.ClassificationOf(Edition);

    /// <summary>Edition, classification and, for the internal edition, its handling.</summary>
    public string EditionLine => Edition == ReportEdition.Public
        ? $"{Texts.Words.PublicEdition} · {Classification}"
        : $"{Texts.Words.InternalEdition} · {Classification} · {Texts.Words.InternalHandling}";

    public string GeneratedBy =>
        Texts.Words.GeneratedBy + (Report.Options.ProductVersion.Length > 0 ? " " + Report.Options.ProductVersion : "");

    /// <summary>Label and value under the title.</summary>
    public IEnumerable<KeyValuePair<string, string>> TitleFacts
    {
        get
        {
            if (Report.Options.PublisherIn(Texts.Language) is { Length: > 0 } publisher)
            {
                yield return new(Texts.Words.Publisher, publisher);
            }
            yield return new(Texts.Words.Period, Texts.PeriodRange);
            yield return new(Texts.Words.IssuedOn, Texts.Date(Report.Options.IssuedOn));
        }
    }

    public static Manuscript Of(Report report, ReportLanguage language, ReportEdition edition)
    {
        IReportTexts texts = ReportTexts.For(language, report);
        return new Manuscript(report, texts, edition, new ManuscriptBuilder(report, texts, edition).Build());
    }
}
