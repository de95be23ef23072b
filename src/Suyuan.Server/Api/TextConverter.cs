using System.Text.Json;
using System.Text.Json.Serialization;

namespace Suyuan.Server.Api;

/// <summary>Values that are text in JSON.</summary>
internal sealed class TextConverter<T>(Func<string, T> read, Func<T, string>? write = null) : JsonConverter<T>
    where T : notnull
{
    /// <exception cref="JsonException">The text says no such value.</exception>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return read(reader.GetString()!);
        }
        catch (FormatException error)
        {
            throw new JsonException(error.Message, error);
        }
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(write is null ? value.ToString() : write(value));
}
