namespace Suyuan.Server.Accounts;

/// <summary>A change of accounts that is refused; the message is for who asked for it.</summary>
public sealed class AccountException(string message, bool missing = false) : Exception(message)
{
    /// <summary>What it is about does not exist.</summary>
    public bool Missing => missing;
}
