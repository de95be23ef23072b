using System.Globalization;
using Suyuan.Model;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Suyuan.Cli.Configuration;

/// <summary>
/// What <c>suyuan.yaml</c> may hold. Unknown keys are refused; environment variables (<c>SUYUAN_HOME_COUNTRY</c> …) override the file, flags override both.
/// </summary>
internal sealed class SuyuanConfiguration
{
    public const string DefaultFile = "suyuan.yaml";

    public HomeSection Home { get; set; } = new();
    public StoreSection Store { get; set; } = new();
    public DataSection Data { get; set; } = new();
    public DetectionSection Detection { get; set; } = new();
    public CollectSection Collect { get; set; } = new();
    public ReportSection Report { get; set; } = new();

    internal sealed class HomeSection
    {
        /// <summary>ISO 3166-1 alpha-2 code of the country whose report it is. Default CN.</summary>
        public string Country { get; set; } = "CN";

        /// <summary>IANA zone in which periods, days and weeks are cut. Default Asia/Shanghai.</summary>
        public string TimeZone { get; set; } = "Asia/Shanghai";
    }

    internal sealed class StoreSection
    {
        /// <summary>The store file. Default suyuan.duckdb in the current folder.</summary>
        public string Path { get; set; } = "suyuan.duckdb";
    }

    internal sealed class DataSection
    {
        /// <summary>Folder of the address data. Default: see `suyuan data status`.</summary>
        public string? Folder { get; set; }
    }

    internal sealed class DetectionSection
    {
        /// <summary>Megabytes of records held for the second look. Default 256.</summary>
        public int BufferMegabytes { get; set; } = 256;
    }

    internal sealed class ReportSection
    {
        /// <summary>Who issues the report; printed on its title page. Default empty.</summary>
        public string Publisher { get; set; } = "";

        /// <summary>Share of the period's days with telemetry below which a report marks itself incomplete, 0–1. Default 0.9.</summary>
        public double CompleteCoverage { get; set; } = 0.9;
    }

    public HomeRegion HomeRegion =>
        Home is { Country: "CN", TimeZone: "Asia/Shanghai" }
            ? HomeRegion.China
            : new HomeRegion(
                Home.Country,
                TimeZoneInfo.TryFindSystemTimeZoneById(Home.TimeZone, out TimeZoneInfo? zone)
                    ? zone
                    : throw new ConfigurationException($"home.time_zone: '{Home.TimeZone}' is no time zone of this machine"));

    /// <summary>Reads the file where it exists, then the environment.</summary>
    /// <param name="path">Null: <see cref="DefaultFile"/>, and its absence is fine.</param>
    /// <exception cref="ConfigurationException">The file or a variable cannot be used; the message says what and where.</exception>
    public static SuyuanConfiguration Load(string? path)
    {
        string file = path ?? DefaultFile;
        SuyuanConfiguration configuration = new();
        if (File.Exists(file))
        {
            configuration = Parse(File.ReadAllText(file), file);
        }
        else if (path is not null)
        {
            throw new ConfigurationException($"{path}: no such file");
        }
        configuration.ApplyEnvironment(Environment.GetEnvironmentVariable);
        return configuration.Validated();
    }

    internal static SuyuanConfiguration Parse(string yaml, string name)
    {
        try
        {
            return new DeserializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance).WithDuplicateKeyChecking().Build()
                .Deserialize<SuyuanConfiguration?>(yaml) ?? new SuyuanConfiguration();
        }
        catch (YamlException error)
        {
            throw new ConfigurationException($"{name}:{error.Start.Line}:{error.Start.Column}: {error.InnerException?.Message ?? error.Message}", error);
        }
    }

    internal void ApplyEnvironment(Func<string, string?> variable)
    {
        Set("SUYUAN_HOME_COUNTRY", value => Home.Country = value);
        Set("SUYUAN_HOME_TIME_ZONE", value => Home.TimeZone = value);
        Set("SUYUAN_STORE", value => Store.Path = value);
        Set("SUYUAN_DATA", value => Data.Folder = value);
        Set("SUYUAN_DETECTION_BUFFER_MEGABYTES", value => Detection.BufferMegabytes = Number(value));
        Set("SUYUAN_COLLECT_LISTEN", value => Collect.Listen = [.. value.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        Set("SUYUAN_COLLECT_ALLOW", value => Collect.Allow = [.. value.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        Set("SUYUAN_COLLECT_METRICS", value => Collect.Metrics = value);
        Set("SUYUAN_REPORT_PUBLISHER", value => Report.Publisher = value);

        void Set(string name, Action<string> assign)
        {
            if (variable(name) is { Length: > 0 } value)
            {
                assign(value);
            }
        }

        static int Number(string value) =>
            int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
                ? number
                : throw new ConfigurationException($"'{value}' is not a whole number");
    }

    private SuyuanConfiguration Validated()
    {
        if (Home.Country.Length != 2 || !Home.Country.All(char.IsAsciiLetterUpper))
        {
            throw new ConfigurationException($"home.country: '{Home.Country}' is not an ISO 3166-1 alpha-2 code such as CN");
        }
        if (Detection.BufferMegabytes is < 16 or > 65_536)
        {
            throw new ConfigurationException($"detection.buffer_megabytes: {Detection.BufferMegabytes} is not between 16 and 65536");
        }
        Collect.Validate();
        if (Report.CompleteCoverage is not (>= 0 and <= 1))
        {
            throw new ConfigurationException("report.complete_coverage is not between 0 and 1");
        }
        return this;
    }
}

/// <summary>A configuration that cannot be used; the message is for the person who wrote it.</summary>
internal sealed class ConfigurationException : Exception
{
    public ConfigurationException(string message)
        : base(message)
    {
    }

    public ConfigurationException(string message, Exception inner)
        : base(message, inner)
    {
    }

    public ConfigurationException()
    {
    }
}
