using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Suyuan.Server.Api;

namespace Suyuan.Server.Alarms.Channels;

/// <summary>
/// Alarms as HTTP POST of JSON, signed: <c>Suyuan-Signature: v1=</c> HMAC-SHA256, in hex, of the timestamp's text, a full stop and the body. Receivers compare it in constant
/// time and refuse old timestamps, so that nobody can make up an alarm, nor play one again.
/// </summary>
public sealed class WebhookChannel : IAlarmChannel
{
    public const string TimestampHeader = "Suyuan-Timestamp";
    public const string SignatureHeader = "Suyuan-Signature";
    public const string DeliveryHeader = "Suyuan-Delivery";

    private const string Version = "v1=";

    private readonly Uri _address;
    private readonly byte[] _secret;
    private readonly TimeProvider _clock;
    private readonly HttpClient _client;

    public WebhookChannel(string name, Uri address, byte[] secret, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(address);
        (Name, _address, _secret, _clock) = (name, address, secret, clock);
        // Tokens in a path or query are nobody's business.
        Receiver = address.GetLeftPart(UriPartial.Authority);
        SocketsHttpHandler handler = new() { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) };
        _client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    public string Name { get; }

    public string Receiver { get; }

    /// <summary>The signature of a body sent at this time.</summary>
    public static string Sign(byte[] secret, string timestamp, ReadOnlySpan<byte> body) =>
        Version + Convert.ToHexStringLower(HMACSHA256.HashData(secret, (byte[])[.. Encoding.ASCII.GetBytes(timestamp + "."), .. body]));

    public async Task Send(AlarmNotice notice, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(notice);
        byte[] body = JsonSerializer.SerializeToUtf8Bytes(notice, ApiJson.Options);
        string timestamp = _clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using HttpRequestMessage request = new(HttpMethod.Post, _address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.UserAgent.ParseAdd("Suyuan");
        request.Headers.Add(TimestampHeader, timestamp);
        request.Headers.Add(SignatureHeader, Sign(_secret, timestamp, body));
        request.Headers.Add(DeliveryHeader, notice.Delivery);
        HttpStatusCode status;
        TimeSpan? notBefore;
        try
        {
            using HttpResponseMessage answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
            (status, notBefore) = (answer.StatusCode, answer.Headers.RetryAfter?.Delta);
            if (answer.IsSuccessStatusCode)
            {
                return;
            }
        }
        catch (HttpRequestException error)
        {
            throw new DeliveryException(error.InnerException?.Message ?? error.Message, worthRetrying: true, inner: error);
        }
        // What the request itself is refused for will be refused again.
        bool passing = (int)status >= 500 || status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests;
        throw new DeliveryException(string.Create(CultureInfo.InvariantCulture, $"it answered {(int)status} {status}"), passing, notBefore);
    }

    public void Dispose() => _client.Dispose();
}
