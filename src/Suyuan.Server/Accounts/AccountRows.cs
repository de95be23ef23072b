using Suyuan.Model;
using Suyuan.Server.Api;
using Suyuan.Store;

namespace Suyuan.Server.Accounts;

/// <summary>Who asks, as the console needs to know it.</summary>
/// <param name="State"><c>open</c>: no accounts are asked for; <c>setup</c>: the first administrator is yet to be made; <c>signed_out</c>; <c>signed_in</c>.</param>
/// <param name="Csrf">Goes back in the header <c>X-Suyuan-CSRF</c> with everything but GET.</param>
/// <param name="HasPassword">Whether an account of this server signed in, not somebody for whom a provider vouches.</param>
/// <param name="Provider">Name of the identity provider, behind <c>/api/v1/session/provider</c>; null = there is none.</param>
public sealed record ApiSession(
    string State, string? Name = null, string? Role = null, string? Operator = null, string? Province = null, bool ReadOnly = false, string? Csrf = null, DateTimeOffset? Ends = null,
    bool HasPassword = false, string? Provider = null)
{
    public static ApiSession Of(Viewer viewer, string state, string? provider)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        return new ApiSession(
            state, viewer.Name, viewer.Role.Token(), viewer.Only?.Operator, viewer.Only?.Province, viewer.ReadOnly, viewer.Session?.Csrf, viewer.Session?.Ends,
            viewer.Session?.Stamp is not null, provider);
    }
}

public sealed record ApiSignIn(string? Name, string? Password);

/// <param name="Token">As the server printed it.</param>
public sealed record ApiSetUp(string? Token, string? Name, string? Password);

public sealed record ApiNewPassword(string? Password, string? NewPassword);

/// <summary>A session of somebody, to be looked over and ended.</summary>
public sealed record ApiSessionRow(string Id, string Name, string Role, string? Address, DateTimeOffset Begun, DateTimeOffset Ends)
{
    public static ApiSessionRow Of(Session session)
    {
        ArgumentNullException.ThrowIfNull(session);
        return new ApiSessionRow(session.Id, session.Name, session.Role.Token(), session.Address, session.Begun, session.Ends);
    }
}

public sealed record ApiAccount(string Name, string Role, string? Operator, string? Province, bool Disabled, DateTimeOffset Created)
{
    public static ApiAccount Of(Account account)
    {
        ArgumentNullException.ThrowIfNull(account);
        return new ApiAccount(account.Name, account.Role.Token(), account.Only?.Operator, account.Only?.Province, account.Disabled, account.Created);
    }
}

public sealed record ApiNewAccount(string? Name, string? Password, string? Role, string? Operator, string? Province);

/// <summary>What is null stays; a role comes with the operator and province that belong to it.</summary>
public sealed record ApiAccountChange(string? Role, string? Operator, string? Province, bool? Disabled, string? Password);

public sealed record ApiKeyRow(string Id, string Name, string Role, bool ReadOnly, string? Operator, string? Province, string CreatedBy, DateTimeOffset Created, DateTimeOffset Expires)
{
    public static ApiKeyRow Of(ApiKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return new ApiKeyRow(key.Id, key.Name, key.Role.Token(), key.ReadOnly, key.Only?.Operator, key.Only?.Province, key.CreatedBy, key.Created, key.Expires);
    }
}

/// <param name="ReadOnly">Default true.</param>
/// <param name="Days">Until it expires, 1 to 730; default 90.</param>
public sealed record ApiNewKey(string? Name, string? Role, bool? ReadOnly, string? Operator, string? Province, int? Days);

/// <param name="Secret">Shown this once.</param>
public sealed record ApiIssuedKey(ApiKeyRow Key, string Secret);

internal static class AccountTexts
{
    public static Role ReadRole(string? text) => Roles.TryParse(text, out Role role) ? role : throw new ApiRefusal($"role: '{text}' is not {Roles.Written}");

    /// <summary>Names as filters take them: short or long, Chinese or English.</summary>
    public static Constituency? ReadConstituency(string? @operator, string? province) => (Some(@operator), Some(province)) switch
    {
        (null, null) => null,
        (string one, string two) => new Constituency(PlaceNames.NetworkShort(one) ?? one, PlaceNames.ProvinceShort(two) ?? two),
        (string one, null) => new Constituency(PlaceNames.NetworkShort(one) ?? one, null),
        (null, string two) => new Constituency(null, PlaceNames.ProvinceShort(two) ?? two),
    };

    private static string? Some(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
