using System.Text.Json;
using System.Text.Json.Serialization;
using Suyuan.Model;

namespace Suyuan.Server.Api;

/// <summary>How everything that this server tells is written as JSON: answers, alarms, the state of a collection.</summary>
public static class ApiJson
{
    public static JsonSerializerOptions Options { get; } = Shaped(new JsonSerializerOptions());

    internal static JsonSerializerOptions Shaped(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower));
        options.Converters.Add(new TextConverter<IpAddress>(IpAddress.Parse));
        options.Converters.Add(new TextConverter<IpPrefix>(IpPrefix.Parse));
        return options;
    }
}
