using System.CommandLine;
using System.Globalization;
using Suyuan.Cli.Configuration;
using Suyuan.Cli.Output;
using Suyuan.Cli.Places;
using Suyuan.Enrichment;
using Suyuan.Model;
using Suyuan.Store;

namespace Suyuan.Cli.Commands;

/// <summary><c>suyuan data update|status|routing</c>: the address data, also without a network, and what a store keeps of BGP.</summary>
internal static class DataCommand
{
    private static readonly IReadOnlyList<Column<AddressDataSourceStatus>> s_columns =
    [
        new("source", row => row.Source.Name),
        new("package", row => row.Package ?? ""),
        new("date", row => row.Source.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? ""),
        new("ranges", row => Listing.Number(row.Ranges), true),
        new("bad_lines", row => Listing.Number(row.BadLines), true),
        new("present", row => row.Source.Present ? "yes" : "no"),
        new("licence", row => row.Source.Licence),
        new("use", row => row.Source.Use),
    ];

    private static readonly IReadOnlyList<Column<RoutingSource>> s_routing =
    [
        new("kind", row => row.Kind == RoutingKind.Table ? "table" : "siblings"),
        new("name", row => row.Name),
        new("dumped_at", row => row.DumpedAt is DateTimeOffset at ? Listing.Time(at.ToUnixTimeMilliseconds()) : ""),
        new("read_at", row => Listing.Time(row.ReadAt.ToUnixTimeMilliseconds())),
        new("rows", row => Listing.Number(row.Rows), true),
        new("refused", row => Listing.Number(row.Refused), true),
        new("sha256", row => row.Sha256),
    ];

    public static Command Create() => new("data", "Address data (countries, provinces, operators, clouds) and routing tables.") { Update(), Status(), Routing() };

    private static Command Routing()
    {
        Option<OutputFormat> format = CommonOptions.Format();
        Option<string?> config = CommonOptions.Config();
        Option<string?> store = CommonOptions.Store();
        Command command = new("routing", "The routing table and the siblings that the store keeps.") { store, format, config };
        command.SetAction(arguments =>
        {
            using DuckDbStore opened = DuckDbStore.Open(CommonOptions.Load(arguments, config, store).Store.Path, StoreAccess.Read, TimeProvider.System);
            Listing.Write(opened.RoutingSources(), s_routing, arguments.GetValue(format), Console.Out);
            return ExitCodes.Ok;
        });
        return command;
    }

    private static Command Update()
    {
        Option<string?> from = new("--from") { Description = "A folder with the packages, for machines without a network.", HelpName = "BUNDLE" };
        Option<string?> config = CommonOptions.Config();
        Command command = new("update", "Fetch the address data and build its index.") { from, config };
        command.SetAction(arguments =>
        {
            SuyuanConfiguration configuration = CommonOptions.Load(arguments, config);
            AddressDataStatus status = new AddressDataFetcher(TimeProvider.System).Update(
                AddressDataFolder.Path(configuration), arguments.GetValue(from), Console.Error.WriteLine, configuration.Data.OwnDatabases);
            Write(status, OutputFormat.Table);
            return ExitCodes.Ok;
        });
        return command;
    }

    private static Command Status()
    {
        Option<OutputFormat> format = CommonOptions.Format();
        Option<string?> config = CommonOptions.Config();
        Command command = new("status", "What the address data is made of, and how old it is.") { format, config };
        command.SetAction(arguments =>
        {
            Write(AddressDataStatus.Read(AddressDataFolder.Path(CommonOptions.Load(arguments, config))), arguments.GetValue(format));
            return ExitCodes.Ok;
        });
        return command;
    }

    private static void Write(AddressDataStatus status, OutputFormat format)
    {
        if (format == OutputFormat.Table)
        {
            CultureInfo culture = CultureInfo.InvariantCulture;
            int? age = status.AgeInDays(DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().DateTime));
            Console.Out.WriteLine($"{status.Folder}: version {status.Version}");
            Console.Out.WriteLine(string.Create(culture, $"{status.V4Ranges:N0} IPv4 and {status.V6Ranges:N0} IPv6 ranges, newest source {age} days old"));
        }
        Listing.Write(status.Sources, s_columns, format, Console.Out);
    }
}
