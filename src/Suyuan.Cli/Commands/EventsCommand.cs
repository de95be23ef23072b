using System.CommandLine;
using Suyuan.Cli.Output;

namespace Suyuan.Cli.Commands;

/// <summary><c>suyuan events</c>: the events list.</summary>
internal static class EventsCommand
{
    public static Command Create() =>
        ListCommand.Create("events", "Attack events: target, time, vectors, traffic, and how many resources of each kind.", ListColumns.Events, (store, filter) => store.Events(filter));
}
