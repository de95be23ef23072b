using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Suyuan.Server.Accounts;

/// <summary>Secrets that the server makes: 256 random bits, kept as their hash.</summary>
internal static class Secrets
{
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>In a time that does not tell how much of it is right.</summary>
    public static bool Same(string one, string? other) =>
        other is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));
}
