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

    /// <summary>Octets of the log, some ten thousand entries, that one page looks through.</summary>
    private const int Searched = 4 << 20;

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

    /// <summary>Newest first. Of a long log a part is searched at a time: a page may hold fewer than asked for, and more follow.</summary>
    /// <param name="before">Where in the file the entries end that are wanted; null = at its end.</param>
    /// <param name="wanted">Null: all are.</param>
    /// <returns>Next: where older ones end; null = there are none.</returns>
    public (IReadOnlyList<AuditEntry> Entries, long? Next) Read(long? before, int count, Func<AuditEntry, bool>? wanted = null)
    {
        lock (_lock)
        {
            using FileStream file = LockedFile.Open(path, clock);
            long from = Math.Min(before ?? file.Length, file.Length);
            long end = from;
            List<AuditEntry> entries = [];
            foreach ((byte[] line, long start) in LinesBefore(file, from))
            {
                end = start;
                // A line that a full disk broke off is no entry.
                if (Parse(line) is AuditEntry entry && (wanted is null || wanted(entry)))
                {
                    entries.Add(entry);
                }
                if (entries.Count == count || from - end >= Searched)
                {
                    break;
                }
            }
            return (entries, end > 0 ? end : null);
        }
    }

    /// <summary>Lines that end at or before <paramref name="end"/>, their line feeds among them, the last first, and where each begins.</summary>
    private static IEnumerable<(byte[] Line, long Start)> LinesBefore(FileStream file, long end)
    {
        byte[] text = [];
        long start = end;
        while (start > 0 || text.Length > 0)
        {
            // The line's own line feed is not the one before it.
            int feed = text.AsSpan(0, Math.Max(0, text.Length - 1)).LastIndexOf((byte)'\n');
            if (feed < 0 && start > 0)
            {
                byte[] block = new byte[Math.Min(Block, start)];
                start -= block.Length;
                file.Seek(start, SeekOrigin.Begin);
                file.ReadExactly(block);
                text = [.. block, .. text];
                continue;
            }
            yield return (text[(feed + 1)..], start + feed + 1);
            text = text[..(feed + 1)];
        }
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
