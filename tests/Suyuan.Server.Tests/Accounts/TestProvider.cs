using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Suyuan.Server.Tests.Accounts;

/// <summary>An OpenID Connect provider on loopback (OpenID Connect Core 1.0 §3.1) that knows one person, who always agrees.</summary>
internal sealed class TestProvider : IAsyncDisposable
{
    private const string Client = "suyuan";
    private const string Secret = "client-secret";

    private readonly RSA _key = RSA.Create(2048);
    private readonly ConcurrentDictionary<string, (string Nonce, string Challenge)> _codes = new();
    private readonly WebApplication _application;

    private TestProvider(WebApplication application) => _application = application;

    public Uri Issuer { get; private set; } = null!;

    /// <summary>What the next ID token says of the person.</summary>
    public Dictionary<string, object> Claims { get; } = new() { ["sub"] = "1", ["preferred_username"] = "lin" };

    /// <summary>Says that the token is for somebody else.</summary>
    public string Audience { get; set; } = Client;

    public static async Task<TestProvider> Start()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        TestProvider provider = new(builder.Build());
        provider.Map();
        await provider._application.StartAsync();
        provider.Issuer = new Uri(provider._application.Urls.Single());
        return provider;
    }

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        _key.Dispose();
    }

    private void Map()
    {
        _application.MapGet("/.well-known/openid-configuration", () => new Dictionary<string, object>
        {
            ["issuer"] = Base(),
            ["authorization_endpoint"] = Base() + "/authorize",
            ["token_endpoint"] = Base() + "/token",
            ["jwks_uri"] = Base() + "/keys",
            ["response_types_supported"] = new[] { "code" },
            ["subject_types_supported"] = new[] { "public" },
            ["id_token_signing_alg_values_supported"] = new[] { "RS256" },
        });
        _application.MapGet("/keys", () =>
        {
            RSAParameters key = _key.ExportParameters(false);
            return new { keys = new[] { new { kty = "RSA", use = "sig", kid = "1", alg = "RS256", n = Base64Url.EncodeToString(key.Modulus), e = Base64Url.EncodeToString(key.Exponent) } } };
        });
        _application.MapGet("/authorize", (string client_id, string redirect_uri, string state, string nonce, string code_challenge) =>
        {
            string code = Guid.NewGuid().ToString("N");
            _codes[code] = (nonce, code_challenge);
            return client_id == Client ? Results.Redirect($"{redirect_uri}?code={code}&state={Uri.EscapeDataString(state)}") : Results.BadRequest();
        });
        _application.MapPost("/token", async (HttpRequest request) =>
        {
            IFormCollection form = await request.ReadFormAsync();
            string verifier = Base64Url.EncodeToString(SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(form["code_verifier"].ToString())));
            return form["client_secret"] == Secret && _codes.TryRemove(form["code"].ToString(), out (string Nonce, string Challenge) asked) && asked.Challenge == verifier
                ? Results.Json(new { access_token = "none", token_type = "Bearer", expires_in = 60, id_token = Token(asked.Nonce) })
                : Results.Json(new { error = "invalid_grant" }, statusCode: StatusCodes.Status400BadRequest);
        });
    }

    private string Base() => Issuer.ToString().TrimEnd('/');

    private string Token(string nonce)
    {
        long now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        Dictionary<string, object> claims = new(Claims) { ["iss"] = Base(), ["aud"] = Audience, ["nonce"] = nonce, ["iat"] = now, ["exp"] = now + 60 };
        string text = $"{Part(new { alg = "RS256", kid = "1", typ = "JWT" })}.{Part(claims)}";
        return $"{text}.{Base64Url.EncodeToString(_key.SignData(System.Text.Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";

        static string Part(object value) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(value));
    }
}
