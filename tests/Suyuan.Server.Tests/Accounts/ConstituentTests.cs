using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Suyuan.Model;
using Suyuan.Server.Accounts;
using Suyuan.Server.Tests.Api;
using Suyuan.Store;
using Suyuan.Testing;
using Xunit;

namespace Suyuan.Server.Tests.Accounts;

/// <summary>An operator of one bot in one of the store's events, and everything that the server has an answer for.</summary>
public sealed partial class ConstituentTests
{
    private const string Own = "192.0.2.33";

    private readonly SettableClock _clock = new(TimeProvider.System.GetUtcNow());

    [Fact]
    public async Task No_endpoint_tells_a_constituent_another_partys_address()
    {
        await using ServedStore served = await ServedStore.Start(clock: _clock, places: new TwoOperators());
        using Browser administrator = await Browser.As(served, Role.Administrator);
        using Browser constituent = await Browser.As(served, Role.Constituent, new Constituency("移动", null));
        JsonElement everything = await administrator.Get("api/v1/participations?limit=1000");
        string[] events = [.. everything.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("event_id").GetString()!).Distinct()];
        string mine = everything.GetProperty("rows").EnumerateArray().Single(row => row.GetProperty("address").GetString() == Own).GetProperty("event_id").GetString()!;
        Assert.Equal(ServedStore.Events, events.Length);

        HashSet<string> answered = [];
        foreach ((HttpMethod method, string pattern) in await AccessTests.Endpoints(served))
        {
            string[] paths = pattern.Contains("{id}", StringComparison.Ordinal) ? [.. events.Select(id => pattern.Replace("{id}", id, StringComparison.Ordinal))] : [pattern];
            foreach (string path in paths.Where(_ => method == HttpMethod.Get && !pattern.EndsWith("/live", StringComparison.Ordinal)))
            {
                using HttpResponseMessage answer = await constituent.Send(method, path);
                string text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
                // Their own sessions say from where they signed in.
                Assert.All(Address().Matches(text).Where(match => match.Value != "127.0.0.1"), match => Assert.Equal((path, Own), (path, match.Value)));
                if (answer.IsSuccessStatusCode)
                {
                    answered.Add(path);
                }
            }
        }
        Assert.Equal(
            [
                "api/v1/about", "api/v1/events", $"api/v1/events/{mine}", "api/v1/maps", "api/v1/participations", "api/v1/resources", $"api/v1/resources/{Own}", "api/v1/session", "api/v1/sessions",
                "api/v1/statistics/2021Q2", "api/v1/statistics/2021Q2/bot", "api/v1/statistics/2021Q2/changes", "api/v1/statistics/periods", "api/v1/words",
            ],
            answered.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Lists_and_statistics_are_of_their_own_and_targets_are_masked()
    {
        await using ServedStore served = await ServedStore.Start(clock: _clock, places: new TwoOperators());
        using Browser constituent = await Browser.As(served, Role.Constituent, new Constituency("移动", null));
        JsonElement attack = Assert.Single((await constituent.Get("api/v1/events")).GetProperty("rows").EnumerateArray());
        Assert.Equal(("203.X.X.0", 1), (attack.GetProperty("target").GetString(), attack.GetProperty("bots").GetInt32()));
        JsonElement detail = await constituent.Get($"api/v1/events/{attack.GetProperty("id").GetString()}");
        Assert.Empty(detail.GetProperty("components").EnumerateArray());
        JsonElement part = Assert.Single((await constituent.Get("api/v1/participations")).GetProperty("rows").EnumerateArray());
        Assert.Equal((Own, "203.X.X.0"), (part.GetProperty("address").GetString(), part.GetProperty("target").GetString()));
        Assert.Equal(HttpStatusCode.NotFound, await constituent.Status(HttpMethod.Get, "api/v1/resources/192.0.2.1"));
        JsonElement overview = await constituent.Get("api/v1/statistics/2021Q2");
        Assert.Equal(1, overview.GetProperty("events").GetProperty("events").GetInt64());
        Assert.Equal(1, overview.GetProperty("kinds").EnumerateArray().Single(kind => kind.GetProperty("kind").GetString() == "bot").GetProperty("count").GetInt64());
        Assert.Equal("203.X.X.0", Assert.Single(overview.GetProperty("largest").EnumerateArray()).GetProperty("target").GetString());
    }

    [Theory]
    [InlineData("events?target=203.0.113.0")]
    [InlineData("events?address=203.0.113.0")]
    [InlineData("events?country=CN")]
    [InlineData("participations?target=203.0.113.0%2F24")]
    [InlineData("resources?target=203.0.113.0")]
    public async Task Targets_cannot_be_found_by_trying(string list)
    {
        await using ServedStore served = await ServedStore.Start(clock: _clock, places: new TwoOperators());
        using Browser constituent = await Browser.As(served, Role.Constituent, new Constituency("移动", null));
        Assert.Equal(HttpStatusCode.Forbidden, await constituent.Status(HttpMethod.Get, "api/v1/" + list));
        Assert.Equal(HttpStatusCode.OK, await constituent.Status(HttpMethod.Get, $"api/v1/participations?address={Own}"));
    }

    [Fact]
    public async Task A_key_of_a_constituent_sees_no_more()
    {
        await using ServedStore served = await ServedStore.Start(clock: _clock, places: new TwoOperators());
        (_, string key) = served.Accounts.Book.AddKey("test", null, "noc", Role.Constituent, true, new Constituency("移动", null), 30);
        using Browser program = new(served);
        using HttpResponseMessage answer = await program.Send(HttpMethod.Get, "api/v1/resources", bearer: key);
        Assert.Equal(Own, Assert.Single((await Browser.Json(answer)).GetProperty("rows").EnumerateArray()).GetProperty("address").GetString());
    }

    [Fact]
    public async Task What_happens_now_is_not_told_to_them()
    {
        await using ServedStore served = await ServedStore.Start(clock: _clock, places: new TwoOperators());
        using Browser administrator = await Browser.As(served, Role.Administrator);
        using Browser constituent = await Browser.As(served, Role.Constituent, new Constituency("移动", null));
        using HttpResponseMessage all = await administrator.Send(HttpMethod.Get, "api/v1/live");
        using StreamReader told = new(await all.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        using HttpResponseMessage live = await constituent.Send(HttpMethod.Get, "api/v1/live");
        using StreamReader reader = new(await live.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        Assert.Equal("event: hello", await reader.ReadLineAsync(TestContext.Current.CancellationToken));
        while (served.Feed.Listeners == 0)
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
        served.Feed.Publish("alarm", new { target = "203.0.113.0" });
        // Once the administrator has heard it, the constituent would have.
        while ((await told.ReadLineAsync(TestContext.Current.CancellationToken))?.Contains("203.0.113.0", StringComparison.Ordinal) != true)
        {
        }
        Assert.Equal(1, served.Feed.Listeners);
    }

    [GeneratedRegex(@"\b\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\b")]
    private static partial Regex Address();

    private sealed class TwoOperators : IPlaceLookup
    {
        public string Version => "test";

        public IReadOnlyList<AddressDataSource> Sources => [];

        public Place Find(IpAddress address) => new("CN", "广东", null, address.ToString() == Own ? "移动" : "电信", null, 4134, NetworkKind.Carrier);
    }
}
