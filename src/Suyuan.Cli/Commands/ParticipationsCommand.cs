using System.CommandLine;
using Suyuan.Cli.Output;

namespace Suyuan.Cli.Commands;

/// <summary><c>suyuan participations</c>: which resource took part in which event, with what.</summary>
internal static class ParticipationsCommand
{
    public static Command Create() =>
        ListCommand.Create("participations", "Which resource took part in which event.", ListColumns.Participations, (store, filter) => store.Participations(filter));
}
