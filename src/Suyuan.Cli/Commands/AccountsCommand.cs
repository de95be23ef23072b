using System.CommandLine;
using System.Text;
using Suyuan.Cli.Configuration;
using Suyuan.Cli.Output;
using Suyuan.Model;
using Suyuan.Server.Accounts;
using Suyuan.Store;

namespace Suyuan.Cli.Commands;

/// <summary><c>suyuan accounts list|add|reset|disable|enable</c>: the accounts of a store's server, for who has lost their way in; a running server sees the change at once.</summary>
internal static class AccountsCommand
{
    /// <summary>Whoever may write the file.</summary>
    private const string Actor = "local";

    private static readonly IReadOnlyList<Column<Account>> s_columns =
    [
        new("name", row => row.Name),
        new("role", row => row.Role.Token()),
        new("operator", row => row.Only?.Operator ?? ""),
        new("province", row => row.Only?.Province ?? ""),
        new("disabled", row => row.Disabled ? "yes" : "no"),
        new("created", row => Listing.Time(row.Created.ToUnixTimeMilliseconds())),
    ];

    public static Command Create() => new("accounts", "Accounts of the API and console, also where nobody can sign in any more.")
    {
        List(),
        Add(),
        OfName("reset", "Set a new password, read from the terminal or standard input; the account's sessions end.", (book, name) => book.SetPassword(Actor, null, name, ReadPassword())),
        OfName("disable", "Let nobody sign in with it; its sessions end.", (book, name) => book.Change(Actor, null, name, account => account with { Disabled = true })),
        OfName("enable", "Undo disable.", (book, name) => book.Change(Actor, null, name, account => account with { Disabled = false })),
    };

    private static Command List()
    {
        Option<OutputFormat> format = CommonOptions.Format();
        (Option<string?> config, Option<string?> store) = (CommonOptions.Config(), CommonOptions.Store());
        Command command = new("list", "Accounts and their roles.") { store, format, config };
        command.SetAction(arguments =>
        {
            Listing.Write(Book(arguments, config, store).List.Accounts, s_columns, arguments.GetValue(format), Console.Out);
            return ExitCodes.Ok;
        });
        return command;
    }

    private static Command Add()
    {
        Argument<string> name = new("NAME") { Description = "Letters, digits, '.', '-', '_' and '@'." };
        Option<string> role = new("--role") { Description = "What it may do.", HelpName = "viewer|analyst|administrator|constituent", DefaultValueFactory = _ => Role.Viewer.Token() };
        Option<string?> @operator = new("--operator") { Description = "Of a constituent: whose resources it sees.", HelpName = "NAME" };
        Option<string?> province = new("--province") { Description = "Of a constituent: whose resources it sees.", HelpName = "NAME" };
        (Option<string?> config, Option<string?> store) = (CommonOptions.Config(), CommonOptions.Store());
        Command command = new("add", "Make an account; its password is read from the terminal or standard input.") { name, role, @operator, province, store, config };
        command.SetAction(arguments =>
        {
            Role wanted = Roles.TryParse(arguments.GetValue(role), out Role known) ? known : throw new ConfigurationException($"--role: '{arguments.GetValue(role)}' is not {Roles.Written}");
            (string? network, string? place) = (arguments.GetValue(@operator), arguments.GetValue(province));
            Constituency? only = network is null && place is null ? null : new Constituency(
                network is null ? null : PlaceNames.NetworkShort(network) ?? network, place is null ? null : PlaceNames.ProvinceShort(place) ?? place);
            return Do(() => Book(arguments, config, store).Add(Actor, null, arguments.GetValue(name), ReadPassword(), wanted, only));
        });
        return command;
    }

    private static Command OfName(string verb, string description, Action<AccountBook, string> act)
    {
        Argument<string> name = new("NAME") { Description = "The account." };
        (Option<string?> config, Option<string?> store) = (CommonOptions.Config(), CommonOptions.Store());
        Command command = new(verb, description) { name, store, config };
        command.SetAction(arguments => Do(() => act(Book(arguments, config, store), arguments.GetRequiredValue(name))));
        return command;
    }

    private static int Do(Action act)
    {
        try
        {
            act();
            return ExitCodes.Ok;
        }
        catch (AccountException error)
        {
            throw error.Missing ? new NothingFoundException($"{error.Message}; suyuan accounts list names them") : (Exception)new ConfigurationException(error.Message, error);
        }
    }

    private static AccountBook Book(ParseResult arguments, Option<string?> config, Option<string?> store)
    {
        string path = CommonOptions.Load(arguments, config, store).Store.Path;
        TimeProvider clock = TimeProvider.System;
        return new AccountBook(new AccountFile(AccountFile.FileOf(path), clock), new AuditLog(AuditLog.FileOf(path), clock), clock);
    }

    /// <summary>Never an argument: those are in the shell's history, and others see them.</summary>
    private static string? ReadPassword()
    {
        if (Console.IsInputRedirected)
        {
            return Console.In.ReadLine();
        }
        Console.Error.Write("Password: ");
        StringBuilder typed = new();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace)
            {
                typed.Length = Math.Max(0, typed.Length - 1);
            }
            else if (!char.IsControl(key.KeyChar))
            {
                typed.Append(key.KeyChar);
            }
        }
        Console.Error.WriteLine();
        return typed.ToString();
    }
}
