using Suyuan.Cli.Reports;
using Suyuan.Reporting;

namespace Suyuan.Cli.Configuration;

/// <summary>How a publisher wants its reports; docs/report.md says what each key does.</summary>
internal sealed class ReportSection
{
    private const int LongestClassification = 60;

    /// <summary>Who issues the report; printed on its title page and in its sentences. Default empty.</summary>
    public string Publisher { get; set; } = "";

    /// <summary>The same in English documents. Default: <see cref="Publisher"/>.</summary>
    public string PublisherEn { get; set; } = "";

    /// <summary>A PNG or JPEG file for the title page. Default none.</summary>
    public string? Logo { get; set; }

    /// <summary>Marking of the public edition. Default TLP:CLEAR.</summary>
    public string ClassificationPublic { get; set; } = "TLP:CLEAR";

    /// <summary>Marking of the internal edition. Default TLP:AMBER.</summary>
    public string ClassificationInternal { get; set; } = "TLP:AMBER";

    /// <summary>What <c>suyuan report</c> writes unless it is told otherwise, like the two lists below.</summary>
    public List<string> Languages { get; set; } = ["zh", "en"];

    public List<string> Editions { get; set; } = ["public"];

    public List<string> Formats { get; set; } = ["html"];

    /// <summary>Parts that no document has. Default none.</summary>
    public List<string> Omit { get; set; } = [];

    /// <summary>GeoJSON of the home's regions for its maps. Default: China's, where China is home.</summary>
    public string? HomeMap { get; set; }

    /// <summary>GeoJSON of countries for maps of the world. Default: the one that comes with the program.</summary>
    public string? WorldMap { get; set; }

    /// <summary>The review number (审图号) of the maps, printed under each. Default none.</summary>
    public string MapReviewNumber { get; set; } = "";

    /// <summary>Path of the browser that prints PDFs. Default: found on the path.</summary>
    public string? Browser { get; set; }

    /// <summary>Share of the period's days with telemetry below which a report marks itself incomplete, 0–1. Default 0.9.</summary>
    public double CompleteCoverage { get; set; } = 0.9;

    public void Validate()
    {
        if (CompleteCoverage is not (>= 0 and <= 1))
        {
            throw new ConfigurationException("report.complete_coverage is not between 0 and 1");
        }
        foreach ((string key, string value) in new[] { ("report.classification_public", ClassificationPublic), ("report.classification_internal", ClassificationInternal) })
        {
            if (string.IsNullOrWhiteSpace(value) || value.Length > LongestClassification || value.Any(char.IsControl))
            {
                throw new ConfigurationException($"{key} is not one line of at most {LongestClassification} characters");
            }
        }
        if (MapReviewNumber.Length > LongestClassification || MapReviewNumber.Any(char.IsControl))
        {
            throw new ConfigurationException($"report.map_review_number is not one line of at most {LongestClassification} characters");
        }
        _ = ReportWords.Languages("report.languages", Languages);
        _ = ReportWords.Editions("report.editions", Editions);
        _ = ReportWords.Formats("report.formats", Formats);
        _ = ReportWords.Parts("report.omit", Omit);
    }

    /// <exception cref="ConfigurationException">The logo is no picture that documents can hold, or an outline none that can be drawn.</exception>
    public ReportOptions ToOptions(DateOnly issuedOn, string productVersion) => new()
    {
        Publisher = Publisher,
        PublisherEnglish = PublisherEn,
        Logo = Logo is { Length: > 0 } path ? Read(path) : null,
        PublicClassification = ClassificationPublic,
        InternalClassification = ClassificationInternal,
        HomeMap = ReadOutline("report.home_map", HomeMap, OutlineFile.RegionName),
        WorldMap = ReadOutline("report.world_map", WorldMap, name => name),
        MapReviewNumber = MapReviewNumber.Trim(),
        Omitted = ReportWords.Parts("report.omit", Omit),
        CompleteCoverage = CompleteCoverage,
        IssuedOn = issuedOn,
        ProductVersion = productVersion,
    };

    private static Outline? ReadOutline(string key, string? path, Func<string, string> known)
    {
        if (string.IsNullOrEmpty(path))
        {
            return null;
        }
        FileInfo file = new(path);
        if (!file.Exists)
        {
            throw new ConfigurationException($"{key}: there is no {path}");
        }
        if (file.Length > OutlineFile.LargestOctets)
        {
            throw new ConfigurationException($"{key}: {path} is larger than {OutlineFile.LargestOctets / 1024 / 1024} MiB; simplify its lines");
        }
        try
        {
            return OutlineFile.Parse(File.ReadAllBytes(path), known);
        }
        catch (FormatException problem)
        {
            throw new ConfigurationException($"{key}: {path} cannot be drawn: {problem.Message}", problem);
        }
    }

    private static Logo Read(string path)
    {
        FileInfo file = new(path);
        if (!file.Exists)
        {
            throw new ConfigurationException($"report.logo: there is no {path}");
        }
        if (file.Length > Reporting.Logo.LargestOctets)
        {
            throw new ConfigurationException($"report.logo: {path} is larger than {Reporting.Logo.LargestOctets / 1024 / 1024} MiB");
        }
        return Reporting.Logo.TryRead(File.ReadAllBytes(path)) ?? throw new ConfigurationException($"report.logo: {path} is neither a PNG nor a JPEG picture");
    }
}
