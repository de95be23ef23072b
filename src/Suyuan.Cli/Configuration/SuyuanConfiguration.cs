using System.Globalization;
using System.Text.RegularExpressions;
using Suyuan.Model;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Suyuan.Cli.Configuration;

/// <summary>
/// What <c>suyuan.yaml</c> may hold. Unknown keys are refused; environment variables (<c>SUYUAN_HOME_COUNTRY</c> …) override the file, flags override both.
/// </summary>
internal sealed partial class SuyuanConfiguration
{
    public const string DefaultFile = "suyuan.yaml";

    private const string DefaultTimeZone = "Asia/Shanghai";

    public HomeSection Home { get; set; } = new();
    public StoreSection Store { get; set; } = new();
    public DataSection Data { get; set; } = new();
    public DetectionSection Detection { get; set; } = new();
    public RoutingSection Routing { get; set; } = new();
    public CollectSection Collect { get; set; } = new();
    public AlarmsSection Alarms { get; set; } = new();
    public ServeSection Serve { get; set; } = new();
    public ReportSection Report { get; set; } = new();

    internal sealed class HomeSection
    {
        /// <summary>ISO 3166-1 alpha-2 code of the country whose report it is. Default CN.</summary>
        public string Country { get; set; } = "CN";

        /// <summary>IANA zone in which periods, days and weeks are cut. Null: Asia/Shanghai, with a warning where the country is another than China.</summary>
        public string? TimeZone { get; set; }
    }

    internal sealed class StoreSection
    {
        /// <summary>The store file. Default suyuan.duckdb in the current folder.</summary>
        public string Path { get; set; } = "suyuan.duckdb";

        /// <summary>What `suyuan store prune` leaves.</summary>
        public KeepDaysSection KeepDays { get; set; } = new();
    }

    internal sealed class DataSection
    {
        /// <summary>Folder of the address data. Default: see `suyuan data status`.</summary>
        public string? Folder { get; set; }

        /// <summary>A CSV of prefixes with their places, which win over the address data. Default none.</summary>
        public string? OwnPrefixes { get; set; }

        /// <summary>MaxMind DBs and ip2region xdb files, which win over the address data at the next <c>suyuan data update</c>, the first over the next. Default none.</summary>
        public List<string> OwnDatabases { get; set; } = [];
    }

    internal sealed class RoutingSection
    {
        /// <summary>File of ASes by organisation, looked at by each ingest. Default: what the store keeps.</summary>
        public string? Siblings { get; set; }
    }

    private string ZoneName => Home.TimeZone ?? DefaultTimeZone;

    /// <summary>What is allowed but hardly meant; null = nothing.</summary>
    public string? Warning => Home is { Country: not "CN", TimeZone: null }
        ? $"home.country is {Home.Country}, but home.time_zone is not set: days and periods are cut in {DefaultTimeZone}" : null;

    public HomeRegion HomeRegion =>
        Home.Country == "CN" && ZoneName == DefaultTimeZone
            ? HomeRegion.China
            : new HomeRegion(
                Home.Country,
                TimeZoneInfo.TryFindSystemTimeZoneById(ZoneName, out TimeZoneInfo? zone)
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
            throw new ConfigurationException($"{name}:{error.Start.Line}:{error.Start.Column}: {Reason(error)}", error);
        }
    }

    /// <summary>The parser's message, unless it names types of the program.</summary>
    private static string Reason(YamlException error)
    {
        if (UnknownKey().Match(error.Message) is { Success: true } unknown)
        {
            return $"unknown key '{unknown.Groups["key"].Value}'; docs/command-line.md lists the keys";
        }
        string message = error.InnerException?.Message ?? error.Message;
        return error.InnerException is not null || TypeName().IsMatch(message) ? "the value does not fit its key; docs/command-line.md says what each key takes" : message;
    }

    [GeneratedRegex("Property '(?<key>[^']*)' not found")]
    private static partial Regex UnknownKey();

    [GeneratedRegex(@"\b(System|Suyuan|YamlDotNet)\.")]
    private static partial Regex TypeName();

    internal void ApplyEnvironment(Func<string, string?> variable)
    {
        Set("SUYUAN_HOME_COUNTRY", value => Home.Country = value);
        Set("SUYUAN_HOME_TIME_ZONE", value => Home.TimeZone = value);
        Set("SUYUAN_STORE", value => Store.Path = value);
        Set("SUYUAN_DATA", value => Data.Folder = value);
        Set("SUYUAN_DETECTION_BUFFER_MEGABYTES", value => Detection.BufferMegabytes = Number(value));
        Set("SUYUAN_ROUTING_SIBLINGS", value => Routing.Siblings = value);
        Set("SUYUAN_COLLECT_LISTEN", value => Collect.Listen = [.. value.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        Set("SUYUAN_COLLECT_ALLOW", value => Collect.Allow = [.. value.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        Set("SUYUAN_COLLECT_METRICS", value => Collect.Metrics = value);
        Set("SUYUAN_SERVE_HTTP", value => Serve.Http = value);
        Set("SUYUAN_SERVE_TLS_CERTIFICATE", value => Serve.TlsCertificate = value);
        Set("SUYUAN_SERVE_TLS_KEY", value => Serve.TlsKey = value);
        Set("SUYUAN_SERVE_BEHIND_PROXY", value => Serve.BehindProxy = [.. value.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        Set("SUYUAN_SERVE_OIDC_SECRET", value => Serve.Oidc.Secret = value);
        Set("SUYUAN_REPORT_PUBLISHER", value => Report.Publisher = value);
        Set("SUYUAN_REPORT_BROWSER", value => Report.Browser = value);

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
        if (!PlaceNames.Countries.Contains(Home.Country))
        {
            throw new ConfigurationException($"home.country: '{Home.Country}' is not an ISO 3166-1 alpha-2 code such as CN");
        }
        Detection.Validate();
        _ = Store.KeepDays.ToRetention();
        Collect.Validate();
        Serve.Validate();
        Report.Validate();
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
