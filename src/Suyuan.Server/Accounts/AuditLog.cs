using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Suyuan.Server.Accounts;

/// <summary>
/// The audit log: a file of JSON lines beside the store (<c>STORE.audit.jsonl</c>) that is only ever appended to. An action that cannot be written down does not happen: the entry comes
/// before the change.
/// </summary>
public sealed class AuditLog(string path, TimeProvider clock)
{
    /// <summary>Longer texts come from strangers who type what they like.</summary>
    private const int MaxText = 200;

    private const int Block = 64 * 1024;

    private static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly Lock _lock = new();

    public static string FileOf(string store) => store + ".audit.jsonl";

    /// <exception cref="IOException">It cannot be written.</exception>
    public void Write(string actor, string action, string? subject = null, string? address = null)
    {
        ArgumentNullException.ThrowIfNull(actor);
        AuditEntry entry = new(clock.GetUtcNow(), Cut(actor), action, subject is null ? null : Cut(subject), address);
        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(entry, s_json), (byte)'\n'];
        lock (_lock)
        {
            using FileStream file = LockedFile.Open(path, clock);
            file.Seek(0, SeekOrigin.End);
            file.Write(line);
            file.Flush(flushToDisk: true);
        }
    }

    /// <summary>Newest first.</summary>
    /// <param name="before">Where in the file the entries end that are wanted; null = at its end.</param>
    /// <returns>Next: where older ones end; null = there are none.</returns>
    public (IReadOnlyList<AuditEntry> Entries, long? Next) Read(long? before, int count)
    {
        lock (_lock)
        {
            using FileStream file = LockedFile.Open(path, clock);
            long end = Math.Min(before ?? file.Length, file.Length);
            List<AuditEntry> entries = [];
            while (entries.Count < count && end > 0)
            {
                (byte[] line, long start) = LineBefore(file, end);
                end = start;
                // A line that a full disk broke off is no entry.
                if (Parse(line) is AuditEntry entry)
                {
                    entries.Add(entry);
                }
            }
            return (entries, end > 0 ? end : null);
        }
    }

    /// <summary>The line that ends at <paramref name="end"/>, its line feed among it, and where it begins.</summary>
    private static (byte[] Line, long Start) LineBefore(FileStream file, long end)
    {
        byte[] text = [];
        long start = end;
        while (start > 0)
        {
            byte[] block = new byte[Math.Min(Block, start)];
            file.Seek(start - block.Length, SeekOrigin.Begin);
            file.ReadExactly(block);
            // The line's own line feed is not the one before it.
            int feed = block.AsSpan(0, start == end ? block.Length - 1 : block.Length).LastIndexOf((byte)'\n');
            text = [.. block.AsSpan(feed + 1), .. text];
            start -= block.Length - (feed + 1);
            if (feed >= 0)
            {
                break;
            }
        }
        return (text, start);
    }

    private static AuditEntry? Parse(byte[] line)
    {
        try
        {
            return JsonSerializer.Deserialize<AuditEntry>(line, s_json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Cut(string text) => text.Length <= MaxText ? text : text[..MaxText] + "…";
}
