using System.Globalization;
using System.Text.RegularExpressions;
using Suyuan.Store;

namespace Suyuan.Server.Accounts;

/// <summary>The rules by which accounts and keys are made and changed; each change is written to the audit log first.</summary>
public sealed partial class AccountBook(AccountFile file, AuditLog audit, TimeProvider clock)
{
    public const string KeyPrefix = "suyuan_";
    public const int MostKeyDays = 730;

    private const int MostKeys = 1000;

    public AccountList List => file.Read();

    /// <exception cref="AccountException">The account cannot be made as asked.</exception>
    public Account Add(string by, string? address, string? name, string? password, Role role, Constituency? only)
    {
        if (name is null || !AccountName().IsMatch(name))
        {
            throw new AccountException("name: is not of 1 to 64 letters, digits, '.', '-', '_' and '@'");
        }
        Fit(role, only);
        Account account = new(name, role, Hash(name, password), Secrets.New(), clock.GetUtcNow()) { Only = only };
        file.Change(list =>
        {
            if (list.Find(name) is not null)
            {
                throw new AccountException($"name: there is an account '{name}' already");
            }
            audit.Write(by, AuditActions.AccountAdd, Describe(account), address);
            return list.With(account);
        });
        return account;
    }

    /// <exception cref="AccountException">There is no such account, or it cannot become what was asked.</exception>
    public Account Change(string by, string? address, string name, Func<Account, Account> change)
    {
        Account? changed = null;
        file.Change(list =>
        {
            changed = change(Known(list, name));
            Fit(changed.Role, changed.Only);
            AccountList after = KeepAdministrator(list, list.With(changed));
            audit.Write(by, AuditActions.AccountChange, Describe(changed), address);
            return after;
        });
        return changed!;
    }

    /// <exception cref="AccountException">There is no such account, or the password is not taken.</exception>
    public Account SetPassword(string by, string? address, string name, string? password)
    {
        Account? changed = null;
        file.Change(list =>
        {
            Account known = Known(list, name);
            changed = known with { Password = Hash(known.Name, password), Stamp = Secrets.New() };
            audit.Write(by, AuditActions.PasswordChange, known.Name, address);
            return list.With(changed);
        });
        return changed!;
    }

    /// <exception cref="AccountException">There is no such account, or nobody could administer without it.</exception>
    public void Remove(string by, string? address, string name) => file.Change(list =>
    {
        Account known = Known(list, name);
        AccountList left = KeepAdministrator(list, list.Without(known.Name));
        audit.Write(by, AuditActions.AccountRemove, known.Name, address);
        return left;
    });

    /// <returns>The account; null where the name or the password is wrong, which takes the same time.</returns>
    public Account? Verify(string name, string password)
    {
        Account? account = file.Read().Find(name) is { Disabled: false } known ? known : null;
        return Passwords.Verify(account?.Password, password) ? account : null;
    }

    /// <returns>The key as it is kept, and its text, which nobody can read again.</returns>
    /// <exception cref="AccountException">The key cannot be made as asked.</exception>
    public (ApiKey Key, string Text) AddKey(string by, string? address, string? name, Role role, bool readOnly, Constituency? only, int days)
    {
        if (name is not { Length: >= 1 and <= 64 } || name.Any(char.IsControl))
        {
            throw new AccountException("name: is not of 1 to 64 characters; say what the key is for");
        }
        if (days is < 1 or > MostKeyDays)
        {
            throw new AccountException(string.Create(CultureInfo.InvariantCulture, $"days: {days} is not between 1 and {MostKeyDays}"));
        }
        Fit(role, only);
        string text = KeyPrefix + Secrets.New();
        DateTimeOffset now = clock.GetUtcNow();
        ApiKey key = new(Secrets.New()[..16], name, Secrets.Hash(text), role, readOnly, by, now, now.AddDays(days)) { Only = only };
        file.Change(list =>
        {
            if (list.Keys.Count >= MostKeys)
            {
                throw new AccountException("there are a thousand keys; remove those that are not used");
            }
            audit.Write(by, AuditActions.KeyAdd, $"{key.Id} {name} {role.Token()}", address);
            return list with { Keys = [.. list.Keys, key] };
        });
        return (key, text);
    }

    /// <exception cref="AccountException">There is no such key.</exception>
    public void RemoveKey(string by, string? address, string id) => file.Change(list =>
    {
        ApiKey key = list.Keys.FirstOrDefault(one => one.Id == id) ?? throw new AccountException($"there is no key '{id}'", missing: true);
        audit.Write(by, AuditActions.KeyRemove, $"{key.Id} {key.Name}", address);
        return list with { Keys = [.. list.Keys.Where(one => one.Id != id)] };
    });

    /// <returns>Whom the key stands for; null = nobody, or no longer.</returns>
    public Viewer? FindKey(string text)
    {
        string hash = Secrets.Hash(text);
        return file.Read().Keys.FirstOrDefault(key => Secrets.Same(key.Hash, hash)) is ApiKey found && clock.GetUtcNow() < found.Expires
            ? new Viewer($"key {found.Name}", found.Role, found.Only, found.ReadOnly) : null;
    }

    private static Account Known(AccountList list, string name) => list.Find(name) ?? throw new AccountException($"there is no account '{name}'", missing: true);

    /// <summary>Nobody could mend it from within.</summary>
    private static AccountList KeepAdministrator(AccountList before, AccountList after) =>
        before.HasAdministrator && !after.HasAdministrator ? throw new AccountException("it is the only administrator; make another first") : after;

    private static void Fit(Role role, Constituency? only)
    {
        if ((role == Role.Constituent) != (only is not null))
        {
            throw new AccountException(role == Role.Constituent ? "operator, province: a constituent needs one or both" : $"operator, province: are a constituent's; {role.Token()} sees all");
        }
    }

    private static string Hash(string name, string? password) =>
        Passwords.Refuse(name, password) is string wrong ? throw new AccountException(wrong) : Passwords.Hash(password!);

    private static string Describe(Account account) => string.Join(' ', ((string?[])
        [account.Name, account.Role.Token(), account.Only?.Operator, account.Only?.Province, account.Disabled ? "disabled" : null]).OfType<string>());

    [GeneratedRegex(@"^[\p{L}\p{Nd}._@-]{1,64}\z")]
    private static partial Regex AccountName();
}
