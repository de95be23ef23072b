using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Suyuan.Cli.Configuration;
using Suyuan.Testing;
using Xunit;
using YamlDotNet.Serialization;

namespace Suyuan.Tests;

/// <summary>What lies in <c>deploy/</c> fits the program that it starts.</summary>
public sealed partial class DeployTests
{
    private static readonly string s_deploy = Path.Combine(Fixtures.Root, "deploy");

    [Fact]
    public async Task The_service_manager_takes_the_units()
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        if (!File.Exists("/usr/bin/systemd-analyze") || !File.Exists("/bin/bash"))
        {
            Assert.Skip("no systemd-analyze on this machine");
        }
        ProcessStartInfo start = new(Path.Combine(s_deploy, "check.sh"), [Path.Combine(AppContext.BaseDirectory, "suyuan")]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process check = Process.Start(start)!;
        Task<string> errors = check.StandardError.ReadToEndAsync(cancel);
        string output = await check.StandardOutput.ReadToEndAsync(cancel);
        await check.WaitForExitAsync(cancel);

        Assert.True(check.ExitCode == 0, output + await errors);
        Assert.Contains("units: verified", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Commands_that_units_and_containers_start_exist_with_the_options_that_they_give()
    {
        string[][] commands =
        [
            .. Directory.EnumerateFiles(Path.Combine(s_deploy, "systemd"), "*.service").SelectMany(File.ReadLines).Where(line => line.StartsWith("ExecStart=/opt/suyuan/suyuan ", StringComparison.Ordinal))
                .Select(line => line.Split(' ')[1..]),
            .. ExecForm().Matches(File.ReadAllText(Path.Combine(s_deploy, "container", "Dockerfile")) + File.ReadAllText(Path.Combine(s_deploy, "container", "compose.yaml")))
                .Select(match => Quoted().Matches(match.Groups[1].Value).Select(word => word.Groups[1].Value).Where(word => word is not ("CMD" or "/opt/suyuan/suyuan")).ToArray()),
        ];

        Assert.Equal(4, commands.Length);
        foreach (string[] command in commands)
        {
            string[] verbs = [.. command.TakeWhile(word => !word.StartsWith('-'))];
            SuyuanProcess help = SuyuanProcess.Run(Path.GetTempPath(), [.. verbs, "--help"]);
            Assert.Equal(0, help.ExitCode);
            Assert.All(command.Where(word => word.StartsWith("--", StringComparison.Ordinal)), option => Assert.Contains(option, help.Output, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void The_sample_configuration_is_one_and_names_the_folders_of_the_unit()
    {
        SuyuanConfiguration configuration = SuyuanConfiguration.Parse(File.ReadAllText(Path.Combine(s_deploy, "suyuan.yaml")), "suyuan.yaml");
        configuration.Collect.Validate();
        configuration.Serve.Validate();
        string unit = File.ReadAllText(Path.Combine(s_deploy, "systemd", "suyuan.service"));

        Assert.Contains("StateDirectory=suyuan\n", unit, StringComparison.Ordinal);
        Assert.All([configuration.Store.Path, configuration.Data.Folder], path => Assert.StartsWith("/var/lib/suyuan/", path, StringComparison.Ordinal));
        Assert.Equal(new KeepDaysSection().ToRetention(), configuration.Store.KeepDays.ToRetention());
    }

    [Fact]
    public void The_container_files_are_marked_unverified_and_copy_what_there_is()
    {
        string dockerfile = File.ReadAllText(Path.Combine(s_deploy, "container", "Dockerfile"));
        string compose = File.ReadAllText(Path.Combine(s_deploy, "container", "compose.yaml"));
        Dictionary<string, object> parsed = new DeserializerBuilder().Build().Deserialize<Dictionary<string, object>>(compose);
        HashSet<string> stages = [.. Stage().Matches(dockerfile).Select(match => match.Groups[1].Value)];

        Assert.All([dockerfile, compose], text => Assert.StartsWith("# Unverified: ", text, StringComparison.Ordinal));
        Assert.Equal(["services", "volumes"], parsed.Keys);
        Assert.All(Copied().Matches(dockerfile), match => Assert.Contains(match.Groups[1].Value, stages));
        Assert.All(["web/package.json", "web/package-lock.json", "docs", "src/Suyuan.Cli/Suyuan.Cli.csproj"], path => Assert.True(Path.Exists(Path.Combine(Fixtures.Root, path)), path));
    }

    [Fact]
    public async Task The_service_manager_is_told_when_it_is_ready_and_when_it_stops()
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("no service manager of that kind");
        }
        DirectoryInfo folder = Directory.CreateTempSubdirectory("suyuan-notify-");
        try
        {
            SmallStore.Write(folder.FullName);
            using Socket manager = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
            string path = Path.Combine(folder.FullName, "notify");
            manager.Bind(new UnixDomainSocketEndPoint(path));
            manager.ReceiveTimeout = 60_000;
            await using (ServedProcess served = await ServedProcess.Start(folder.FullName, new Dictionary<string, string> { ["NOTIFY_SOCKET"] = path }, cancel))
            {
                Assert.Equal("READY=1", Next());
                Assert.Equal(0, await served.Stop());
                Assert.Equal("STOPPING=1", Next());
            }

            string Next()
            {
                byte[] octets = new byte[100];
                return Encoding.UTF8.GetString(octets, 0, manager.Receive(octets));
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [GeneratedRegex(@"^\s*(?:CMD|test:)\s*\[(.*)\]", RegexOptions.Multiline)]
    private static partial Regex ExecForm();

    [GeneratedRegex("\"([^\"]*)\"")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^FROM \S+ AS (\w+)", RegexOptions.Multiline)]
    private static partial Regex Stage();

    [GeneratedRegex(@"COPY --from=(\w+)")]
    private static partial Regex Copied();
}
