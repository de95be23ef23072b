namespace Suyuan.Server.Accounts;

/// <summary>All that the accounts file holds.</summary>
public sealed record AccountList(IReadOnlyList<Account> Accounts, IReadOnlyList<ApiKey> Keys)
{
    public static AccountList Empty { get; } = new([], []);

    /// <summary>Somebody can let others in.</summary>
    public bool HasAdministrator => Accounts.Any(account => account is { Role: Role.Administrator, Disabled: false });

    public Account? Find(string name) => Accounts.FirstOrDefault(account => account.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    public AccountList With(Account account) => this with { Accounts = [.. Without(account.Name).Accounts.Append(account).OrderBy(one => one.Name, StringComparer.OrdinalIgnoreCase)] };

    public AccountList Without(string name) => this with { Accounts = [.. Accounts.Where(account => !account.Name.Equals(name, StringComparison.OrdinalIgnoreCase))] };
}
