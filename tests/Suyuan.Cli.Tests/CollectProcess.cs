using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Suyuan.Cli.Places;
using Suyuan.Testing;

namespace Suyuan.Tests;

/// <summary>A running <c>suyuan collect</c>.</summary>
internal sealed class CollectProcess : IDisposable
{
    private readonly Process _process;
    private readonly int _port;
    private readonly int _metrics;
    private readonly List<string> _messages = [];

    private CollectProcess(Process process, int port, int metrics) => (_process, _port, _metrics) = (process, port, metrics);

    /// <param name="limited">Ready for <see cref="Limit"/>.</param>
    public static async Task<CollectProcess> Start(string store, CancellationToken cancel, bool limited = false)
    {
        using Socket free = new(System.Net.Sockets.AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        free.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        int port = ((IPEndPoint)free.LocalEndPoint!).Port;
        free.Close();
        using Socket other = new(System.Net.Sockets.AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        other.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        int metrics = ((IPEndPoint)other.LocalEndPoint!).Port;
        other.Close();
        string[] command = [Path.Combine(AppContext.BaseDirectory, "suyuan"), "collect", "--listen", $"127.0.0.1:{port}", "--allow", "127.0.0.1", "--metrics", $"127.0.0.1:{metrics}", "--store", store];
        // A signal that is ignored stays so: a write beyond the limit fails then, as on a full disk.
        ProcessStartInfo start = limited ? new("bash", ["-c", "trap '' XFSZ; exec \"$@\"", "bash", .. command]) : new(command[0], command[1..]);
        start.RedirectStandardError = true;
        if (limited)
        {
            // The runtime keeps code in files without names, to which the limit would hold too.
            start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        }
        start.Environment[AddressDataFolder.OfflineVariable] = "1";
        start.Environment["SUYUAN_DATA"] = Path.Combine(Path.GetTempPath(), "suyuan-no-address-data");
        CollectProcess collector = new(Process.Start(start)!, port, metrics);
        collector._process.ErrorDataReceived += (_, line) =>
        {
            lock (collector._messages)
            {
                collector._messages.Add(line.Data ?? "");
            }
        };
        collector._process.BeginErrorReadLine();
        await Eventually.Holds(() => collector.Messages.Contains("listening on UDP", StringComparison.Ordinal), "it listens", cancel);
        return collector;
    }

    public static bool CanLimit => OperatingSystem.IsLinux() && File.Exists("/usr/bin/prlimit") && File.Exists("/bin/bash");

    /// <summary>The longest that a file of the process may grow, octets; null = any.</summary>
    public void Limit(long? octets)
    {
        using Process limit = Process.Start("prlimit", [$"--pid={_process.Id}", $"--fsize={octets?.ToString(CultureInfo.InvariantCulture) ?? "unlimited"}:unlimited"]);
        limit.WaitForExit();
        Xunit.Assert.Equal(0, limit.ExitCode);
    }

    public string Messages
    {
        get
        {
            lock (_messages)
            {
                return string.Join('\n', _messages);
            }
        }
    }

    public string MetricsAddress => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{_metrics}");

    /// <summary>A metric without labels.</summary>
    public double Metric(string name)
    {
        using HttpClient client = new();
        string text = client.GetStringAsync(new Uri($"http://127.0.0.1:{_metrics}/metrics")).GetAwaiter().GetResult();
        return text.Split('\n').Where(line => line.StartsWith(name + " ", StringComparison.Ordinal)).Sum(line => double.Parse(line[name.Length..], CultureInfo.InvariantCulture));
    }

    public void Send(IEnumerable<byte[]> datagrams)
    {
        using Socket socket = new(System.Net.Sockets.AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        foreach (byte[] datagram in datagrams)
        {
            socket.SendTo(datagram, new IPEndPoint(IPAddress.Loopback, _port));
        }
    }

    /// <summary>SIGTERM, as systemd stops a service.</summary>
    public async Task<(int Code, string Messages)> Stop(CancellationToken cancel)
    {
        using Process kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await kill.WaitForExitAsync(cancel);
        await _process.WaitForExitAsync(cancel);
        return (_process.ExitCode, Messages);
    }

    public void Kill() => _process.KillNow();

    public void Dispose() => _process.EndAndDispose();
}
