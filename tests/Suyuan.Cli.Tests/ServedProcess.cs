using System.Diagnostics;
using System.Text.RegularExpressions;
using Suyuan.Cli.Places;
using Suyuan.Testing;

namespace Suyuan.Tests;

/// <summary>A running <c>suyuan serve</c>.</summary>
internal sealed partial class ServedProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ServedProcess(Process process) => _process = process;

    public Uri Address { get; private set; } = null!;

    /// <summary>Null: none was printed.</summary>
    public string? Token { get; private set; }

    public static Task<ServedProcess> Start(string folder, CancellationToken cancel, params string[] collecting) => Start(folder, new Dictionary<string, string>(), cancel, collecting);

    public static async Task<ServedProcess> Start(string folder, IReadOnlyDictionary<string, string> environment, CancellationToken cancel, params string[] collecting)
    {
        ProcessStartInfo start = new(Path.Combine(AppContext.BaseDirectory, "suyuan"), ["serve", "--http", "127.0.0.1:0", .. collecting is [] ? ["--no-collect"] : collecting])
        {
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        start.Environment[AddressDataFolder.OfflineVariable] = "1";
        start.Environment["SUYUAN_DATA"] = Path.Combine(folder, "no-address-data");
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }
        ServedProcess served = new(Process.Start(start)!);
        List<string> lines = [];
        served._process.ErrorDataReceived += (_, line) =>
        {
            lock (lines)
            {
                lines.Add(line.Data ?? "");
            }
        };
        served._process.BeginErrorReadLine();
        string All()
        {
            lock (lines)
            {
                return string.Join('\n', lines);
            }
        }
        await Eventually.Holds(() => Ready().IsMatch(All()), "it serves", cancel);
        served.Address = new Uri(ApiAddress().Match(All()).Groups[1].Value);
        served.Token = TokenLine().Match(All()) is { Success: true } token ? token.Groups[1].Value : null;
        return served;
    }

    public async Task<int> Stop()
    {
        using Process kill = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }
        _process.Dispose();
    }

    [GeneratedRegex("API: (http://[^ ]*/)api/v1", RegexOptions.Multiline)]
    private static partial Regex ApiAddress();

    [GeneratedRegex("with this token: (\\S+)$", RegexOptions.Multiline)]
    private static partial Regex TokenLine();

    /// <summary>The last line that it prints when it starts.</summary>
    [GeneratedRegex("^Ready", RegexOptions.Multiline)]
    private static partial Regex Ready();
}
