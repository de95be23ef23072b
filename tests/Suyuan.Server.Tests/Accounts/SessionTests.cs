using System.Net;
using System.Text.Json;
using Suyuan.Server.Accounts;
using Suyuan.Server.Tests.Api;
using Suyuan.Testing;
using Xunit;

namespace Suyuan.Server.Tests.Accounts;

public sealed class SessionTests
{
    private readonly SettableClock _clock = new(TimeProvider.System.GetUtcNow());

    [Fact]
    public async Task The_first_administrator_is_made_with_the_printed_token_once()
    {
        await using ServedStore served = await ServedStore.Start(clock: _clock);
        string token = served.Accounts.FirstRun.Issue();
        using Browser browser = new(served);
        Assert.Equal("setup", (await browser.Get("api/v1/session")).GetProperty("state").GetString());
        Assert.Equal(HttpStatusCode.Forbidden, await browser.Status(HttpMethod.Post, "api/v1/setup", new { token = "guess", name = "root", password = Browser.Password }));
        // A weak password does not use the token up.
        Assert.Equal(HttpStatusCode.BadRequest, await browser.Status(HttpMethod.Post, "api/v1/setup", new { token, name = "root", password = "password1234" }));

        using HttpResponseMessage made = await browser.Send(HttpMethod.Post, "api/v1/setup", new { token, name = "root", password = Browser.Password });

        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        JsonElement session = await browser.Get("api/v1/session");
        Assert.Equal(("signed_in", "root", "administrator"), (session.GetProperty("state").GetString(), session.GetProperty("name").GetString(), session.GetProperty("role").GetString()));
        Assert.Equal(HttpStatusCode.Forbidden, await browser.Status(HttpMethod.Post, "api/v1/setup", new { token, name = "second", password = Browser.Password }));
        Assert.Equal(
            ["set-up-failed", "set-up", "account-add", "set-up-failed"],
            (await browser.Get("api/v1/audit")).GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("action").GetString()));
        Assert.DoesNotContain(token, await File.ReadAllTextAsync(AccountFile.FileOf(served.StorePath), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public void The_token_expires()
    {
        FirstRun first = new(_clock);
        string token = first.Issue();
        _clock.Advance(TimeSpan.FromMinutes(61));
        Assert.False(first.Use(token, () => Assert.Fail("used")));
    }

    [Fact]
    public async Task A_cookie_is_out_of_scripts_reach_and_of_this_site_alone()
    {
        await using ServedStore served = await ServedStore.Start(clock: _clock);
        served.Accounts.Book.Add("test", null, "ann", Browser.Password, Role.Viewer, null);
        using Browser browser = new(served);
        using HttpResponseMessage answer = await browser.SignIn("ann", Browser.Password);
        string cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie")).ToLowerInvariant();
        Assert.Contains("httponly", cookie, StringComparison.Ordinal);
        Assert.Contains("samesite=strict", cookie, StringComparison.Ordinal);
        // Plain HTTP on loopback: a secure cookie would not come back.
        Assert.DoesNotContain("secure", cookie, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Contains("frame-ancestors 'none'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("of-another-session")]
    public async Task With_a_cookie_nothing_is_changed_without_its_token(string? csrf)
    {
        await using ServedStore served = await ServedStore.Start(clock: _clock);
        using Browser browser = await Browser.As(served, Role.Administrator);
        string? right = browser.Csrf;
        browser.Csrf = csrf;
        Assert.Equal(HttpStatusCode.Forbidden, await browser.Status(HttpMethod.Post, "api/v1/keys", new { name = "x", role = "viewer" }));
        Assert.Equal(HttpStatusCode.Forbidden, await browser.Status(HttpMethod.Delete, "api/v1/session"));
        browser.Csrf = right;
        Assert.Equal(HttpStatusCode.Created, await browser.Status(HttpMethod.Post, "api/v1/keys", new { name = "x", role = "viewer" }));
    }

    [Fact]
    public async Task A_session_ends_by_signing_out_idleness_age_a_new_password_and_a_disabled_account()
    {
        await using ServedStore served = await ServedStore.Start(clock: _clock);
        using Browser administrator = await Browser.As(served, Role.Administrator);
        using (Browser browser = await Browser.As(served, Role.Viewer))
        {
            Assert.Equal(HttpStatusCode.OK, await browser.Status(HttpMethod.Get, "api/v1/events"));
            Assert.Equal(HttpStatusCode.NoContent, await browser.Status(HttpMethod.Delete, "api/v1/session"));
            Assert.Equal(HttpStatusCode.Unauthorized, await browser.Status(HttpMethod.Get, "api/v1/events"));
        }
        using (Browser idle = await Browser.As(served, Role.Viewer))
        {
            _clock.Advance(TimeSpan.FromMinutes(59));
            Assert.Equal(HttpStatusCode.OK, await idle.Status(HttpMethod.Get, "api/v1/events"));
            Assert.Equal(HttpStatusCode.OK, await administrator.Status(HttpMethod.Get, "api/v1/events"));
            _clock.Advance(TimeSpan.FromMinutes(61));
            Assert.Equal(HttpStatusCode.Unauthorized, await idle.Status(HttpMethod.Get, "api/v1/events"));
        }
        using Browser busy = await Browser.As(served, Role.Administrator);
        string name = (await busy.Get("api/v1/session")).GetProperty("name").GetString()!;
        using (Browser second = new(served))
        {
            Assert.True((await second.SignIn(name, Browser.Password)).IsSuccessStatusCode);
            Assert.Equal(
                HttpStatusCode.OK, await second.Status(HttpMethod.Put, "api/v1/session/password", new { password = Browser.Password, new_password = "another-harbour-stone" }));
            Assert.Equal(HttpStatusCode.Unauthorized, await busy.Status(HttpMethod.Get, "api/v1/events"));
        }
        using Browser old = await Browser.As(served, Role.Administrator);
        for (int minutes = 0; minutes < 12 * 60; minutes += 45)
        {
            Assert.Equal(HttpStatusCode.OK, await old.Status(HttpMethod.Get, "api/v1/session"));
            _clock.Advance(TimeSpan.FromMinutes(45));
        }
        Assert.Equal("signed_out", (await old.Get("api/v1/session")).GetProperty("state").GetString());
        using Browser disabled = await Browser.As(served, Role.Analyst);
        string who = (await disabled.Get("api/v1/session")).GetProperty("name").GetString()!;
        // As the command line does, beside the server.
        new AccountBook(new AccountFile(AccountFile.FileOf(served.StorePath), _clock), served.Audit, _clock).Change("local", null, who, account => account with { Disabled = true });
        Assert.Equal(HttpStatusCode.Unauthorized, await disabled.Status(HttpMethod.Get, "api/v1/events"));
    }

    [Fact]
    public async Task A_session_is_ended_by_its_owner_or_an_administrator_and_with_it_what_it_listens_to()
    {
        await using ServedStore served = await ServedStore.Start(clock: _clock);
        using Browser administrator = await Browser.As(served, Role.Administrator);
        using Browser viewer = await Browser.As(served, Role.Viewer);
        using HttpResponseMessage live = await viewer.Send(HttpMethod.Get, "api/v1/live");
        using StreamReader reader = new(await live.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        Assert.Equal("event: hello", await reader.ReadLineAsync(TestContext.Current.CancellationToken));
        JsonElement[] all = [.. (await administrator.Get("api/v1/sessions")).EnumerateArray()];
        JsonElement mine = Assert.Single((await viewer.Get("api/v1/sessions")).EnumerateArray());
        Assert.Equal(2, all.Length);
        string others = all.Single(row => row.GetProperty("id").GetString() != mine.GetProperty("id").GetString()).GetProperty("id").GetString()!;
        Assert.Equal(HttpStatusCode.NotFound, await viewer.Status(HttpMethod.Delete, $"api/v1/sessions/{others}"));

        Assert.Equal(HttpStatusCode.NoContent, await administrator.Status(HttpMethod.Delete, $"api/v1/sessions/{mine.GetProperty("id").GetString()}"));

        Assert.Equal(HttpStatusCode.Unauthorized, await viewer.Status(HttpMethod.Get, "api/v1/events"));
        served.Feed.Publish("report", new { secret = 1 });
        Assert.DoesNotContain("secret", await reader.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_fails_again_and_again_waits_known_or_not()
    {
        await using ServedStore served = await ServedStore.Start(clock: _clock);
        served.Accounts.Book.Add("test", null, "ann", Browser.Password, Role.Viewer, null);
        foreach (string name in (string[])["ann", "nobody"])
        {
            using Browser browser = new(served);
            for (int attempt = 0; attempt < 5; attempt++)
            {
                Assert.Equal(HttpStatusCode.Unauthorized, (await browser.SignIn(name, "wrong-wrong-wrong")).StatusCode);
            }
            using HttpResponseMessage locked = await browser.SignIn(name, Browser.Password);
            Assert.Equal((HttpStatusCode.TooManyRequests, "30"), (locked.StatusCode, locked.Headers.RetryAfter?.ToString()));
        }
        _clock.Advance(TimeSpan.FromSeconds(31));
        using Browser right = new(served);
        Assert.Equal(HttpStatusCode.OK, (await right.SignIn("ann", Browser.Password)).StatusCode);
        Assert.Equal(10, served.Audit.Read(null, 100).Entries.Count(entry => entry.Action == AuditActions.SignInFailed));
        Assert.Equal(2, served.Audit.Read(null, 100).Entries.Count(entry => entry.Action == AuditActions.SignInLocked));
    }

    [Fact]
    public async Task One_address_may_try_so_often_in_a_minute()
    {
        await using ServedStore served = await ServedStore.Start(clock: _clock, http: new HttpOptions { SignInsPerMinute = 3 });
        using Browser browser = new(served);
        for (int attempt = 0; attempt < 3; attempt++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await browser.SignIn($"name{attempt}", "wrong-wrong-wrong")).StatusCode);
        }
        using HttpResponseMessage limited = await browser.SignIn("name4", "wrong-wrong-wrong");
        Assert.Equal(HttpStatusCode.TooManyRequests, limited.StatusCode);
        Assert.NotNull(limited.Headers.RetryAfter);
        Assert.Equal("application/problem+json", limited.Content.Headers.ContentType?.MediaType);
    }
}
