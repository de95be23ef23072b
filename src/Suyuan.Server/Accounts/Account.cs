using Suyuan.Store;

namespace Suyuan.Server.Accounts;

/// <summary>Somebody who signs in with a password of this server.</summary>
/// <param name="Password">As ASP.NET Core Identity's hasher writes it (PBKDF2, HMAC-SHA512).</param>
/// <param name="Stamp">Changes with the password; sessions of another stamp have ended.</param>
public sealed record Account(string Name, Role Role, string Password, string Stamp, DateTimeOffset Created)
{
    /// <summary>Of a <see cref="Role.Constituent"/>; null for every other.</summary>
    public Constituency? Only { get; init; }

    public bool Disabled { get; init; }
}
