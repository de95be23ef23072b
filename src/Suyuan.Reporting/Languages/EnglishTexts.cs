using System.Globalization;
using Suyuan.Model;

namespace Suyuan.Reporting;

/// <summary>English: words, names and numbers.</summary>
internal sealed partial class EnglishTexts(Report report) : IReportTexts
{
    private readonly bool _china = report.Home.Country == HomeRegion.China.Country;

    public ReportLanguage Language => ReportLanguage.English;

    public string Tag => "en";

    public FrameWords Words { get; } = new()
    {
        Contents = "Contents",
        Simulated = "SIMULATED DATA",
        SimulatedNote = "This report was made from simulated input. Its addresses, counts and shares describe no real network; it serves demonstration and testing only.",
        Incomplete = "Incomplete",
        PublicEdition = "Public edition",
        InternalEdition = "Internal edition",
        InternalHandling = "full addresses, limited distribution",
        Publisher = "Publisher",
        IssuedOn = "Issued",
        Period = "Period",
        DataTable = "Figures in numbers",
        Source = "Source",
        GeneratedBy = "Made with Suyuan",
        Basis = "What the numbers rest on",
        BasisCheck = "Item",
        NoInputs = "No input files are on record.",
        NotAvailable = "not available",
        Licence = "Licence",
        AddressSource = "Data",
        Use = "Used for",
        DataDate = "Date of the data",
        File = "File",
        Format = "Format",
        Size = "Bytes",
        Records = "Records",
        Span = "First to last packet",
        Exporter = "Exporter",
        Minutes = "Minutes of data",
        Sampling = "Sampling",
    };

    public string Colon => ": ";

    public string Sentence(string text) => MeasuredText.Unbroken(text);

    public string CategoryColumn => "Category";
    public string CountColumn => "Count";
    public string ShareColumn => "Share";
    public string PanelColumn => "Chart";
    public string EventsUnit => "events";

    private string Country => CountryInSentence(report.Home.Country);

    private string Province => _china ? "province" : "region";

    private string Provinces_ => _china ? "provinces" : "regions";

    public string ReportTitle => $"DDoS Attack Resources in {Country}";

    public string PeriodName
    {
        get
        {
            (DateOnly first, DateOnly last) = ReportDays.Of(report);
            return report.Period.Unit switch
            {
                PeriodUnit.Year => first.Year.ToString(CultureInfo.InvariantCulture),
                PeriodUnit.Quarter => string.Create(CultureInfo.InvariantCulture, $"Q{((first.Month - 1) / 3) + 1} {first.Year}"),
                PeriodUnit.Month => first.ToString("MMMM yyyy", CultureInfo.InvariantCulture),
                PeriodUnit.Day => Date(first),
                _ => $"{Date(first)} to {Date(last)}",
            };
        }
    }

    public string Subtitle => PeriodName;

    /// <summary>At the beginning of a sentence.</summary>
    private string InPeriod => report.Period.Unit switch { PeriodUnit.Day => "On ", PeriodUnit.Range => "From ", _ => "In " } + PeriodName;

    private string ThisPeriod => report.Period.Unit switch
    {
        PeriodUnit.Year => "this year",
        PeriodUnit.Quarter => "this quarter",
        PeriodUnit.Month => "this month",
        _ => "this period",
    };

    public string PeriodRange
    {
        get
        {
            (DateOnly first, DateOnly last) = ReportDays.Of(report);
            return first == last ? $"{Date(first)} ({report.Home.Zone.Id})" : $"{Date(first)} to {Date(last)} ({report.Home.Zone.Id})";
        }
    }

    public string Date(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    public string FigureLabel(int number) => $"Figure {number}";

    public string TableLabel(int number) => $"Table {number}";

    public string Number(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    public string Percent(long count, long total) => Share.Text(count, total) + "%";

    public string Duration(long seconds) => seconds switch
    {
        < 60 => $"{seconds} s",
        < 3600 => seconds % 60 == 0 ? $"{seconds / 60} min" : $"{seconds / 60} min {seconds % 60} s",
        >= 86_400 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 86_400.0:0.0} d"),
        _ => seconds / 60 % 60 == 0 ? $"{seconds / 3600} h" : $"{seconds / 3600} h {seconds / 60 % 60} min",
    };

    public string Time(long unixMilliseconds) =>
        TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(unixMilliseconds), report.Home.Zone)
            .ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    public string Join(IReadOnlyList<string> names) => string.Join(", ", names);

    public string Name(Category category) => category.Kind switch
    {
        CategoryKind.Home => "Domestic",
        CategoryKind.Abroad => "Abroad",
        CategoryKind.Cloud => "Cloud",
        CategoryKind.Country => PlaceNames.CountryEn(category.Key),
        CategoryKind.Province => PlaceNames.ProvinceEn(category.Key),
        CategoryKind.Network => PlaceNames.NetworkEn(category.Key),
        CategoryKind.Protocol => Protocol(category.Key),
        CategoryKind.Vector => VectorName(category.Key),
        CategoryKind.Day => DateOnly.ParseExact(category.Key, "yyyy-MM-dd", CultureInfo.InvariantCulture).ToString("d MMM", CultureInfo.InvariantCulture),
        CategoryKind.Resource => Capital(TableKind(ChangeTables.Selection(category.Key))),
        CategoryKind.Other => "Other",
        CategoryKind.Unknown => "Unknown",
        _ => category.Key,
    };

    internal static string Protocol(string token) => VectorCatalog.ReflectionOf(token)?.Service?.NameEn ?? (token == "tcp" ? "TCP" : token);

    internal static string VectorName(string token) => token switch
    {
        "syn-flood" => "SYN flood",
        "ack-flood" => "ACK flood",
        "rst-flood" => "RST flood",
        "udp-flood" => "UDP flood",
        "icmp-flood" => "ICMP flood",
        "gre-flood" => "GRE flood",
        "fragment-flood" => "fragment flood",
        "http-flood" => "HTTP flood",
        "other-flood" => "other flood",
        _ when token.EndsWith("-reflection", StringComparison.Ordinal) => Protocol(token[..^"-reflection".Length]) + " reflection",
        _ => token,
    };
}
