using System.CommandLine;
using Suyuan.Cli.Configuration;
using Suyuan.Cli.Output;
using Suyuan.Store;

namespace Suyuan.Cli.Commands;

/// <summary>The three lists: the same filters and formats, other rows.</summary>
internal static class ListCommand
{
    public static Command Create<T>(
        string name, string description, IReadOnlyList<Column<T>> columns, Func<IAttackReader, ListFilter, IReadOnlyList<T>> read, bool ofResources = false)
    {
        Option<string?> config = CommonOptions.Config();
        Option<string?> store = CommonOptions.Store();
        Option<OutputFormat> format = CommonOptions.Format();
        FilterOptions filters = new(ofResources);
        Command command = new(name, description) { store, format, config };
        filters.AddTo(command);
        command.SetAction(arguments =>
        {
            SuyuanConfiguration configuration = CommonOptions.Load(arguments, config, store);
            using IAttackReader opened = StoreReading.Open(configuration);
            ListFilter filter = filters.Read(arguments, configuration.HomeRegion, opened.AddressDataVersion);
            Listing.Write(read(opened, filter), columns, arguments.GetValue(format), Console.Out);
            return ExitCodes.Ok;
        });
        return command;
    }
}
