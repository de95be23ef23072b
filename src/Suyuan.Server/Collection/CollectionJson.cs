using System.Text.Json;
using System.Text.Json.Serialization;

namespace Suyuan.Server.Collection;

/// <summary>How the state of a collection is written as JSON, as everything of the API is.</summary>
public static class CollectionJson
{
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };
}
