namespace Suyuan.Enrichment;

/// <summary>Address data that is missing, damaged or cannot be fetched; the message is a sentence for the operator that says what to do.</summary>
public sealed class AddressDataException : Exception
{
    public AddressDataException()
    {
    }

    public AddressDataException(string message)
        : base(message)
    {
    }

    public AddressDataException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
