using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using Suyuan.Testing;
using Xunit;

namespace Suyuan.Tests.Package;

/// <summary>The package as a stranger has it: packed, restored from a feed, and its README's example compiled and run.</summary>
public sealed class PackageTests : IDisposable
{
    private const string Samples = "samples/booter-dns/booterdns.";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("suyuan-package-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void The_example_of_the_readme_is_the_sample()
    {
        string readme = File.ReadAllText(Path.Combine(Fixtures.Root, "src/Suyuan.Telemetry/README.md"));
        string sample = File.ReadAllText(Path.Combine(Fixtures.Root, "samples/decode-flows/Program.cs"));
        Assert.Contains($"```csharp\n{sample}```\n", readme, StringComparison.Ordinal);
    }

    [Fact]
    public void The_sample_reads_files_and_datagrams_with_the_package()
    {
        string feed = _folder.CreateSubdirectory("feed").FullName;
        foreach (string project in new[] { "Suyuan.Model", "Suyuan.Telemetry" })
        {
            Dotnet(Fixtures.Root, "pack", $"src/{project}/{project}.csproj", "-c", "Release", "-o", feed, "--nologo", "-v", "quiet");
        }
        using (ZipArchive package = ZipFile.OpenRead(Assert.Single(Directory.GetFiles(feed, "Suyuan.Telemetry.*.nupkg"))))
        {
            string[] names = [.. package.Entries.Select(entry => entry.FullName)];
            Assert.Contains("README.md", names);
            Assert.Contains("lib/net10.0/Suyuan.Telemetry.dll", names);
            Assert.Contains("lib/net10.0/Suyuan.Telemetry.xml", names);
        }
        Assert.Single(Directory.GetFiles(feed, "Suyuan.Telemetry.*.snupkg"));

        string sample = _folder.CreateSubdirectory("sample").FullName;
        foreach (string file in Directory.GetFiles(Path.Combine(Fixtures.Root, "samples/decode-flows")))
        {
            File.Copy(file, Path.Combine(sample, Path.GetFileName(file)));
        }
        string packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        // A folder of its own, so that no other build's package of this version is used; what others made comes from where the build had it.
        Dotnet(sample, "build", "-c", "Release", "-o", "out", "--nologo", "-v", "quiet", "-p:RestoreAdditionalProjectSources=" + feed,
            "-p:RestorePackagesPath=" + Path.Combine(sample, "packages"), "-p:RestoreFallbackFolders=" + packages);
        string program = Path.Combine(sample, "out", "DecodeFlows");

        Assert.Contains("7057 records", Run(program, Fixtures.Root, Samples + "nfcapd-v2-lz4").Output, StringComparison.Ordinal);
        Assert.Contains("6880 records", Run(program, Fixtures.Root, Samples + "nfv9.pcap").Output, StringComparison.Ordinal);
        Assert.Contains("not read: the file is empty", Run(program, Fixtures.Root, Empty()).Output, StringComparison.Ordinal);
        Assert.Contains("227.213.154.241", Listen(program), StringComparison.Ordinal);
    }

    private string Empty()
    {
        string path = Path.Combine(_folder.FullName, "empty");
        File.WriteAllBytes(path, []);
        return path;
    }

    /// <summary>The program listens; its datagrams are sent over and over until it has enough.</summary>
    private static string Listen(string program)
    {
        IReadOnlyList<CapturedDatagram> datagrams = CapturedDatagram.Read(Path.Combine(Fixtures.Root, Samples + "nfv9.pcap"));
        int port;
        using (UdpClient free = new(new IPEndPoint(IPAddress.Loopback, 0)))
        {
            port = ((IPEndPoint)free.Client.LocalEndPoint!).Port;
        }
        Task<(int Code, string Output)> run = Task.Run(() => Run(program, Fixtures.Root, "listen", port.ToString(CultureInfo.InvariantCulture), "200"));
        using UdpClient sender = new();
        for (int number = 0; !run.IsCompleted; number++)
        {
            sender.Send(datagrams[number % datagrams.Count].Octets, new IPEndPoint(IPAddress.Loopback, port));
            run.Wait(2);
        }
        Assert.Equal(0, run.Result.Code);
        return run.Result.Output;
    }

    private static void Dotnet(string folder, params string[] words)
    {
        (int code, string output) = Run("dotnet", folder, words);
        Assert.True(code == 0, output);
    }

    private static (int Code, string Output) Run(string program, string folder, params string[] words)
    {
        ProcessStartInfo start = new(program, words) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        // Build servers would outlive the test.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }
}
