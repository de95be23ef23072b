using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Suyuan.Cli.Commands;
using Suyuan.Cli.Configuration;

namespace Suyuan.Cli;

/// <summary>Runs what was asked; a command line that cannot be understood is told as every other failure is, with its exit code.</summary>
internal static class CommandLine
{
    public static Task<int> Run(RootCommand root, IReadOnlyList<string> arguments)
    {
        ParseResult parsed = root.Parse(arguments);
        // Help and version answer also where something is missing; then the action is not the one that tells of errors.
        if (parsed.Action is ParseErrorAction)
        {
            string command = string.Join(' ', Names(parsed.CommandResult));
            // What is missing follows from what is unknown.
            IEnumerable<string> errors = parsed.UnmatchedTokens.Count > 0
                ? parsed.UnmatchedTokens.Select(token => $"'{token}' is no command or option of '{command}'") : parsed.Errors.Select(error => error.Message);
            throw new ConfigurationException($"{string.Join("; ", errors)}\n'{command} --help' lists what it takes");
        }
        InvocationConfiguration invocation = new() { EnableDefaultExceptionHandler = false };
        if (parsed.CommandResult.Command.Name is CollectCommand.Name or ServeCommand.Name)
        {
            invocation.ProcessTerminationTimeout = CollectCommand.StopTime;
        }
        return parsed.InvokeAsync(invocation);
    }

    private static IEnumerable<string> Names(CommandResult command) =>
        command.Parent is CommandResult parent ? [.. Names(parent), command.Command.Name] : ["suyuan"];
}
