using System.CommandLine;
using Suyuan.Cli;
using Suyuan.Cli.Commands;

RootCommand root = new("Suyuan (溯源) finds the resources behind DDoS attacks in flow telemetry, packet captures and botnet logs.")
{
    DemoCommand.Create(),
    IngestCommand.Create(),
    CollectCommand.Create(),
    ServeCommand.Create(),
    DoctorCommand.Create(),
    AlarmsCommand.Create(),
    AccountsCommand.Create(),
    EventsCommand.Create(),
    ResourcesCommand.Create(),
    ParticipationsCommand.Create(),
    EventCommand.Create(),
    ResourceCommand.Create(),
    ReportCommand.Create(),
    ExplainCommand.Create(),
    ScoreCommand.Create(),
    DataCommand.Create(),
    StoreCommand.Create(),
    SimulateCommand.Create(),
};
return await Failures.Run(() => CommandLine.Run(root, args)).ConfigureAwait(false);
