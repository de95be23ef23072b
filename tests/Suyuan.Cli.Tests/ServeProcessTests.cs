using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using Suyuan.Cli;
using Suyuan.Model;
using Xunit;

namespace Suyuan.Tests;

/// <summary>The real server as a process of its own, and the other commands beside it.</summary>
public sealed class ServeProcessTests : IDisposable
{
    private const string Password = "quiet-harbour-stone-71";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("suyuan-serve-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Beside_a_server_commands_that_read_say_the_same_as_without_it()
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        (AttackEvent seen, _) = SmallStore.Write(_folder.FullName);
        string[] commands =
        [
            "events --format csv", "resources --format csv --min-confidence 0", "resources --period 2021Q2 --kind bot --counted all", "participations --format json", $"event {seen.Id}", "resource 192.0.2.1 --lang zh",
            "explain 2021Q2 fig-1", "report --period 2021Q2 --format json,html -o out",
        ];
        SuyuanProcess[] alone = [.. commands.Select(Run)];
        Assert.All(alone, one => Assert.Equal(0, one.ExitCode));
        string[] reports = Reports();
        Directory.Delete(Path.Combine(_folder.FullName, "out"), recursive: true);

        await using ServedProcess served = await ServedProcess.Start(_folder.FullName, cancel);

        Assert.Equal(alone, commands.Select(Run));
        Assert.Equal(reports, Reports());
        SuyuanProcess missing = Run("event 0123456789abcdef");
        Assert.Equal(ExitCodes.NothingFound, missing.ExitCode);
        Assert.Equal(ExitCodes.StoreInUse, Run("ingest .").ExitCode);
        Assert.Equal(0, await served.Stop());
        Assert.False(File.Exists(Path.Combine(_folder.FullName, "suyuan.duckdb.sock")));
        Assert.Equal(0, Run("events").ExitCode);

        string[] Reports() => [.. Directory.EnumerateFiles(Path.Combine(_folder.FullName, "out")).Order(StringComparer.Ordinal).Select(file => $"{Path.GetFileName(file)} {File.ReadAllText(file)}")];
    }

    [Fact]
    public async Task A_doctor_asks_the_server_that_owns_the_store()
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        SmallStore.Write(_folder.FullName);
        await using ServedProcess served = await ServedProcess.Start(_folder.FullName, cancel, "--listen", "127.0.0.1:" + FreePort());

        SuyuanProcess told = Run("doctor --format json");

        Assert.Contains("Asked the running collection, which has collected for ", told.Errors, StringComparison.Ordinal);
        Assert.Equal((ExitCodes.ProblemFound, "problem"), (told.ExitCode, new CollectionText(told.Output).Worst("datagrams")));
        Assert.Equal(0, await served.Stop());

        static int FreePort()
        {
            using Socket free = new(System.Net.Sockets.AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            free.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            return ((IPEndPoint)free.LocalEndPoint!).Port;
        }
    }

    [Fact]
    public async Task The_token_that_it_prints_makes_the_first_administrator_and_the_command_line_helps_who_is_lost()
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        SmallStore.Write(_folder.FullName);
        await using ServedProcess served = await ServedProcess.Start(_folder.FullName, cancel);
        using HttpClient client = new() { BaseAddress = served.Address };
        using HttpResponseMessage made = await client.PostAsJsonAsync("api/v1/setup", new { token = served.Token, name = "chen", password = Password }, cancel);
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        Assert.Equal(HttpStatusCode.OK, await Status("api/v1/accounts"));

        Assert.Equal(0, Run("accounts add wu --role administrator", Password + "\n").ExitCode);
        Assert.Equal(0, Run("accounts disable chen").ExitCode);

        Assert.Equal(HttpStatusCode.Unauthorized, await Status("api/v1/accounts"));
        Assert.Equal(HttpStatusCode.Unauthorized, await SignIn("chen", Password));
        Assert.Equal(HttpStatusCode.OK, await SignIn("wu", Password));
        Assert.Equal(0, Run("accounts reset wu", "another-harbour-stone\n").ExitCode);
        Assert.Equal(HttpStatusCode.Unauthorized, await Status("api/v1/accounts"));
        Assert.Equal(HttpStatusCode.OK, await SignIn("wu", "another-harbour-stone"));
        Assert.Equal(["name,role,operator,province,disabled", "chen,administrator,,,yes", "wu,administrator,,,no"], Run("accounts list --format csv").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.TrimEnd('\r')).Select(line => line[..line.LastIndexOf(',')]));
        SuyuanProcess weak = Run("accounts add li", "password1234\n");
        Assert.Equal((ExitCodes.Usage, true), (weak.ExitCode, weak.Errors.Contains("tried first", StringComparison.Ordinal)));
        Assert.Equal(ExitCodes.NothingFound, Run("accounts disable nobody").ExitCode);
        Assert.Equal(ExitCodes.Usage, Run("accounts disable wu").ExitCode);
        Assert.Equal(0, await served.Stop());
        // An administrator is there: no token, and what it printed is nowhere.
        await using ServedProcess again = await ServedProcess.Start(_folder.FullName, cancel);
        Assert.Null(again.Token);
        Assert.All(Directory.EnumerateFiles(_folder.FullName, "*.json*"), file => Assert.DoesNotContain(served.Token!, File.ReadAllText(file), StringComparison.Ordinal));

        async Task<HttpStatusCode> Status(string path)
        {
            using HttpResponseMessage answer = await client.GetAsync(new Uri(path, UriKind.Relative), cancel);
            return answer.StatusCode;
        }

        async Task<HttpStatusCode> SignIn(string name, string password)
        {
            using HttpResponseMessage answer = await client.PostAsJsonAsync("api/v1/session", new { name, password }, cancel);
            return answer.StatusCode;
        }
    }

    private SuyuanProcess Run(string line) => SuyuanProcess.Run(_folder.FullName, line.Split(' '));

    private SuyuanProcess Run(string line, string input) => SuyuanProcess.Run(_folder.FullName, input, line.Split(' '));
}
