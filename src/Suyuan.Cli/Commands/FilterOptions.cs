using System.CommandLine;
using Suyuan.Cli.Configuration;
using Suyuan.Model;
using Suyuan.Store;

namespace Suyuan.Cli.Commands;

/// <summary>The filters of the list commands, the same for all of them.</summary>
internal sealed class FilterOptions
{
    private readonly Option<string?> _period = new("--period") { Description = "2021Q2, 2021, 2021-04, 2021-04-01 or 2021-04-01..2021-04-15.", HelpName = "PERIOD" };
    private readonly Option<string?> _kind = new("--kind") { Description = "controller, bot, reflector or spoofing_router.", HelpName = "KIND" };
    private readonly Option<string?> _protocol = new("--protocol") { Description = "Reflection protocol, such as ntp.", HelpName = "TOKEN" };
    private readonly Option<string?> _scope = new("--scope") { Description = "cross_domain or local (routers).", HelpName = "SCOPE" };
    private readonly Option<string?> _country = new("--country") { Description = "ISO 3166-1 alpha-2 code.", HelpName = "CODE" };
    private readonly Option<string?> _province = new("--province") { Description = "Such as 广东 or Guangdong.", HelpName = "NAME" };
    private readonly Option<string?> _operator = new("--operator") { Description = "Such as 电信 or 'China Telecom'.", HelpName = "NAME" };
    private readonly Option<string?> _cloud = new("--cloud") { Description = "Such as 阿里云 or 'Alibaba Cloud'.", HelpName = "NAME" };
    private readonly Option<string?> _event = new("--event") { Description = "One event's id.", HelpName = "ID" };
    private readonly Option<string?> _address = new("--address") { Description = "One resource's address.", HelpName = "ADDRESS" };
    private readonly Option<string?> _target = new("--target") { Description = "One target: address or prefix.", HelpName = "TARGET" };
    private readonly Option<string?> _vector = new("--vector") { Description = "Events with this vector, such as syn-flood.", HelpName = "TOKEN" };

    private readonly Option<double> _confidence = CommonOptions.MinConfidence();

    private readonly Option<int?> _limit = new("--limit")
    {
        Description = "At most so many rows.",
        HelpName = "N",
        CustomParser = result => result.Parse("a whole number from 1", OptionValues.Count),
    };

    private readonly Option<string?>? _counted;

    /// <param name="counted">With <c>--counted</c>, which lists of resources have.</param>
    public FilterOptions(bool counted = false) => _counted = counted
        ? new("--counted") { Description = "Only what the report of the period counts: all of it, or what is at home or abroad.", HelpName = "all|home|abroad" }
        : null;

    public void AddTo(Command command)
    {
        foreach (Option option in new Option?[]
            { _period, _kind, _protocol, _scope, _country, _province, _operator, _cloud, _event, _address, _target, _vector, _confidence, _limit, _counted }.OfType<Option>())
        {
            command.Options.Add(option);
        }
    }

    /// <exception cref="ConfigurationException">A value is none of those allowed.</exception>
    public ListFilter Read(ParseResult arguments, HomeRegion home, string addressDataVersion)
    {
        ListFilter filter = new()
        {
            Period = Value(arguments, _period, text => Period.TryParse(text, home, out Period? period) ? period : null, "a period; write 2021Q2, 2021, 2021-04, 2021-04-01 or 2021-04-01..2021-04-15"),
            Kind = arguments.GetValue(_kind) is string kind
                ? ResourceNames.TryParseKind(kind, out ResourceKind known) ? known : throw Wrong(_kind, kind, "controller, bot, reflector or spoofing_router")
                : null,
            Protocol = Value(arguments, _protocol, text => VectorCatalog.ReflectionOf(text) is null ? null : text, "a reflection protocol; docs/concepts/vectors.md lists them"),
            Scope = arguments.GetValue(_scope) switch
            {
                null => null,
                "cross_domain" => SpoofScope.CrossDomain,
                "local" => SpoofScope.Local,
                string scope => throw Wrong(_scope, scope, "cross_domain or local"),
            },
            Country = Value(arguments, _country, text => PlaceNames.Countries.FirstOrDefault(code => code.Equals(text, StringComparison.OrdinalIgnoreCase)), "an ISO 3166-1 alpha-2 code such as CN"),
            // Abroad, regions, operators and clouds have names that no list of ours holds.
            Province = arguments.GetValue(_province) is string province ? PlaceNames.ProvinceShort(province) ?? province : null,
            Operator = arguments.GetValue(_operator) is string network ? PlaceNames.NetworkShort(network) ?? network : null,
            Cloud = arguments.GetValue(_cloud) is string cloud ? PlaceNames.NetworkShort(cloud) ?? cloud : null,
            EventId = arguments.GetValue(_event),
            Address = arguments.GetValue(_address) is string address
                ? IpAddress.TryParse(address, out IpAddress one) ? one : throw Wrong(_address, address, "an address")
                : null,
            Target = arguments.GetValue(_target) is string target
                ? IpPrefix.TryParse(target, out IpPrefix prefix) ? prefix : throw Wrong(_target, target, "an address or prefix")
                : null,
            Vector = Value(arguments, _vector, text => AttackVector.TryParse(text, out _) ? text : null, "a vector; docs/concepts/vectors.md lists them"),
            MinConfidence = arguments.GetValue(_confidence),
            Limit = arguments.GetValue(_limit),
            AddressDataVersion = addressDataVersion,
        };
        return _counted is not null && arguments.GetValue(_counted) is string counted ? filter with { Counted = ReadCounted(arguments, counted, filter, home) } : filter;
    }

    private CountedPart ReadCounted(ParseResult arguments, string counted, ListFilter filter, HomeRegion home)
    {
        if (!CountedTokens.TryParse(counted, out bool? atHome))
        {
            throw Wrong(_counted!, counted, "all, home or abroad");
        }
        if (filter.Period is null)
        {
            throw new ConfigurationException("--counted: a report is of a period; add --period");
        }
        Option? other = new Option[] { _event, _target, _vector, _confidence }.FirstOrDefault(option => arguments.GetResult(option) is { Implicit: false });
        return other is null
            ? new CountedPart(home, atHome)
            : throw new ConfigurationException($"--counted: what a report counts follows from its own rules; leave out {other.Name}");
    }

    private static T? Value<T>(ParseResult arguments, Option<string?> option, Func<string, T?> read, string allowed)
        where T : class =>
        arguments.GetValue(option) is string text ? read(text) ?? throw Wrong(option, text, allowed) : null;

    private static ConfigurationException Wrong(Option option, string text, string allowed) => new($"{option.Name}: '{text}' is not {allowed}");
}
