using System.Globalization;

namespace Suyuan.Store;

/// <summary>Another process owns the store file.</summary>
public sealed class StoreInUseException : IOException
{
    public StoreInUseException(string path, int? ownerProcessId, string? ownerCommand = null)
        : base($"the store {path} is in use by {Who(ownerProcessId, ownerCommand)}; wait until it ends, or name another store with --store")
    {
        Path = path;
        OwnerProcessId = ownerProcessId;
        OwnerCommand = ownerCommand;
    }

    public StoreInUseException()
    {
    }

    public StoreInUseException(string message)
        : base(message)
    {
    }

    public StoreInUseException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public string Path { get; } = "";

    public int? OwnerProcessId { get; }

    /// <summary>The owner's command line, or the name of its program; null where neither is known.</summary>
    public string? OwnerCommand { get; }

    private static string Who(int? processId, string? command) => (processId, command) switch
    {
        (int id, { Length: > 0 } text) => string.Create(CultureInfo.InvariantCulture, $"process {id} ({text})"),
        (int id, _) => string.Create(CultureInfo.InvariantCulture, $"process {id}"),
        _ => "another process",
    };
}
