using System.CommandLine;
using System.Globalization;
using Suyuan.Cli.Care;
using Suyuan.Cli.Configuration;
using Suyuan.Cli.Output;
using Suyuan.Server.Owner;
using Suyuan.Store;
using Suyuan.Store.Care;

namespace Suyuan.Cli.Commands;

/// <summary><c>suyuan store prune|backup|restore|merge</c>: care of the store, also while a server owns it.</summary>
internal static class StoreCommand
{
    private static readonly IReadOnlyList<Column<PrunedRows>> s_columns =
    [
        new("class", row => row.Class.Token()),
        new("table", row => row.Table),
        new("before", row => Listing.Time(row.Before)),
        new("rows", row => Listing.Number(row.Rows), true),
    ];

    public static Command Create() => new("store", "Care of the store: what is kept for how long, backups, one store of several.") { Prune(), Backup(), Restore(), MergeCommand.Create() };

    private static Command Prune()
    {
        (Option<string?> config, Option<string?> store, Option<OutputFormat> format) = (CommonOptions.Config(), CommonOptions.Store(), CommonOptions.Format());
        Option<bool> dryRun = new("--dry-run") { Description = "Only say what would go." };
        Option<bool> compact = new("--compact") { Description = "Write the file anew afterwards, so that it is smaller; not while a server owns it." };
        Option<int?>[] days = [.. Enum.GetValues<RetentionClass>().Select(kept => new Option<int?>("--" + kept.Token()) { Description = $"Days that {kept.Token()} are kept, 0 = for ever (store.keep_days.{kept.Token()}).", HelpName = "DAYS" })];
        Command command = new("prune", "Remove what is older than its class is kept (docs/store.md).") { dryRun, compact, store, format, config };
        foreach (Option<int?> option in days)
        {
            command.Add(option);
        }
        command.SetAction(arguments =>
        {
            SuyuanConfiguration configuration = CommonOptions.Load(arguments, config, store);
            foreach ((RetentionClass kept, Option<int?> option) in Enum.GetValues<RetentionClass>().Zip(days))
            {
                configuration.Store.KeepDays.Set(kept, arguments.GetValue(option));
            }
            Retention retention = configuration.Store.KeepDays.ToRetention();
            string path = configuration.Store.Path;
            RequireStore(path);
            bool dry = arguments.GetValue(dryRun);
            bool rewrite = arguments.GetValue(compact) && !dry;
            long before = new FileInfo(path).Length;
            IReadOnlyList<PrunedRows> pruned = Care(path, throughOwner: !rewrite, care => care.Prune(retention, dry));
            if (rewrite)
            {
                StoreCopy.Compact(path);
            }
            Listing.Write(pruned, s_columns, arguments.GetValue(format), Console.Out);
            Console.Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{pruned.Sum(row => row.Rows):N0} rows {(dry ? "would go" : "are gone")}{(rewrite ? $"; the file has {new FileInfo(path).Length / 1e6:N1} MB, {before / 1e6:N1} before" : "")}"));
            return ExitCodes.Ok;
        });
        return command;
    }

    private static Command Backup()
    {
        Argument<string> folder = new("FOLDER") { Description = "A new folder for it." };
        (Option<string?> config, Option<string?> store) = (CommonOptions.Config(), CommonOptions.Store());
        Command command = new("backup", "Copy the store and what lies beside it into a new folder, with digests; also while a server owns it.") { folder, store, config };
        command.SetAction(arguments =>
        {
            string path = CommonOptions.Load(arguments, config, store).Store.Path;
            RequireStore(path);
            string to = arguments.GetRequiredValue(folder);
            long octets = BackupFolder.Write(path, to, file => Copy(path, file));
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{to}: {octets / 1e6:N1} MB; put it back with: suyuan store restore {to} --store FILE"));
            return ExitCodes.Ok;
        });
        return command;
    }

    private static Command Restore()
    {
        Argument<string> folder = new("FOLDER") { Description = "A backup." };
        (Option<string?> config, Option<string?> store) = (CommonOptions.Config(), CommonOptions.Store());
        Command command = new("restore", "Check a backup and put it back as a new store; nothing is written over.") { folder, store, config };
        command.SetAction(arguments =>
        {
            string path = CommonOptions.Load(arguments, config, store).Store.Path;
            BackupFolder.Restore(arguments.GetRequiredValue(folder), path);
            Console.Out.WriteLine($"{path}: restored");
            return ExitCodes.Ok;
        });
        return command;
    }

    /// <summary>Where nobody owns the store it is opened for as long as it takes.</summary>
    private static T Care<T>(string path, bool throughOwner, Func<IStoreCare, T> work)
    {
        try
        {
            using DuckDbStore opened = DuckDbStore.Open(path, StoreAccess.Write, TimeProvider.System);
            return work(opened);
        }
        catch (StoreInUseException) when (throughOwner)
        {
            using OwnerCare? owner = OwnerCare.Connect(path);
            if (owner is null)
            {
                throw;
            }
            return work(owner);
        }
    }

    private static void Copy(string path, string file)
    {
        try
        {
            StoreCopy.Write(path, file);
        }
        catch (StoreInUseException)
        {
            using OwnerCare? owner = OwnerCare.Connect(path);
            if (owner is null)
            {
                throw;
            }
            owner.CopyTo(file);
        }
    }

    private static void RequireStore(string path)
    {
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"there is no store at {path}; name another with --store", path);
        }
    }
}
