using Suyuan.Store;

namespace Suyuan.Server.Accounts;

/// <summary>A key of a program, given as <c>Authorization: Bearer suyuan_…</c>.</summary>
/// <param name="Hash">SHA-256 of the key in hexadecimal: 256 random bits need no slow hash.</param>
/// <param name="ReadOnly">It may ask, and change nothing.</param>
public sealed record ApiKey(string Id, string Name, string Hash, Role Role, bool ReadOnly, string CreatedBy, DateTimeOffset Created, DateTimeOffset Expires)
{
    public Constituency? Only { get; init; }
}
