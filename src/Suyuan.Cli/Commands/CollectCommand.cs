using System.CommandLine;
using Suyuan.Cli.Configuration;
using Suyuan.Cli.Places;
using Suyuan.Server;
using Suyuan.Server.Api;
using Suyuan.Server.Collection;
using Suyuan.Server.Owner;
using Suyuan.Store;

namespace Suyuan.Cli.Commands;

/// <summary><c>suyuan collect</c>: flow exports from the network into the store, until it is told to stop.</summary>
internal static class CollectCommand
{
    public const string Name = "collect";

    /// <summary>A stopping collector decodes what is queued, commits and judges; after this it is cut off. Below systemd's own 90 s.</summary>
    public static TimeSpan StopTime { get; } = TimeSpan.FromSeconds(80);

    public static Command Create()
    {
        Option<string?> config = CommonOptions.Config();
        Option<string?> store = CommonOptions.Store();
        Option<string[]> listen = new("--listen") { Description = "Ports, or addresses with ports (default: 2055, 4739, 6343).", HelpName = "PORT|ADDRESS:PORT", AllowMultipleArgumentsPerToken = true };
        Option<string[]> allow = new("--allow") { Description = "Exporters that are heard (default: all).", HelpName = "ADDRESS|PREFIX", AllowMultipleArgumentsPerToken = true };
        Option<uint?> sampling = new("--sampling") { Description = "1 in N, where exporters do not say.", HelpName = "N", CustomParser = result => result.Parse("a whole number from 1", OptionValues.Interval) };
        Option<string?> profile = new("--profile") { Description = "Thresholds: of a network (default), or of a capture for a laboratory's unsampled flows.", HelpName = "capture|network" };
        Option<int?> receivers = new("--receivers") { Description = "Sockets and receiving threads for each address (default: 1).", HelpName = "N" };
        Option<string?> exporters = new("--exporters") { Description = "exporters.csv: roles, prefixes and places of interfaces.", HelpName = "FILE" };
        Option<string?> metrics = new("--metrics") { Description = "Serve Prometheus metrics there.", HelpName = "ADDRESS:PORT" };
        profile.AcceptOnlyFromAmong("capture", "network");
        Command command = new(Name, "Collect NetFlow, IPFIX and sFlow from the network until interrupted; find events and the resources behind them.")
        {
            listen, allow, store, sampling, profile, receivers, exporters, metrics, config,
        };
        command.SetAction((arguments, cancel) =>
        {
            SuyuanConfiguration configuration = CommonOptions.Load(arguments, config, store);
            CollectSection collect = configuration.Collect;
            collect.Listen = arguments.GetValue(listen) is { Length: > 0 } addresses ? [.. addresses] : collect.Listen;
            collect.Allow = arguments.GetValue(allow) is { Length: > 0 } senders ? [.. senders] : collect.Allow;
            collect.Sampling = arguments.GetValue(sampling) ?? collect.Sampling;
            collect.Profile = arguments.GetValue(profile) ?? collect.Profile;
            collect.Receivers = arguments.GetValue(receivers) ?? collect.Receivers;
            collect.Exporters = arguments.GetValue(exporters) ?? collect.Exporters;
            collect.Metrics = arguments.GetValue(metrics) ?? collect.Metrics;
            collect.Validate();
            using LoadedPlaces places = AddressDataFolder.OpenOrFetch(configuration, Console.Error);
            using DuckDbStore opened = DuckDbStore.Open(configuration.Store.Path, StoreAccess.Write, TimeProvider.System);
            if (collect.Exporters is string file)
            {
                opened.SaveExporters(ExportersCsv.Read(file));
            }
            using StoreReaders readers = new(opened.OpenReader, count: 1);
            using Collector collector = new(opened, places.Lookup, collect.ToOptions(configuration, TimeProvider.System), TimeProvider.System, Console.Error);
            using OwnerServer? owner = OwnerServer.Start(configuration.Store.Path, readers, opened, collector.Health);
            using CancellationTokenRegistration stopping = cancel.Register(ServiceNotices.Stopping);
            collector.Run(cancel, ServiceNotices.Ready);
            return Task.FromResult(ExitCodes.Ok);
        });
        return command;
    }
}
