namespace Suyuan.Store;

/// <summary>Another process owns the store file.</summary>
public sealed class StoreInUseException : IOException
{
    public StoreInUseException(string path, int? ownerProcessId)
        : base(ownerProcessId is int id
            ? $"the store {path} is in use by process {id}; wait until it ends, or name another store with --store"
            : $"the store {path} is in use by another process; wait until it ends, or name another store with --store")
    {
        Path = path;
        OwnerProcessId = ownerProcessId;
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
}
