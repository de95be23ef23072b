using System.Net;
using System.Text.Json;
using Suyuan.Server.Accounts;
using Suyuan.Server.Tests.Api;
using Suyuan.Testing;
using Xunit;

namespace Suyuan.Server.Tests.Accounts;

public sealed class ProviderTests
{
    [Theory]
    [InlineData("soc", "viewer")]
    [InlineData("soc cert-admins", "administrator")]
    [InlineData("upstream", "constituent")]
    public async Task Who_the_provider_vouches_for_gets_the_role_of_their_claims(string roles, string role)
    {
        await using TestProvider provider = await TestProvider.Start();
        provider.Claims["roles"] = roles.Split(' ');
        provider.Claims["carrier"] = "China Telecom";
        await using ServedStore served = await Start(provider);
        using Browser browser = new(served);
        Assert.Equal("CERT login", (await browser.Get("api/v1/session")).GetProperty("provider").GetString());

        // Follows the redirects to the provider and back; the last leads to the console, or where it was not built to how it is.
        Assert.True(await browser.Status(HttpMethod.Get, "api/v1/session/provider") is HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable);

        JsonElement session = await browser.Get("api/v1/session");
        Assert.Equal(("signed_in", "lin (CERT login)", role), (session.GetProperty("state").GetString(), session.GetProperty("name").GetString(), session.GetProperty("role").GetString()));
        Assert.Equal(role == "constituent" ? "电信" : null, session.GetProperty("operator").GetString());
        Assert.Equal(HttpStatusCode.OK, await browser.Status(HttpMethod.Get, "api/v1/events"));
        // A cookie all the same: unsafe requests bring the token.
        Assert.Equal(HttpStatusCode.Forbidden, await browser.Status(HttpMethod.Delete, "api/v1/session"));
        browser.Csrf = session.GetProperty("csrf").GetString();
        Assert.Equal(HttpStatusCode.NoContent, await browser.Status(HttpMethod.Delete, "api/v1/session"));
        Assert.Equal(["sign-out", "sign-in"], served.Audit.Read(null, 10).Entries.Select(entry => entry.Action));
    }

    [Theory]
    [InlineData("strangers", "suyuan")]
    [InlineData("soc", "another-client")]
    public async Task Who_has_no_role_or_a_token_for_somebody_else_is_not_let_in(string roles, string audience)
    {
        await using TestProvider provider = await TestProvider.Start();
        provider.Claims["roles"] = roles;
        provider.Audience = audience;
        await using ServedStore served = await Start(provider);
        using Browser browser = new(served);
        using HttpResponseMessage answer = await browser.Send(HttpMethod.Get, "api/v1/session/provider");
        Assert.Equal("?sign_in=refused", answer.RequestMessage!.RequestUri!.Query);
        Assert.Equal(HttpStatusCode.Unauthorized, await browser.Status(HttpMethod.Get, "api/v1/events"));
        Assert.Equal("sign-in-failed", Assert.Single(served.Audit.Read(null, 10).Entries).Action);
    }

    [Fact]
    public async Task A_callback_that_nobody_asked_for_is_refused()
    {
        await using TestProvider provider = await TestProvider.Start();
        await using ServedStore served = await Start(provider);
        using Browser browser = new(served);
        using HttpResponseMessage answer = await browser.Send(HttpMethod.Get, "api/v1/session/provider/callback?code=1&state=forged");
        Assert.Equal("?sign_in=refused", answer.RequestMessage!.RequestUri!.Query);
    }

    [Fact]
    public async Task A_provider_that_does_not_answer_leads_back_to_the_sign_in_page()
    {
        TestProvider provider = await TestProvider.Start();
        await using ServedStore served = await Start(provider);
        await provider.DisposeAsync();
        using Browser browser = new(served);
        using HttpResponseMessage answer = await browser.Send(HttpMethod.Get, "api/v1/session/provider");
        Assert.Equal("?sign_in=unreachable", answer.RequestMessage!.RequestUri!.Query);
    }

    private static Task<ServedStore> Start(TestProvider provider) => ServedStore.Start(
        clock: new SettableClock(TimeProvider.System.GetUtcNow()),
        provider: new ProviderOptions("CERT login", provider.Issuer, "suyuan", "client-secret")
        {
            OperatorClaim = "carrier",
            Roles = new Dictionary<string, Role> { ["soc"] = Role.Viewer, ["cert-admins"] = Role.Administrator, ["upstream"] = Role.Constituent },
        });
}
