using System.Globalization;
using Suyuan.Model;

namespace Suyuan.Store;

/// <summary>Filters as people write them, the same on the command line and in the API: names and values to a <see cref="ListFilter"/>, each checked.</summary>
public static class ListFilterText
{
    /// <param name="value">What was written for a name, such as <c>kind</c>; null = nothing.</param>
    /// <exception cref="ListFilterException">A value is none of those allowed.</exception>
    public static ListFilter Read(Func<string, string?> value, HomeRegion home)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new ListFilter
        {
            Period = ReadPeriod("period"),
            SeenIn = ReadPeriod("seen-in"),
            NotSeenIn = ReadPeriod("not-seen-in"),
            Kind = Choice<ResourceKind>(value, "kind", text => ResourceNames.TryParseKind(text, out ResourceKind kind) ? kind : null, "controller, bot, reflector or spoofing_router"),
            Protocol = Value(value, "protocol", text => VectorCatalog.ReflectionOf(text) is null ? null : text, "a reflection protocol; docs/concepts/vectors.md lists them"),
            Scope = Choice<SpoofScope>(
                value, "scope", text => text switch { "cross_domain" => SpoofScope.CrossDomain, "local" => SpoofScope.Local, _ => null }, "cross_domain or local"),
            Country = Value(value, "country", text => PlaceNames.Countries.FirstOrDefault(code => code.Equals(text, StringComparison.OrdinalIgnoreCase)), "an ISO 3166-1 alpha-2 code such as CN"),
            // Abroad, regions, operators and clouds have names that no list of ours holds.
            Province = Value(value, "province", text => PlaceNames.ProvinceShort(text) ?? text, ""),
            Operator = Value(value, "operator", text => PlaceNames.NetworkShort(text) ?? text, ""),
            Cloud = Value(value, "cloud", text => PlaceNames.NetworkShort(text) ?? text, ""),
            EventId = value("event"),
            Address = Choice<IpAddress>(value, "address", text => IpAddress.TryParse(text, out IpAddress address) ? address : null, "an address"),
            Target = Choice<IpPrefix>(value, "target", text => IpPrefix.TryParse(text, out IpPrefix prefix) ? prefix : null, "an address or prefix"),
            Vector = Value(value, "vector", text => AttackVector.TryParse(text, out _) ? text : null, "a vector; docs/concepts/vectors.md lists them"),
            Basis = Choice<EventBasis>(
                value, "basis", text => text switch { "flows" => EventBasis.Flows, "command" => EventBasis.Command, "sensor" => EventBasis.Sensor, _ => null }, "flows, command or sensor"),
            MinConfidence = Choice<double>(
                value, "min-confidence",
                text => double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double share) && share is >= 0 and <= 1 ? share : null,
                "a number from 0 to 1") ?? ListFilter.DefaultConfidence,
        };

        Period? ReadPeriod(string name) => Value(value, name, text => Period.TryParse(text, home, out Period? period) ? period : null, Period.Written);
    }

    private static T? Value<T>(Func<string, string?> value, string name, Func<string, T?> read, string allowed)
        where T : class =>
        value(name) is string text ? read(text) ?? throw new ListFilterException(name, text, allowed) : null;

    private static T? Choice<T>(Func<string, string?> value, string name, Func<string, T?> read, string allowed)
        where T : struct =>
        value(name) is string text ? read(text) ?? throw new ListFilterException(name, text, allowed) : null;
}

/// <summary>A filter's value that cannot be used.</summary>
public sealed class ListFilterException(string name, string text, string allowed) : FormatException($"{name}: '{text}' is not {allowed}")
{
    public string Name => name;

    public string Text => text;

    /// <summary>What may be written instead, in words.</summary>
    public string Allowed => allowed;
}
