namespace Suyuan.Store;

/// <summary>The store's file could not grow: nothing of the transaction is in it, what was committed before is whole, and the same may be tried again.</summary>
public sealed class StoreFullException : IOException
{
    public StoreFullException()
    {
    }

    public StoreFullException(string message)
        : base(message)
    {
    }

    public StoreFullException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
