using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Suyuan.Server.Accounts;
using Suyuan.Server.Tests.Api;
using Suyuan.Store;

namespace Suyuan.Server.Tests.Accounts;

/// <summary>A client with cookies of its own that signs in and brings the CSRF token along, as the console does.</summary>
internal sealed class Browser(ServedStore served) : IDisposable
{
    public const string Password = "quiet-harbour-stone-71";

    private readonly HttpClient _client = served.NewClient();

    public string? Csrf { get; set; }

    /// <summary>Makes an account and signs in with it.</summary>
    public static async Task<Browser> As(ServedStore served, Role role, Constituency? only = null)
    {
        string name = $"{role.Token()}-{Guid.NewGuid():N}";
        served.Accounts.Book.Add("test", null, name, Password, role, only);
        Browser browser = new(served);
        using HttpResponseMessage answer = await browser.SignIn(name, Password);
        answer.EnsureSuccessStatusCode();
        return browser;
    }

    public async Task<HttpResponseMessage> SignIn(string name, string password)
    {
        HttpResponseMessage answer = await Send(HttpMethod.Post, "api/v1/session", new { name, password });
        if (answer.IsSuccessStatusCode)
        {
            Csrf = (await Json(answer)).GetProperty("csrf").GetString();
        }
        return answer;
    }

    public async Task<HttpResponseMessage> Send(HttpMethod method, string path, object? body = null, string? bearer = null)
    {
        using HttpRequestMessage request = new(method, new Uri(path, UriKind.Relative));
        request.Content = body is null ? null : JsonContent.Create(body);
        if (Csrf is not null)
        {
            request.Headers.Add("X-Suyuan-CSRF", Csrf);
        }
        if (bearer is not null)
        {
            request.Headers.Authorization = new("Bearer", bearer);
        }
        return await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    public async Task<HttpStatusCode> Status(HttpMethod method, string path, object? body = null, string? bearer = null)
    {
        using HttpResponseMessage answer = await Send(method, path, body, bearer);
        return answer.StatusCode;
    }

    public async Task<JsonElement> Get(string path)
    {
        using HttpResponseMessage answer = await Send(HttpMethod.Get, path);
        answer.EnsureSuccessStatusCode();
        return await Json(answer);
    }

    public static async Task<JsonElement> Json(HttpResponseMessage answer) => JsonElement.Parse(await answer.Content.ReadAsStringAsync());

    public void Dispose() => _client.Dispose();
}
