using System.Text.Json;
using System.Text.Json.Serialization;
using Suyuan.Model;
using Suyuan.Server.Api;

namespace Suyuan.Server.Owner;

/// <summary>A question of <see cref="Store.IAttackReader"/> on its way to the process that owns the store.</summary>
/// <param name="Statistics">Which of the period statistics that this connection asked for before; null = the store itself.</param>
/// <param name="Method">As the interface names it.</param>
internal sealed record OwnerQuestion(int? Statistics, string Method, IReadOnlyList<JsonElement> Arguments);

/// <summary>The rows of the store as JSON that can be read again, octet for octet the same as in the file; the API's own JSON is for people.</summary>
internal static class OwnerJson
{
    public static JsonSerializerOptions Options { get; } = new()
    {
        IncludeFields = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new TextConverter<IpAddress>(IpAddress.Parse), new TextConverter<IpPrefix>(IpPrefix.Parse), new TextConverter<TimeZoneInfo>(Zone, zone => zone.ToSerializedString()) },
    };

    private static TimeZoneInfo Zone(string text) => TimeZoneInfo.FromSerializedString(text);
}
