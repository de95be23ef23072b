using System.Text.Json;
using System.Text.Json.Serialization;

namespace Suyuan.Server.Accounts;

/// <summary>
/// Accounts and keys in a file beside the store (<c>STORE.accounts.json</c>): replaced whole by a rename, so that it is never half written. What another process
/// changes (<c>suyuan accounts</c>) is seen at the next look.
/// </summary>
public sealed class AccountFile(string path, TimeProvider clock)
{
    private static readonly JsonSerializerOptions s_json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    private readonly Lock _lock = new();
    private AccountList _list = AccountList.Empty;
    private (DateTime Written, long Octets) _seen;

    public string Path => path;

    public static string FileOf(string store) => store + ".accounts.json";

    /// <exception cref="IOException">The file cannot be read, or is none of accounts.</exception>
    public AccountList Read()
    {
        lock (_lock)
        {
            FileInfo file = new(path);
            (DateTime, long) now = file.Exists ? (file.LastWriteTimeUtc, file.Length) : default;
            if (now != _seen)
            {
                (_list, _seen) = (file.Exists ? Parse(File.ReadAllBytes(path)) : AccountList.Empty, now);
            }
            return _list;
        }
    }

    /// <summary>One change after the other, whoever makes them.</summary>
    /// <param name="change">Of the file as it is now; what it throws leaves the file as it was.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Change(Func<AccountList, AccountList> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        lock (_lock)
        {
            using FileStream claim = LockedFile.Open(path + ".lock", clock);
            AccountList changed = change(Read());
            string next = path + ".new";
            using (FileStream file = new(next, LockedFile.Options(FileMode.Create)))
            {
                JsonSerializer.Serialize(file, changed, s_json);
                file.Flush(flushToDisk: true);
            }
            File.Move(next, path, overwrite: true);
            _seen = default;
        }
    }

    private AccountList Parse(byte[] text)
    {
        try
        {
            return JsonSerializer.Deserialize<AccountList>(text, s_json) ?? throw new JsonException("it holds nothing");
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            throw new IOException($"the accounts file {path} cannot be read: {error.Message}; restore it from a backup, or move it away and set up the first account again", error);
        }
    }
}
