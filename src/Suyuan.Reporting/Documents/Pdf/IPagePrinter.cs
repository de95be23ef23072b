namespace Suyuan.Reporting;

/// <summary>Prints a self-contained HTML page to PDF, as a browser does: vectors stay vectors, headings become an outline, tags are kept.</summary>
public interface IPagePrinter
{
    /// <exception cref="PagePrinterException">It cannot be printed here; the message says what is missing.</exception>
    byte[] Print(string html);
}

/// <summary>A PDF cannot be made on this machine; the message is for the person who asked for one.</summary>
public sealed class PagePrinterException : Exception
{
    public PagePrinterException(string message)
        : base(message)
    {
    }

    public PagePrinterException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
