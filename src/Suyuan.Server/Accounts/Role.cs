namespace Suyuan.Server.Accounts;

/// <summary>What somebody may do; each may what those before it may.</summary>
public enum Role
{
    /// <summary>Sees what is of an operator or province, the rest masked or not at all.</summary>
    Constituent,

    /// <summary>Sees everything.</summary>
    Viewer,

    /// <summary>Has reports built too.</summary>
    Analyst,

    /// <summary>Accounts, keys, settings, audit too.</summary>
    Administrator,
}

public static class Roles
{
    /// <summary>What may be written for a role, in words.</summary>
    public const string Written = "viewer, analyst, administrator or constituent";

    public static string Token(this Role role) => role.ToString().ToLowerInvariant();

    public static bool TryParse(string? text, out Role role)
    {
        Role? found = Enum.GetValues<Role>().Cast<Role?>().FirstOrDefault(known => known!.Value.Token() == text);
        role = found ?? default;
        return found is not null;
    }
}
