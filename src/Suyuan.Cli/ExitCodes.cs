namespace Suyuan.Cli;

/// <summary>Exit codes of the command line; documented in docs/command-line.md.</summary>
internal static class ExitCodes
{
    public const int Ok = 0;

    /// <summary>The work was done, but some input was refused or broke off: see the summary.</summary>
    public const int SomeInputRefused = 2;

    /// <summary>Nothing was found for the question (an event, address, figure or period without data).</summary>
    public const int NothingFound = 3;

    /// <summary><c>suyuan score --require-bars</c>: a bar was missed.</summary>
    public const int BarMissed = 3;

    /// <summary><c>suyuan alarms test</c>: a channel did not take the test.</summary>
    public const int NotTaken = 4;

    /// <summary><c>suyuan doctor</c>: something is wrong with the collection.</summary>
    public const int ProblemFound = 5;

    /// <summary>The command line or the configuration cannot be used.</summary>
    public const int Usage = 64;

    /// <summary>An input or store does not exist or cannot be read.</summary>
    public const int NoInput = 66;

    /// <summary>Another process owns the store.</summary>
    public const int StoreInUse = 75;

    /// <summary>A fault of Suyuan itself.</summary>
    public const int Internal = 70;

    /// <summary>Interrupted (Ctrl-C): what was committed stays.</summary>
    public const int Interrupted = 130;
}
