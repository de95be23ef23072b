using System.Text.Json;
using Suyuan.Telemetry.Files;

namespace Suyuan.Telemetry.Logs;

/// <summary>An object of a JSON log; valid until the next is asked for.</summary>
/// <param name="Object">Null where the line was refused for <paramref name="Fault"/>.</param>
/// <param name="Number">Its line, or its place in a document's array, counting from 1.</param>
internal readonly record struct JsonItem(JsonElement? Object, long Number, DecodeFault Fault);

/// <summary>
/// Objects of a JSON log, however it was written down: one a line, or one document, which is an object or an array of them over any lines. Documents are read
/// whole, so their size is bounded.
/// </summary>
internal static class JsonItems
{
    /// <summary>Octets of the longest document; it takes some five times as much memory while it is read.</summary>
    public const int MaxDocument = 64 << 20;

    /// <summary>Octets at the beginning by which lines and documents are told apart; the recogniser looks at as many.</summary>
    private const int Head = 1 << 16;

    public static IEnumerable<JsonItem> Read(Stream stream)
    {
        byte[] head = new byte[Head];
        int length = stream.ReadAtLeast(head, Head, throwOnEndOfStream: false);
        using HeadedStream whole = new(head.AsMemory(0, length), stream);
        foreach (JsonItem item in JsonShape.IsLines(head.AsSpan(0, length)) ? Lines(whole) : Document(whole))
        {
            yield return item;
        }
    }

    private static IEnumerable<JsonItem> Lines(Stream stream)
    {
        using TextLines lines = new(stream);
        while (lines.Read())
        {
            if (lines.IsBlank)
            {
                continue;
            }
            using JsonDocument? document = lines.TooLong ? null : JsonLines.Parse(lines.Line);
            DecodeFault fault = lines.TooLong ? DecodeFault.LineTooLong : document is null ? DecodeFault.MalformedLine : DecodeFault.None;
            yield return new JsonItem(document?.RootElement, lines.Number, fault);
        }
    }

    private static IEnumerable<JsonItem> Document(Stream stream)
    {
        using MemoryStream text = new();
        byte[] piece = new byte[Head];
        for (int read = stream.Read(piece); read > 0; read = stream.Read(piece))
        {
            if (text.Length + read > MaxDocument)
            {
                yield return new JsonItem(null, 1, DecodeFault.DocumentTooLong);
                yield break;
            }
            text.Write(piece, 0, read);
        }
        using JsonDocument? document = Parse(text.GetBuffer().AsMemory(0, (int)text.Length));
        switch (document?.RootElement)
        {
            case { ValueKind: JsonValueKind.Object } root:
                yield return new JsonItem(root, 1, DecodeFault.None);
                break;
            case { ValueKind: JsonValueKind.Array } root:
                long number = 0;
                foreach (JsonElement element in root.EnumerateArray())
                {
                    number++;
                    yield return element.ValueKind == JsonValueKind.Object
                        ? new JsonItem(element, number, DecodeFault.None)
                        : new JsonItem(null, number, DecodeFault.MalformedLine);
                }
                break;
            default:
                yield return new JsonItem(null, 1, DecodeFault.MalformedLine);
                break;
        }
    }

    private static JsonDocument? Parse(ReadOnlyMemory<byte> text)
    {
        try
        {
            JsonDocument document = JsonDocument.Parse(text.Span is [0xEF, 0xBB, 0xBF, ..] ? text[3..] : text);
            if (text.Span.IndexOf("\\u"u8) < 0 || JsonNames.AreText(document.RootElement))
            {
                return document;
            }
            document.Dispose();
            return null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
