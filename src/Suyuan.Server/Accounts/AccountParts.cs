namespace Suyuan.Server.Accounts;

/// <summary>What signing in needs.</summary>
public sealed record AccountParts(AccountBook Book, Sessions Sessions, LockOut LockOut, FirstRun FirstRun)
{
    /// <summary>Null: only accounts of this server sign in.</summary>
    public ProviderOptions? Provider { get; init; }
}
