using System.CommandLine;
using Suyuan.Cli.Configuration;
using Suyuan.Cli.Output;
using Suyuan.Model;
using Suyuan.Reporting;
using Suyuan.Store;

namespace Suyuan.Cli.Commands;

/// <summary>Options that several commands share, each with one meaning.</summary>
internal static class CommonOptions
{
    public static Option<string?> Config() => new("--config") { Description = "Configuration file (default: suyuan.yaml where it exists).", HelpName = "FILE" };

    public static Option<string?> Store() => new("--store") { Description = "The store file (default: suyuan.duckdb).", HelpName = "FILE" };

    public static Option<OutputFormat> Format() =>
        new("--format") { Description = "table, csv or json.", DefaultValueFactory = _ => OutputFormat.Table };

    public static Option<string> Language() =>
        new("--lang") { Description = "Language of the evidence: zh or en.", HelpName = "zh|en", DefaultValueFactory = _ => "en" };

    /// <exception cref="ConfigurationException">The language has no texts.</exception>
    public static ReportLanguage ReadLanguage(ParseResult arguments, Option<string> language) =>
        ReportTokens.TryParseLanguage(arguments.GetRequiredValue(language), out ReportLanguage known)
            ? known
            : throw new ConfigurationException($"--lang: '{arguments.GetValue(language)}' is not zh or en");

    public static SuyuanConfiguration Load(ParseResult arguments, Option<string?> config, Option<string?>? store = null)
    {
        SuyuanConfiguration configuration = SuyuanConfiguration.Load(arguments.GetValue(config));
        if (store is not null && arguments.GetValue(store) is string path)
        {
            configuration.Store.Path = path;
        }
        return configuration;
    }
}

/// <summary>The filters of the list commands, the same for all of them.</summary>
internal sealed class FilterOptions
{
    private readonly Option<string?> _period = new("--period") { Description = "2021Q2, 2021, 2021-04, 2021-04-01 or 2021-04-01..2021-04-15.", HelpName = "PERIOD" };
    private readonly Option<string?> _kind = new("--kind") { Description = "controller, bot, reflector or spoofing_router.", HelpName = "KIND" };
    private readonly Option<string?> _protocol = new("--protocol") { Description = "Reflection protocol, such as ntp.", HelpName = "TOKEN" };
    private readonly Option<string?> _scope = new("--scope") { Description = "cross_domain or local (routers).", HelpName = "SCOPE" };
    private readonly Option<string?> _country = new("--country") { Description = "ISO 3166-1 alpha-2 code.", HelpName = "CODE" };
    private readonly Option<string?> _province = new("--province") { Description = "Short name, such as 广东.", HelpName = "NAME" };
    private readonly Option<string?> _operator = new("--operator") { Description = "Such as 电信.", HelpName = "NAME" };
    private readonly Option<string?> _cloud = new("--cloud") { Description = "Such as 阿里云.", HelpName = "NAME" };
    private readonly Option<string?> _event = new("--event") { Description = "One event's id.", HelpName = "ID" };
    private readonly Option<string?> _address = new("--address") { Description = "One resource's address.", HelpName = "ADDRESS" };
    private readonly Option<string?> _target = new("--target") { Description = "One target: address or prefix.", HelpName = "TARGET" };
    private readonly Option<string?> _vector = new("--vector") { Description = "Events with this vector, such as syn-flood.", HelpName = "TOKEN" };
    private readonly Option<double> _confidence = new("--min-confidence") { Description = "Leave out what is less certain.", DefaultValueFactory = _ => 0.5 };
    private readonly Option<int?> _limit = new("--limit") { Description = "At most so many rows.", HelpName = "N" };

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _period, _kind, _protocol, _scope, _country, _province, _operator, _cloud, _event, _address, _target, _vector, _confidence, _limit })
        {
            command.Options.Add(option);
        }
    }

    /// <exception cref="ConfigurationException">A value is none of those allowed.</exception>
    public ListFilter Read(ParseResult arguments, HomeRegion home, string addressDataVersion) => new()
    {
        Period = arguments.GetValue(_period) is string period
            ? Period.TryParse(period, home, out Period? parsed) ? parsed : throw new ConfigurationException($"--period: '{period}' is not a period; write 2021Q2, 2021, 2021-04, 2021-04-01 or 2021-04-01..2021-04-15")
            : null,
        Kind = arguments.GetValue(_kind) is string kind
            ? ResourceNames.TryParseKind(kind, out ResourceKind known) ? known : throw new ConfigurationException($"--kind: '{kind}' is not controller, bot, reflector or spoofing_router")
            : null,
        Protocol = arguments.GetValue(_protocol),
        Scope = arguments.GetValue(_scope) switch
        {
            null => null,
            "cross_domain" => SpoofScope.CrossDomain,
            "local" => SpoofScope.Local,
            string scope => throw new ConfigurationException($"--scope: '{scope}' is not cross_domain or local"),
        },
        Country = arguments.GetValue(_country)?.ToUpperInvariant(),
        Province = arguments.GetValue(_province),
        Operator = arguments.GetValue(_operator),
        Cloud = arguments.GetValue(_cloud),
        EventId = arguments.GetValue(_event),
        Address = arguments.GetValue(_address) is string address
            ? IpAddress.TryParse(address, out IpAddress one) ? one : throw new ConfigurationException($"--address: '{address}' is not an address")
            : null,
        Target = arguments.GetValue(_target) is string target
            ? IpPrefix.TryParse(target, out IpPrefix prefix) ? prefix : throw new ConfigurationException($"--target: '{target}' is not an address or prefix")
            : null,
        Vector = arguments.GetValue(_vector) is string vector
            ? AttackVector.TryParse(vector, out _) ? vector : throw new ConfigurationException($"--vector: '{vector}' is not a vector; docs/concepts/vectors.md lists them")
            : null,
        MinConfidence = arguments.GetValue(_confidence),
        Limit = arguments.GetValue(_limit),
        AddressDataVersion = addressDataVersion,
    };
}
