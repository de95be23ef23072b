namespace Suyuan.Server.Accounts;

/// <summary>An identity provider that vouches for people (OpenID Connect, code flow with PKCE).</summary>
/// <param name="Name">As the sign-in page shows it.</param>
/// <param name="Issuer">Its discovery document is below it, at <c>/.well-known/openid-configuration</c>.</param>
public sealed record ProviderOptions(string Name, Uri Issuer, string ClientId, string ClientSecret)
{
    /// <summary>Claim of the name under which the audit log knows them.</summary>
    public string NameClaim { get; init; } = "preferred_username";

    public string RoleClaim { get; init; } = "roles";

    /// <summary>Values of <see cref="RoleClaim"/>; who has none of them is not let in, who has several gets the highest role.</summary>
    public IReadOnlyDictionary<string, Role> Roles { get; init; } = new Dictionary<string, Role>();

    /// <summary>Claims of a constituent's operator and province; null = not told.</summary>
    public string? OperatorClaim { get; init; }

    public string? ProvinceClaim { get; init; }

    /// <summary>Asked for beside <c>openid</c> and <c>profile</c>.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];
}
