using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Suyuan.Model;
using Suyuan.Server;
using Suyuan.Server.Owner;

namespace Suyuan.Cli.Configuration;

/// <summary>Section <c>serve</c> of the configuration: the API and who may use it (docs/accounts.md).</summary>
internal sealed class ServeSection
{
    /// <summary>Address and port of the API. Default 127.0.0.1:8080; where others can reach it, accounts and TLS or a proxy are needed.</summary>
    public string Http { get; set; } = "127.0.0.1:8080";

    /// <summary>Whether it collects from the network too, as section <c>collect</c> tells. Default true.</summary>
    public bool Collect { get; set; } = true;

    /// <summary>Questions to the store that are answered at the same time. Default 4.</summary>
    public int Readers { get; set; } = 4;

    /// <summary>Whether callers must sign in or bring an API key. Default true.</summary>
    public bool Accounts { get; set; } = true;

    /// <summary>PEM file of the server's certificate, those of its issuers behind it. Default: plain HTTP.</summary>
    public string? TlsCertificate { get; set; }

    /// <summary>PEM file of the certificate's key. Default: it is in the certificate's file.</summary>
    public string? TlsKey { get; set; }

    /// <summary>Addresses and prefixes of proxies that speak TLS with browsers; their X-Forwarded-For and -Proto are believed. Default: none.</summary>
    public List<string> BehindProxy { get; set; } = [];

    /// <summary>Host names that requests may be for. Default: on loopback this machine's own, elsewhere any.</summary>
    public List<string> HostNames { get; set; } = [];

    /// <summary>Minutes without a request after which a session ends. Default 60.</summary>
    public int SessionIdleMinutes { get; set; } = 60;

    /// <summary>Hours after which a session ends in any case. Default 12.</summary>
    public int SessionHours { get; set; } = 12;

    /// <summary>Of one account, key or unknown address; ten seconds' worth may come at once. Default 100.</summary>
    public int RequestsPerSecond { get; set; } = 100;

    /// <summary>Attempts from one address (IPv6: /64). Many people behind one address need more.</summary>
    public int SignInsPerMinute { get; set; } = 20;

    /// <summary>An identity provider. Default: none.</summary>
    public OidcSection Oidc { get; set; } = new();

    public IPEndPoint HttpAddress =>
        IPEndPoint.TryParse(Http, out IPEndPoint? address) && Http.Contains(':', StringComparison.Ordinal)
            ? address : throw new ConfigurationException($"serve.http: '{Http}' is no address with a port, such as 127.0.0.1:8080");

    private IReadOnlyList<IPNetwork> Proxies => [.. BehindProxy.Select(text => IpPrefix.TryParse(text, out IpPrefix prefix)
        ? new IPNetwork(IPAddress.Parse(prefix.Address.ToString()), prefix.FamilyLength)
        : throw new ConfigurationException($"serve.behind_proxy: '{text}' is neither an address nor a prefix (host bits must be zero)"))];

    /// <exception cref="ConfigurationException">The certificate cannot be used.</exception>
    public HttpOptions ToOptions(string store) => new()
    {
        Certificate = TlsCertificate is null ? null : ReadCertificate(TlsCertificate, TlsKey),
        Proxies = Proxies,
        HostNames = HostNames,
        Socket = OwnerSocket.Of(store),
        RequestsPerSecond = RequestsPerSecond,
        SignInsPerMinute = SignInsPerMinute,
    };

    /// <exception cref="ConfigurationException">A value cannot be used, or others could reach what nothing guards.</exception>
    public void Validate()
    {
        _ = Proxies;
        bool alone = IPAddress.IsLoopback(HttpAddress.Address) && BehindProxy.Count == 0;
        if (!alone && !Accounts)
        {
            throw new ConfigurationException($"serve.accounts: without accounts (--no-accounts) the API answers everybody, so it is served on this machine alone; '{Http}'{(BehindProxy.Count > 0 ? " behind a proxy" : "")} can be reached by others");
        }
        if (!IPAddress.IsLoopback(HttpAddress.Address) && TlsCertificate is null && BehindProxy.Count == 0)
        {
            throw new ConfigurationException($"serve.http: others can reach '{Http}', and passwords would cross the network in the clear; give a certificate (serve.tls_certificate) or the proxy that speaks TLS (--behind-proxy ADDRESS), or serve on 127.0.0.1");
        }
        if (TlsKey is not null && TlsCertificate is null)
        {
            throw new ConfigurationException("serve.tls_key: is of no use without serve.tls_certificate");
        }
        Within(Readers, "readers", 1, 64);
        Within(SessionIdleMinutes, "session_idle_minutes", 1, 1440);
        Within(SessionHours, "session_hours", 1, 168);
        Within(RequestsPerSecond, "requests_per_second", 1, 100_000);
        Within(SignInsPerMinute, "sign_ins_per_minute", 1, 100_000);
    }

    private static X509Certificate2 ReadCertificate(string certificate, string? key)
    {
        try
        {
            return X509Certificate2.CreateFromPemFile(certificate, key);
        }
        catch (Exception error) when (error is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"serve.tls_certificate: {certificate} cannot be used: {error.Message}", error);
        }
    }

    private static void Within(int value, string key, int least, int most)
    {
        if (value < least || value > most)
        {
            throw new ConfigurationException($"serve.{key}: {value} is not between {least} and {most}");
        }
    }
}
