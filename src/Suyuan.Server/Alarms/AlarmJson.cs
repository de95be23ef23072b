using System.Text.Json;
using System.Text.Json.Serialization;

namespace Suyuan.Server.Alarms;

/// <summary>The JSON of alarms, the same in messages, the API and the file (docs/alarms.md).</summary>
internal static class AlarmJson
{
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    public static byte[] Octets(AlarmNotice notice) => JsonSerializer.SerializeToUtf8Bytes(notice, Options);
}
