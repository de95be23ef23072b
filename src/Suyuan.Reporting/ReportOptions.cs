namespace Suyuan.Reporting;

public enum ReportLanguage
{
    Chinese,
    English,
}

public enum ReportEdition
{
    /// <summary>Addresses and targets masked, no interface, no event id, no input file name. TLP:CLEAR unless configured otherwise.</summary>
    Public,
    /// <summary>Full addresses. TLP:AMBER unless configured otherwise.</summary>
    Internal,
}

public sealed record ReportOptions
{
    /// <summary>Who issues the report, as printed on its title page and in its sentences; empty = nobody is named.</summary>
    public string Publisher { get; init; } = "";

    /// <summary>The same in English documents; empty = <see cref="Publisher"/>.</summary>
    public string PublisherEnglish { get; init; } = "";

    /// <summary>On the title page; null = none.</summary>
    public Logo? Logo { get; init; }

    /// <summary>Marking of the public edition, on the title page and in the running heads.</summary>
    public string PublicClassification { get; init; } = "TLP:CLEAR";

    /// <summary>Marking of the internal edition.</summary>
    public string InternalClassification { get; init; } = "TLP:AMBER";

    /// <summary>Parts that no document of the report has.</summary>
    public IReadOnlySet<ReportPart> Omitted { get; init; } = new HashSet<ReportPart>();

    /// <summary>Regions of the home, by the names that the address data gives them; null = the shipped map of China where China is home, no map elsewhere.</summary>
    public Outline? HomeMap { get; init; }

    /// <summary>Countries by ISO 3166-1 alpha-2; null = the shipped one.</summary>
    public Outline? WorldMap { get; init; }

    /// <summary>审图号, under every map; empty = the report says that its maps are sketches without one.</summary>
    public string MapReviewNumber { get; init; } = "";

    public required DateOnly IssuedOn { get; init; }

    /// <summary>Share of the period's days with settled telemetry below which the report calls itself incomplete.</summary>
    public double CompleteCoverage { get; init; } = 0.9;

    public string ProductVersion { get; init; } = "";

    public string PublisherIn(ReportLanguage language) =>
        language == ReportLanguage.English && PublisherEnglish.Length > 0 ? PublisherEnglish : Publisher;

    public string ClassificationOf(ReportEdition edition) => edition == ReportEdition.Public ? PublicClassification : InternalClassification;
}

/// <summary>The words that the command line and file names use.</summary>
public static class ReportTokens
{
    public static string Token(this ReportLanguage language) => language == ReportLanguage.Chinese ? "zh" : "en";

    public static string Token(this ReportEdition edition) => edition == ReportEdition.Public ? "public" : "internal";

    public static bool TryParseLanguage(string? token, out ReportLanguage language)
    {
        language = token == "en" ? ReportLanguage.English : ReportLanguage.Chinese;
        return token is "zh" or "en";
    }

    public static bool TryParseEdition(string? token, out ReportEdition edition)
    {
        edition = token == "internal" ? ReportEdition.Internal : ReportEdition.Public;
        return token is "public" or "internal";
    }
}
