using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Suyuan.Cli;
using Suyuan.Testing;
using Xunit;

namespace Suyuan.Tests;

/// <summary><c>suyuan doctor</c> as a process of its own, with real datagrams.</summary>
public sealed class DoctorProcessTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("suyuan-doctor-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Where_nothing_runs_it_listens_and_tells_of_each_hop_and_keeps_nothing()
    {
        int port = FreePort();
        (SuyuanProcess told, CollectionText health) = await Listen(port, "booterdns.nfv9.pcap", "--format json");

        Assert.Equal(ExitCodes.ProblemFound, told.ExitCode);
        Assert.Contains("No running collection was found. Listening on UDP 127.0.0.1:", told.Errors, StringComparison.Ordinal);
        JsonElement exporter = Assert.Single(health.Root.GetProperty("exporters").EnumerateArray());
        Assert.True(exporter.GetProperty("formats").GetProperty("NetFlow v9").GetInt64() > 0);
        Assert.True(exporter.GetProperty("templates").GetInt32() > 0);
        Assert.True(exporter.GetProperty("records").GetInt64() > 0);
        Assert.Equal("fine", health.Worst("datagrams"));
        Assert.NotEqual("problem", health.Worst("sockets", "templates", "sampling"));
        // The sample's records are years old: that is what is wrong with it.
        Assert.Equal("problem", health.Worst("flows"));
        Assert.Empty(_folder.EnumerateFileSystemInfos());
    }

    [Fact]
    public async Task In_words_it_ends_with_how_many_things_are_wrong()
    {
        (SuyuanProcess told, _) = await Listen(FreePort(), "booterdns.nfv5.pcap", "--format text");

        Assert.Equal(ExitCodes.ProblemFound, told.ExitCode);
        Assert.Matches(@"(?s)^Sockets\n.*\nDatagrams\n.*NetFlow v5\n.*\nSampling\n.*\nFlows\n.*\nWindows\n.*\n\d+ things? (is|are) wrong\.\n$", told.Output);
    }

    [Fact]
    public void A_port_that_is_taken_is_told_with_who_has_it()
    {
        using Socket taken = new(System.Net.Sockets.AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        int port = ((IPEndPoint)taken.LocalEndPoint!).Port;

        SuyuanProcess told = Doctor(port, "--seconds", "1");

        Assert.Equal(ExitCodes.ProblemFound, told.ExitCode);
        Assert.Contains("cannot be listened on: ", told.Output, StringComparison.Ordinal);
        if (OperatingSystem.IsLinux())
        {
            Assert.Contains($"(process {Environment.ProcessId})", told.Output, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("--seconds 0")]
    [InlineData("--format csv")]
    [InlineData("--metrics 9464")]
    public void An_option_that_cannot_be_used_ends_with_64(string options) => Assert.Equal(ExitCodes.Usage, SuyuanProcess.Run(_folder.FullName, ["doctor", .. options.Split(' ')]).ExitCode);

    [Fact]
    public void Metrics_that_nobody_serves_are_no_input()
    {
        using Socket closed = new(System.Net.Sockets.AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        closed.Bind(new IPEndPoint(IPAddress.Loopback, 0));

        SuyuanProcess told = SuyuanProcess.Run(_folder.FullName, "doctor", "--metrics", $"127.0.0.1:{((IPEndPoint)closed.LocalEndPoint!).Port}");

        Assert.Equal(ExitCodes.NoInput, told.ExitCode);
        Assert.Contains("nobody serves metrics at", told.Errors, StringComparison.Ordinal);
    }

    /// <summary>Sends the sample for as long as the doctor listens, so that it need not be known when it begins.</summary>
    private async Task<(SuyuanProcess Told, CollectionText Health)> Listen(int port, string file, string format)
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        Task<SuyuanProcess> doctor = Task.Run(() => Doctor(port, ["--seconds", "4", .. format.Split(' ')]), cancel);
        byte[][] datagrams = [.. CapturedDatagram.Read(Path.Combine(Fixtures.Root, "samples", "booter-dns", file)).Select(one => one.Octets).Take(60)];
        using Socket socket = new(System.Net.Sockets.AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        for (uint sequence = 0; !doctor.IsCompleted; sequence++)
        {
            byte[] datagram = datagrams[sequence % datagrams.Length];
            // NetFlow v9 numbers datagrams: no gap where the sample begins again.
            BinaryPrimitives.WriteUInt32BigEndian(datagram.AsSpan(datagram[1] == 9 ? 12 : 16), sequence * (datagram[1] == 9 ? 1u : datagram[3]));
            try
            {
                socket.SendTo(datagram, new IPEndPoint(IPAddress.Loopback, port));
            }
            catch (SocketException)
            {
                // It does not listen yet, or no more.
            }
            await Task.Delay(2, cancel);
        }
        SuyuanProcess told = await doctor;
        return (told, new CollectionText(format.EndsWith("json", StringComparison.Ordinal) ? told.Output : "{}"));
    }

    private SuyuanProcess Doctor(int port, params IEnumerable<string> options) =>
        SuyuanProcess.Run(_folder.FullName, ["doctor", "--listen", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}"), .. options]);

    private static int FreePort()
    {
        using Socket free = new(System.Net.Sockets.AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        free.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)free.LocalEndPoint!).Port;
    }
}
