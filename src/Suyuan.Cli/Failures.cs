using Suyuan.Cli.Configuration;
using Suyuan.Enrichment;
using Suyuan.Reporting;
using Suyuan.Store;

namespace Suyuan.Cli;

/// <summary>Turns what can go wrong into a sentence on standard error that says what to do, and an exit code.</summary>
internal static class Failures
{
    public static async Task<int> Run(Func<Task<int>> command)
    {
        try
        {
            return await command().ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return Tell("interrupted; what was committed stays, and the same command goes on from there", ExitCodes.Interrupted);
        }
        catch (ConfigurationException error)
        {
            return Tell(error.Message, ExitCodes.Usage);
        }
        catch (NothingFoundException error)
        {
            return Tell(error.Message, ExitCodes.NothingFound);
        }
        catch (PagePrinterException error)
        {
            return Tell(error.Message, ExitCodes.NoInput);
        }
        catch (StoreInUseException error)
        {
            return Tell(error.Message, ExitCodes.StoreInUse);
        }
        catch (AddressDataException error)
        {
            return Tell(error.Message, ExitCodes.NoInput);
        }
        catch (FileNotFoundException error)
        {
            return Tell(error.Message, ExitCodes.NoInput);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Tell(error.Message, ExitCodes.NoInput);
        }
#pragma warning disable CA1031 // The last resort: whatever else it is, the person gets a sentence and the trace to report, scripts get the code.
        catch (Exception error)
#pragma warning restore CA1031
        {
            return Tell($"a fault of Suyuan itself, please report it: {error}", ExitCodes.Internal);
        }
    }

    private static int Tell(string message, int code)
    {
        Console.Error.WriteLine($"suyuan: {message}");
        return code;
    }
}

/// <summary>The question has no answer in the store; the message says what was looked for.</summary>
internal sealed class NothingFoundException : Exception
{
    public NothingFoundException(string message)
        : base(message)
    {
    }

    public NothingFoundException(string message, Exception inner)
        : base(message, inner)
    {
    }

    public NothingFoundException()
    {
    }
}
