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
    private readonly Option<string?>? _seenIn;
    private readonly Option<string?>? _notSeenIn;

    /// <param name="ofResources">With <c>--counted</c>, <c>--seen-in</c> and <c>--not-seen-in</c>.</param>
    public FilterOptions(bool ofResources = false)
    {
        if (ofResources)
        {
            _counted = new("--counted") { Description = "Only what the report of the period counts: all of it, or what is at home or abroad.", HelpName = "all|home|abroad" };
            _seenIn = new("--seen-in") { Description = "Only those that took part in events of that period too.", HelpName = "PERIOD" };
            _notSeenIn = new("--not-seen-in") { Description = "Only those that took part in none of that period.", HelpName = "PERIOD" };
        }
    }

    public void AddTo(Command command)
    {
        foreach (Option option in new Option?[]
            { _period, _kind, _protocol, _scope, _country, _province, _operator, _cloud, _event, _address, _target, _vector, _confidence, _limit, _counted, _seenIn, _notSeenIn }.OfType<Option>())
        {
            command.Options.Add(option);
        }
    }

    /// <exception cref="ConfigurationException">A value is none of those allowed.</exception>
    public ListFilter Read(ParseResult arguments, HomeRegion home, string addressDataVersion)
    {
        ListFilter filter = ReadFilters(arguments, home) with
        {
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
        Option? other = new Option[] { _event, _target, _vector, _confidence, _seenIn!, _notSeenIn! }.FirstOrDefault(option => arguments.GetResult(option) is { Implicit: false });
        return other is null
            ? new CountedPart(home, atHome)
            : throw new ConfigurationException($"--counted: what a report counts follows from its own rules; leave out {other.Name}");
    }

    private ListFilter ReadFilters(ParseResult arguments, HomeRegion home)
    {
        Dictionary<string, Option<string?>> texts = new Option<string?>?[]
            { _period, _kind, _protocol, _scope, _country, _province, _operator, _cloud, _event, _address, _target, _vector, _seenIn, _notSeenIn }.OfType<Option<string?>>().ToDictionary(option => option.Name[2..]);
        try
        {
            return ListFilterText.Read(name => texts.TryGetValue(name, out Option<string?>? option) ? arguments.GetValue(option) : null, home);
        }
        catch (ListFilterException error)
        {
            throw Wrong(texts[error.Name], error.Text, error.Allowed);
        }
    }

    private static ConfigurationException Wrong(Option option, string text, string allowed) => new($"{option.Name}: '{text}' is not {allowed}");
}
