using Suyuan.Store;

namespace Suyuan.Server.Accounts;

/// <summary>Somebody signed in with a browser.</summary>
/// <param name="Id">Tells it from others; of no use for signing in.</param>
/// <param name="Csrf">What unsafe requests bring in the header <c>X-Suyuan-CSRF</c>.</param>
/// <param name="Stamp">Of the account's password; null: an identity provider vouches for them.</param>
public sealed record Session(string Id, string Name, Role Role, Constituency? Only, string? Stamp, string Csrf, string? Address, DateTimeOffset Begun, DateTimeOffset Ends);
