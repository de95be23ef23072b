using System.Buffers.Binary;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Suyuan.Cli.Places;
using Suyuan.Store;
using Suyuan.Testing;
using Xunit;

namespace Suyuan.Tests;

/// <summary>The real command as a process of its own, stopped and killed.</summary>
public sealed class CollectProcessTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("suyuan-collect-");

    private string Store => Path.Combine(_folder.FullName, "s.duckdb");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_collector_told_to_stop_commits_all_that_it_took_and_ends_with_0()
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        using CollectProcess first = await CollectProcess.Start(Store, cancel);
        first.Send(Recent("booterdns.nfv5.pcap"));

        (int code, string messages) = await first.Stop(cancel);

        Assert.Equal(0, code);
        Assert.Contains("6,880 decoded = 6,880 used + 0 refused", messages, StringComparison.Ordinal);
        using DuckDbStore store = DuckDbStore.Open(Store, StoreAccess.Read, TimeProvider.System);
        Assert.Equal(6880, store.LoadSettled().ByExporter["127.0.0.1"].Values.Sum(minute => minute.Records));
    }

    [Fact]
    public async Task After_a_kill_what_was_committed_is_there_and_the_next_collector_goes_on()
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        using (CollectProcess first = await CollectProcess.Start(Store, cancel))
        {
            first.Send(Recent("booterdns.nfv5.pcap"));
            await first.Stop(cancel);
        }
        using (CollectProcess second = await CollectProcess.Start(Store, cancel))
        {
            second.Send(Recent("booterdns.nfv9.pcap"));
            await Eventually.Holds(() => File.ReadAllText(Store + ".collector.json").Contains("\"version\":9", StringComparison.Ordinal), "templates are saved while it runs", cancel);
            second.Kill();
        }
        using CollectProcess third = await CollectProcess.Start(Store, cancel);

        // Between two repetitions of the templates: readable only by those that the killed process saved.
        third.Send(Recent("booterdns.nfv9.pcap")[97..112]);
        (int code, string messages) = await third.Stop(cancel);

        Assert.Equal(0, code);
        Assert.Contains("templates restored", messages, StringComparison.Ordinal);
        Assert.DoesNotContain("MissingTemplate", messages, StringComparison.Ordinal);
        using DuckDbStore store = DuckDbStore.Open(Store, StoreAccess.Read, TimeProvider.System);
        Assert.True(store.LoadSettled().ByExporter["127.0.0.1"].Values.Sum(minute => minute.Records) >= 6880);
    }

    /// <summary>The sample's datagrams with the time of export moved to now; records of NetFlow v5 follow it, those of v9 have times of their own.</summary>
    private static byte[][] Recent(string file)
    {
        uint now = (uint)TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        byte[][] datagrams = [.. CapturedDatagram.Read(Path.Combine(Fixtures.Root, "samples", "booter-dns", file)).Select(one => one.Octets)];
        foreach (byte[] datagram in datagrams)
        {
            BinaryPrimitives.WriteUInt32BigEndian(datagram.AsSpan(8), now);
        }
        return datagrams;
    }

    private sealed class CollectProcess : IDisposable
    {
        private readonly Process _process;
        private readonly int _port;
        private readonly List<string> _messages = [];

        private CollectProcess(Process process, int port) => (_process, _port) = (process, port);

        public static async Task<CollectProcess> Start(string store, CancellationToken cancel)
        {
            using Socket free = new(System.Net.Sockets.AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            free.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            int port = ((IPEndPoint)free.LocalEndPoint!).Port;
            free.Close();
            ProcessStartInfo start = new(
                Path.Combine(AppContext.BaseDirectory, "suyuan"), ["collect", "--listen", $"127.0.0.1:{port}", "--allow", "127.0.0.1", "--store", store])
            {
                RedirectStandardError = true,
            };
            start.Environment[AddressDataFolder.OfflineVariable] = "1";
            start.Environment["SUYUAN_DATA"] = Path.Combine(Path.GetTempPath(), "suyuan-no-address-data");
            CollectProcess collector = new(Process.Start(start)!, port);
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

        private string Messages
        {
            get
            {
                lock (_messages)
                {
                    return string.Join('\n', _messages);
                }
            }
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

        public void Kill()
        {
            _process.Kill();
            _process.WaitForExit();
        }

        public void Dispose()
        {
            if (!_process.HasExited)
            {
                Kill();
            }
            _process.Dispose();
        }
    }
}
