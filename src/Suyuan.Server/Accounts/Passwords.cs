using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Suyuan.Server.Accounts;

/// <summary>Which passwords are taken, and how they are kept and checked.</summary>
internal static class Passwords
{
    public const int Least = 12;

    /// <summary>Hashing takes as long as the password is.</summary>
    public const int Most = 256;

    private const int DifferentCharacters = 5;

    /// <summary>OWASP Password Storage Cheat Sheet: PBKDF2 with HMAC-SHA512.</summary>
    private const int Iterations = 210_000;

    /// <summary>What is left of common passwords without digits and signs, after the look-alikes below.</summary>
    private static readonly HashSet<string> s_common =
    [
        "password", "passphrase", "qwerty", "qwertyuiop", "asdfgh", "asdfghjkl", "zxcvbn", "zxcvbnm", "qazwsx", "qazwsxedc", "admin", "administrator", "root", "welcome",
        "letmein", "changeme", "iloveyou", "woaini", "mima", "test", "guest", "default", "login", "master", "secret", "dragon", "monkey", "football", "baseball", "sunshine", "princess",
        "superman", "batman", "trustno", "suyuan", "abc", "abcd", "abcdef", "abcdefgh", "abcdefghijkl",
    ];

    private static readonly PasswordHasher<string> s_hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = Iterations }));

    /// <summary>Checked against where there is no such account, so that it takes as long.</summary>
    private static readonly string s_nobody = Hash(Guid.NewGuid().ToString());

    public static string Hash(string password) => s_hasher.HashPassword("", password);

    /// <param name="hash">Null: nobody's; never right.</param>
    public static bool Verify(string? hash, string password) =>
        s_hasher.VerifyHashedPassword("", hash ?? s_nobody, password.Length <= Most ? password : "") != PasswordVerificationResult.Failed && hash is not null && password.Length <= Most;

    /// <summary>What is wrong with a new password; null = nothing.</summary>
    public static string? Refuse(string name, string? password) => password switch
    {
        null or "" => "password: is missing",
        { Length: < Least } => string.Create(CultureInfo.InvariantCulture, $"password: is shorter than {Least} characters"),
        { Length: > Most } => string.Create(CultureInfo.InvariantCulture, $"password: is longer than {Most} characters"),
        _ when password.Contains(name, StringComparison.OrdinalIgnoreCase) => "password: holds the account's name",
        _ when password.Distinct().Count() < DifferentCharacters || IsCommon(password) => "password: is one of those that are tried first; take several words, or let a password manager choose",
        _ => null,
    };

    /// <summary>A common word once or over and over, with digits and signs about it.</summary>
    private static bool IsCommon(string password)
    {
        int first = Array.FindIndex(password.ToCharArray(), char.IsLetter);
        int last = Array.FindLastIndex(password.ToCharArray(), char.IsLetter);
        if (first < 0)
        {
            return IsRun(password);
        }
        string middle = password[first..(last + 1)].ToLowerInvariant().Replace('0', 'o').Replace('@', 'a').Replace('$', 's').Replace('1', 'i');
        string letters = string.Concat(middle.Where(char.IsLetter));
        return s_common.Any(word => letters.Replace(word, "", StringComparison.Ordinal).Length == 0);
    }

    /// <summary>Digits and signs alone are weak where they count up, or down, or repeat.</summary>
    private static bool IsRun(string password) =>
        password.Zip(password.Skip(1)).Count(pair => Math.Abs(pair.First - pair.Second) is 0 or 1 or 9) >= (password.Length - 1) * 3 / 4;
}
