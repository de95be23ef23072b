using System.CommandLine;
using Suyuan.Cli.Output;

namespace Suyuan.Cli.Commands;

/// <summary><c>suyuan resources</c>: controllers, bots, reflectors and spoofing routers.</summary>
internal static class ResourcesCommand
{
    public static Command Create() =>
        ListCommand.Create("resources", "Attack resources: controllers, bots, reflectors, spoofing routers, with their places.", ListColumns.Resources, (store, filter) => store.Resources(filter), ofResources: true);
}
