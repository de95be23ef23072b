using System.Diagnostics.CodeAnalysis;

namespace Suyuan.Model;

/// <summary>
/// The mechanism of an attack, as a small code: an index into <see cref="VectorCatalog"/>. <c>default</c> is "no attack vector".
/// Codes are stable only within a build: tokens are what is stored and printed.
/// </summary>
public readonly record struct AttackVector(byte Code) : IComparable<AttackVector>
{
    /// <summary>The fixed token of the contracts, such as <c>ntp-reflection</c> or <c>syn-flood</c>.</summary>
    public string Token => VectorCatalog.Tokens[Code];

    /// <summary>The reflection service; null for floods and TCP reflection.</summary>
    public ReflectionService? Service => VectorCatalog.ServiceOf(this);

    /// <summary>Sources are reflectors: reflection over UDP services, or TCP reflection.</summary>
    public bool IsReflection => Service is not null || this == VectorCatalog.TcpReflection;

    public static bool TryParse([NotNullWhen(true)] string? token, out AttackVector vector)
    {
        int code = token is null ? -1 : VectorCatalog.Tokens.IndexOf(token);
        vector = code > 0 ? new AttackVector((byte)code) : default;
        return code > 0;
    }

    /// <exception cref="FormatException">No vector has that token.</exception>
    public static AttackVector Parse(string token) =>
        TryParse(token, out AttackVector vector) ? vector : throw new FormatException($"'{token}' is not an attack vector");

    public int CompareTo(AttackVector other) => string.CompareOrdinal(Token, other.Token);

    public static bool operator <(AttackVector left, AttackVector right) => left.CompareTo(right) < 0;

    public static bool operator >(AttackVector left, AttackVector right) => left.CompareTo(right) > 0;

    public static bool operator <=(AttackVector left, AttackVector right) => left.CompareTo(right) <= 0;

    public static bool operator >=(AttackVector left, AttackVector right) => left.CompareTo(right) >= 0;

    public override string ToString() => Token;
}
