using System.Net;
using System.Net.Sockets;
using System.Reflection;
using System.Text.Json;
using Suyuan.Model;
using Suyuan.Server.Owner;
using Suyuan.Server.Tests.Api;
using Suyuan.Store;
using Suyuan.Store.Care;
using Suyuan.Testing;
using Xunit;

namespace Suyuan.Server.Tests;

public sealed class OwnerSocketTests
{
    [Fact]
    public async Task Who_may_open_the_socket_is_let_in_as_local_and_nobody_else_may_open_it()
    {
        await using ServedStore served = await ServedStore.Start(clock: new SettableClock(TimeProvider.System.GetUtcNow()));
        string path = OwnerSocket.Of(served.StorePath)!;
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        }
        using HttpClient client = Client(path);
        JsonElement session = JsonElement.Parse(await client.GetStringAsync(new Uri("http://localhost/api/v1/session"), TestContext.Current.CancellationToken));
        Assert.Equal(("local", "administrator"), (session.GetProperty("name").GetString(), session.GetProperty("role").GetString()));
        JsonElement events = JsonElement.Parse(await client.GetStringAsync(new Uri("http://localhost/api/v1/events"), TestContext.Current.CancellationToken));
        Assert.Equal(ServedStore.Events, events.GetProperty("total").GetInt64());
    }

    [Fact]
    public async Task Every_question_has_the_same_answer_through_the_owner()
    {
        await using ServedStore served = await ServedStore.Start();
        using IAttackReader through = OwnerReader.Connect(served.StorePath)!;
        using IAttackReader direct = served.Readers.OpenAlone();
        ListFilter filter = new() { MinConfidence = 0, AddressDataVersion = "test", Period = Period.Parse("2021Q2", HomeRegion.China), Target = IpPrefix.Parse("203.0.113.0/24") };
        EventRow attack = direct.Events(filter)[0];
        Dictionary<string, object?[]> arguments = new()
        {
            ["EventsPage"] = [filter with { Order = new ListOrder("packets"), Limit = 7 }],
            ["ResourcesPage"] = [filter with { Order = new ListOrder("events"), Limit = 7 }],
            ["ParticipationsPage"] = [filter with { Order = new ListOrder("packets"), Limit = 7 }],
            ["Resources"] = [filter with { Kind = ResourceKind.Bot, Counted = new CountedPart(HomeRegion.China, true), Target = null }],
            ["Components"] = [attack.Id],
            ["SeenResources"] = [attack.Id],
            ["AttackMinutes"] = [attack.Id],
            ["NewestTriggers"] = [1440],
            ["Compare"] = [filter.Period, Period.Parse("2021Q1", HomeRegion.China), HomeRegion.China, new ResourceSelection[] { new(ResourceKind.Bot) }],
        };
        foreach (MethodInfo method in typeof(IAttackReader).GetMethods().Where(method => method.ReturnType != typeof(IPeriodStatistics)))
        {
            Same(method, through, direct, arguments.GetValueOrDefault(method.Name, method.GetParameters().Length == 0 ? [] : [filter]));
        }
        IPeriodStatistics[] statistics = [through.Statistics(filter.Period, HomeRegion.China, "test"), direct.Statistics(filter.Period, HomeRegion.China, "test")];
        foreach (MethodInfo method in typeof(IPeriodStatistics).GetMethods())
        {
            object?[] asked = [.. method.GetParameters().Select(parameter => parameter.ParameterType == typeof(ResourceSelection) ? (object)new ResourceSelection(ResourceKind.Bot)
                : parameter.ParameterType == typeof(int) ? 5 : throw new InvalidOperationException($"{method.Name} takes {parameter.ParameterType}: say which"))];
            Same(method, statistics[0], statistics[1], asked);
        }
        Assert.Equal(ServedStore.Events, through.Events(filter).Count);
    }

    [Fact]
    public async Task A_copy_and_a_prune_are_for_the_socket_alone_and_take_turns()
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        await using ServedStore served = await ServedStore.Start();
        foreach (string path in (string[])["owner/copy", "owner/prune"])
        {
            using StringContent question = new("""{"Retention":{"Evidence":31,"RollUps":31,"Addresses":31},"DryRun":false}""", System.Text.Encoding.UTF8, "application/json");
            using HttpResponseMessage answer = await served.Client.PostAsync(new Uri(path, UriKind.Relative), question, cancel);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
        string folder = Path.GetDirectoryName(served.StorePath)!;
        Task writing = Task.Run(() => served.AddEvents(100, 140), cancel);

        string[] copies = await Task.WhenAll(Enumerable.Range(0, 3).Select(index => Task.Run(
            () =>
            {
                string file = Path.Combine(folder, $"copy-{index}.duckdb");
                using OwnerCare owner = OwnerCare.Connect(served.StorePath)!;
                owner.CopyTo(file);
                return file;
            },
            cancel)));
        await writing;

        foreach (string copy in copies)
        {
            using DuckDbStore store = DuckDbStore.Open(copy, StoreAccess.Read, TimeProvider.System);
            Assert.InRange(store.Events(new ListFilter()).Count, ServedStore.Events, ServedStore.Events + 40);
        }
        using OwnerCare care = OwnerCare.Connect(served.StorePath)!;
        using IAttackReader reader = served.Readers.OpenAlone();
        long bots = reader.Participations(new ListFilter { MinConfidence = 0 }).Count;
        Retention retention = new() { Evidence = 31, Logs = 31, RollUps = 31, Addresses = 31 };
        Assert.Equal(bots, care.Prune(retention, dryRun: true).Where(row => row.Table == "participation").Sum(row => row.Rows));
        Assert.Equal(bots, care.Prune(retention, dryRun: false).Where(row => row.Table == "participation").Sum(row => row.Rows));
        Assert.Empty(reader.Participations(new ListFilter { MinConfidence = 0 }));
        Assert.Throws<IOException>(() => care.CopyTo(copies[0]));
        Assert.Empty(Directory.EnumerateFiles(folder, "*.copy"));
    }

    [Fact]
    public async Task Whoever_is_not_on_the_socket_cannot_ask_the_owner_and_nobody_can_ask_what_is_no_question()
    {
        await using ServedStore served = await ServedStore.Start();
        using StringContent question = new("""{"Statistics":null,"Method":"get_AddressDataVersion","Arguments":[]}""", System.Text.Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await served.Client.PostAsync(new Uri("owner/ask", UriKind.Relative), question, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        using HttpClient client = Client(OwnerSocket.Of(served.StorePath)!);
        foreach (string method in (string[])["Dispose", "Commit", "Database", "GetType"])
        {
            using StringContent other = new($$"""{"Statistics":null,"Method":"{{method}}","Arguments":[]}""", System.Text.Encoding.UTF8, "application/json");
            using HttpResponseMessage refused = await client.PostAsync(new Uri("http://localhost/owner/ask"), other, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        }
    }

    [Fact]
    public async Task A_socket_that_a_killed_owner_left_is_taken_over_and_one_that_nobody_answers_is_none()
    {
        await using ServedStore served = await ServedStore.Start();
        string path = Path.Combine(Path.GetDirectoryName(served.StorePath)!, "left.duckdb");
        using Socket again = OwnerSocket.Bind(new UnixDomainSocketEndPoint(OwnerSocket.Of(path)!));
        Assert.Null(OwnerReader.Connect(path));
        using Socket taken = OwnerSocket.Bind(new UnixDomainSocketEndPoint(OwnerSocket.Of(path)!));
        Assert.True(File.Exists(OwnerSocket.Of(path)));
    }

    [Fact]
    public void A_path_too_long_for_a_socket_has_none() => Assert.Null(OwnerSocket.Of("/" + new string('x', 110)));

    private static HttpClient Client(string path) => new(new SocketsHttpHandler
    {
        ConnectCallback = async (_, cancel) =>
        {
            Socket socket = new(System.Net.Sockets.AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancel);
            return new NetworkStream(socket, ownsSocket: true);
        },
    });

    /// <summary>As JSON, since records compare their lists by identity.</summary>
    private static void Same(MethodInfo method, object through, object direct, object?[] arguments)
    {
        string[] answers = [.. new[] { through, direct }.Select(target => JsonSerializer.Serialize(method.Invoke(target, arguments), method.ReturnType, OwnerJson.Options))];
        Assert.Equal((method.Name, answers[1]), (method.Name, answers[0]));
    }
}
