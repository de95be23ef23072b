using Suyuan.Server.Accounts;

namespace Suyuan.Cli.Configuration;

/// <summary>Section <c>serve.oidc</c> of the configuration: an identity provider (docs/accounts.md).</summary>
internal sealed class OidcSection
{
    /// <summary>As the sign-in page shows it. Default: the issuer's host name.</summary>
    public string? Name { get; set; }

    /// <summary>Base address of the provider; https, but for one on this machine. Default: none, only accounts of this server sign in.</summary>
    public string? Issuer { get; set; }

    /// <summary>What the provider calls this server.</summary>
    public string? ClientId { get; set; }

    /// <summary>File that holds the client's secret. Default: the variable SUYUAN_SERVE_OIDC_SECRET.</summary>
    public string? ClientSecretFile { get; set; }

    /// <summary>Claim of the name for the audit log. Default preferred_username.</summary>
    public string NameClaim { get; set; } = "preferred_username";

    /// <summary>Claim whose values make the role. Default roles.</summary>
    public string RoleClaim { get; set; } = "roles";

    /// <summary>Role by value of the claim. Who has none of them is not let in.</summary>
    public Dictionary<string, string> Roles { get; set; } = [];

    /// <summary>Claims of a constituent's operator and province. Default: none.</summary>
    public string? OperatorClaim { get; set; }

    public string? ProvinceClaim { get; set; }

    /// <summary>Asked for beside openid and profile. Default: none.</summary>
    public List<string> Scopes { get; set; } = [];

    /// <summary>From the environment; wins over the file.</summary>
    internal string? Secret { get; set; }

    /// <returns>Null: no provider is configured.</returns>
    /// <exception cref="ConfigurationException">Something is missing or cannot be used.</exception>
    public ProviderOptions? ToOptions()
    {
        if (Issuer is null)
        {
            return null;
        }
        if (!Uri.TryCreate(Issuer, UriKind.Absolute, out Uri? issuer) || !(issuer.Scheme == Uri.UriSchemeHttps || (issuer.Scheme == Uri.UriSchemeHttp && issuer.IsLoopback)))
        {
            throw new ConfigurationException($"serve.oidc.issuer: '{Issuer}' is no https address");
        }
        if (Roles.Count == 0)
        {
            throw new ConfigurationException("serve.oidc.roles: names no role, so nobody could sign in");
        }
        return new ProviderOptions(
            Name ?? issuer.Host, issuer, ClientId ?? throw new ConfigurationException("serve.oidc.client_id: is missing"), Secret ?? ReadSecret())
        {
            NameClaim = NameClaim,
            RoleClaim = RoleClaim,
            OperatorClaim = OperatorClaim,
            ProvinceClaim = ProvinceClaim,
            Scopes = Scopes,
            Roles = Roles.ToDictionary(
                pair => pair.Key, pair => Server.Accounts.Roles.TryParse(pair.Value, out Role role) ? role : throw new ConfigurationException($"serve.oidc.roles: '{pair.Value}' is not {Server.Accounts.Roles.Written}"),
                StringComparer.Ordinal),
        };
    }

    private string ReadSecret()
    {
        try
        {
            return File.ReadAllText(ClientSecretFile ?? throw new ConfigurationException("serve.oidc.client_secret_file: is missing, and SUYUAN_SERVE_OIDC_SECRET is not set")).Trim();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"serve.oidc.client_secret_file: {error.Message}", error);
        }
    }
}
