using System.Net;
using System.Text.Json;
using Suyuan.Server.Accounts;
using Suyuan.Server.Tests.Api;
using Suyuan.Testing;
using Xunit;

namespace Suyuan.Server.Tests.Accounts;

public sealed class AccessTests
{
    private readonly SettableClock _clock = new(TimeProvider.System.GetUtcNow());

    [Fact]
    public async Task Nothing_of_the_API_is_answered_to_who_is_not_known()
    {
        await using ServedStore served = await ServedStore.Start(clock: _clock);
        using Browser browser = new(served);
        List<string> open = [];
        foreach ((HttpMethod method, string path) in await Endpoints(served))
        {
            HttpStatusCode status = await browser.Status(method, path, method == HttpMethod.Get ? null : new { });
            HttpStatusCode forged = await browser.Status(method, path, method == HttpMethod.Get ? null : new { }, "suyuan_forged");
            if (status != HttpStatusCode.Unauthorized)
            {
                open.Add($"{method} {path}");
            }
            Assert.Equal(status, forged);
        }
        // Signing in with nothing is refused as everything is.
        Assert.Equal(["GET api/v1/session", "POST api/v1/setup"], open.Order(StringComparer.Ordinal));
        Assert.Equal(HttpStatusCode.Unauthorized, await browser.Status(HttpMethod.Get, "metrics"));
        Assert.Equal(HttpStatusCode.OK, await browser.Status(HttpMethod.Get, "healthz"));
        Assert.Equal(HttpStatusCode.OK, await browser.Status(HttpMethod.Get, "readyz"));
    }

    [Theory]
    [InlineData(Role.Viewer, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    [InlineData(Role.Analyst, HttpStatusCode.Accepted, HttpStatusCode.Forbidden)]
    [InlineData(Role.Administrator, HttpStatusCode.Accepted, HttpStatusCode.OK)]
    public async Task Each_role_may_what_the_table_says(Role role, HttpStatusCode report, HttpStatusCode administer)
    {
        await using ServedStore served = await ServedStore.Start(clock: _clock);
        using Browser browser = await Browser.As(served, role);
        Assert.Equal(HttpStatusCode.OK, await browser.Status(HttpMethod.Get, "api/v1/events"));
        Assert.Equal(HttpStatusCode.OK, await browser.Status(HttpMethod.Get, "api/v1/reports"));
        foreach (string path in (string[])["collection", "thresholds", "address-data"])
        {
            Assert.Equal(HttpStatusCode.OK, await browser.Status(HttpMethod.Get, $"api/v1/{path}"));
        }
        Assert.Equal(report, await browser.Status(HttpMethod.Post, "api/v1/reports", new { period = "2021Q2" }));
        foreach (string path in (string[])["accounts", "keys", "audit", "alarms/channels", "thresholds/preview"])
        {
            Assert.Equal(administer, await browser.Status(HttpMethod.Get, $"api/v1/{path}"));
        }
    }

    [Fact]
    public async Task A_key_is_shown_once_stands_for_its_role_and_ends()
    {
        await using ServedStore served = await ServedStore.Start(clock: _clock);
        using Browser administrator = await Browser.As(served, Role.Administrator);
        using HttpResponseMessage made = await administrator.Send(HttpMethod.Post, "api/v1/keys", new { name = "ticketing", role = "analyst", days = 30 });
        JsonElement issued = await Browser.Json(made);
        string secret = issued.GetProperty("secret").GetString()!;
        string id = issued.GetProperty("key").GetProperty("id").GetString()!;
        Assert.StartsWith("suyuan_", secret, StringComparison.Ordinal);
        using Browser program = new(served);
        Assert.Equal(HttpStatusCode.OK, await program.Status(HttpMethod.Get, "api/v1/events", bearer: secret));
        Assert.Equal(HttpStatusCode.Unauthorized, await program.Status(HttpMethod.Get, "api/v1/events", bearer: secret + "x"));
        // Read-only unless asked otherwise.
        Assert.Equal(HttpStatusCode.Forbidden, await program.Status(HttpMethod.Post, "api/v1/reports", new { period = "2021Q2" }, secret));
        Assert.DoesNotContain(secret, (await administrator.Get("api/v1/keys")).GetRawText() + await File.ReadAllTextAsync(AccountFile.FileOf(served.StorePath), TestContext.Current.CancellationToken), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.NoContent, await administrator.Status(HttpMethod.Delete, $"api/v1/keys/{id}"));
        Assert.Equal(HttpStatusCode.Unauthorized, await program.Status(HttpMethod.Get, "api/v1/events", bearer: secret));

        using HttpResponseMessage second = await administrator.Send(HttpMethod.Post, "api/v1/keys", new { name = "nightly", role = "analyst", read_only = false, days = 1 });
        string writing = (await Browser.Json(second)).GetProperty("secret").GetString()!;
        Assert.Equal(HttpStatusCode.Accepted, await program.Status(HttpMethod.Post, "api/v1/reports", new { period = "2021Q2" }, writing));
        _clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(HttpStatusCode.Unauthorized, await program.Status(HttpMethod.Get, "api/v1/events", bearer: writing));
    }

    [Fact]
    public async Task Accounts_are_made_changed_and_removed_but_for_the_last_administrator()
    {
        await using ServedStore served = await ServedStore.Start(clock: _clock);
        using Browser administrator = await Browser.As(served, Role.Administrator);
        string self = (await administrator.Get("api/v1/session")).GetProperty("name").GetString()!;
        Assert.Equal(
            HttpStatusCode.Created,
            await administrator.Status(HttpMethod.Post, "api/v1/accounts", new { name = "gd", password = Browser.Password, role = "constituent", province = "Guangdong" }));
        JsonElement made = (await administrator.Get("api/v1/accounts")).EnumerateArray().Single(row => row.GetProperty("name").GetString() == "gd");
        Assert.Equal(("广东", JsonValueKind.Null), (made.GetProperty("province").GetString(), made.GetProperty("operator").ValueKind));
        Assert.Equal(HttpStatusCode.OK, await administrator.Status(HttpMethod.Patch, "api/v1/accounts/gd", new { role = "viewer" }));
        Assert.Equal(HttpStatusCode.BadRequest, await administrator.Status(HttpMethod.Patch, "api/v1/accounts/gd", new { role = "constituent" }));
        Assert.Equal(HttpStatusCode.BadRequest, await administrator.Status(HttpMethod.Post, "api/v1/accounts", new { name = "GD", password = Browser.Password, role = "viewer" }));
        Assert.Equal(HttpStatusCode.BadRequest, await administrator.Status(HttpMethod.Delete, $"api/v1/accounts/{self}"));
        Assert.Equal(HttpStatusCode.BadRequest, await administrator.Status(HttpMethod.Patch, $"api/v1/accounts/{self}", new { disabled = true }));
        Assert.Equal(HttpStatusCode.NoContent, await administrator.Status(HttpMethod.Delete, "api/v1/accounts/gd"));
        Assert.Equal(HttpStatusCode.NotFound, await administrator.Status(HttpMethod.Delete, "api/v1/accounts/gd"));
        Assert.DoesNotContain(Browser.Password, await File.ReadAllTextAsync(AccountFile.FileOf(served.StorePath), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_has_a_number_of_requests_a_second()
    {
        await using ServedStore served = await ServedStore.Start(clock: _clock, http: new HttpOptions { RequestsPerSecond = 1 });
        using Browser browser = await Browser.As(served, Role.Viewer);
        List<HttpStatusCode> statuses = [];
        for (int asked = 0; asked < 30; asked++)
        {
            statuses.Add(await browser.Status(HttpMethod.Get, "api/v1/session"));
        }
        Assert.Contains(HttpStatusCode.OK, statuses);
        Assert.Contains(HttpStatusCode.TooManyRequests, statuses);
        using Browser other = await Browser.As(served, Role.Viewer);
        Assert.Equal(HttpStatusCode.OK, await other.Status(HttpMethod.Get, "api/v1/session"));
    }

    [Fact]
    public async Task An_answer_that_is_known_already_is_not_sent_again()
    {
        await using ServedStore served = await ServedStore.Start();
        using HttpResponseMessage first = await served.Client.GetAsync(new Uri("api/v1/events?limit=3", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal("private, no-cache", first.Headers.CacheControl?.ToString().Replace("no-cache, private", "private, no-cache", StringComparison.Ordinal));
        async Task<HttpStatusCode> Again()
        {
            using HttpRequestMessage request = new(HttpMethod.Get, new Uri("api/v1/events?limit=3", UriKind.Relative));
            request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
            using HttpResponseMessage answer = await served.Client.SendAsync(request, TestContext.Current.CancellationToken);
            return answer.StatusCode;
        }
        Assert.Equal(HttpStatusCode.NotModified, await Again());
        served.AddEvents(ServedStore.Events, ServedStore.Events + 1);
        Assert.Equal(HttpStatusCode.OK, await Again());
    }

    /// <summary>Every endpoint that the description names, with something in the place of parameters.</summary>
    internal static async Task<IReadOnlyList<(HttpMethod Method, string Path)>> Endpoints(ServedStore served)
    {
        JsonElement document = await served.Get("openapi/v1.json");
        return
        [
            .. document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()
                .Where(method => method.Name is "get" or "post" or "put" or "patch" or "delete")
                .Select(method => (new HttpMethod(method.Name.ToUpperInvariant()), path.Name[1..].Replace("{period}", "2021Q2", StringComparison.Ordinal)
                    .Replace("{kind}", "bot", StringComparison.Ordinal).Replace("{address}", "192.0.2.33", StringComparison.Ordinal)))),
        ];
    }
}
