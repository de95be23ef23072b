using System.Diagnostics;
using Suyuan.Cli.Places;

namespace Suyuan.Tests;

/// <summary>The program as a person starts it: arguments in, text and exit code out.</summary>
internal sealed record SuyuanProcess(int ExitCode, string Output, string Errors)
{
    public static SuyuanProcess Run(string folder, params IEnumerable<string> arguments) => Run(folder, null, arguments);

    /// <param name="input">What it reads from standard input; null = as the tests' own.</param>
    public static SuyuanProcess Run(string folder, string? input, IEnumerable<string> arguments)
    {
        ProcessStartInfo start = new(Path.Combine(AppContext.BaseDirectory, "suyuan"), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = input is not null,
            WorkingDirectory = folder,
        };
        // No address data, and none fetched: what is compared does not hang on this machine's.
        start.Environment[AddressDataFolder.OfflineVariable] = "1";
        start.Environment["SUYUAN_DATA"] = Path.Combine(folder, "no-address-data");
        using Process process = Process.Start(start)!;
        if (input is not null)
        {
            process.StandardInput.Write(input);
            process.StandardInput.Close();
        }
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new SuyuanProcess(process.ExitCode, output, errors.Result);
    }
}
