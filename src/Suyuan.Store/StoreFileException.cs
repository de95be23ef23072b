namespace Suyuan.Store;

/// <summary>The file is there, but cannot serve as a store: something else, or of another version. The message says what to do.</summary>
public sealed class StoreFileException : IOException
{
    public StoreFileException()
    {
    }

    public StoreFileException(string message)
        : base(message)
    {
    }

    public StoreFileException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
