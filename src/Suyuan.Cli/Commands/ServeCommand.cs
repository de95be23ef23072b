using System.CommandLine;
using Suyuan.Cli.Configuration;
using Suyuan.Cli.Demo;
using Suyuan.Cli.Output;
using Suyuan.Cli.Places;
using Suyuan.Cli.Reports;
using Suyuan.Detection;
using Suyuan.Model;
using Suyuan.Server;
using Suyuan.Server.Accounts;
using Suyuan.Server.Api;
using Suyuan.Server.Collection;
using Suyuan.Server.Reports;
using Suyuan.Server.Settings;
using Suyuan.Store;

namespace Suyuan.Cli.Commands;

/// <summary><c>suyuan serve</c>: the console and the API over the store, and the collector that fills it, in one process.</summary>
internal static class ServeCommand
{
    public const string Name = "serve";

    public static Command Create()
    {
        Option<string?> config = CommonOptions.Config();
        Option<string?> store = CommonOptions.Store();
        Option<string?> http = new("--http") { Description = "Where the API is served (default: 127.0.0.1:8080).", HelpName = "ADDRESS:PORT" };
        Option<string[]> listen = new("--listen") { Description = "Ports to collect on, or addresses with ports (default: 2055, 4739, 6343).", HelpName = "PORT|ADDRESS:PORT", AllowMultipleArgumentsPerToken = true };
        Option<bool> readOnly = new("--no-collect") { Description = "Collect nothing; only answer." };
        Option<bool> demo = new("--demo") { Description = "Show a simulated network, two days of it and what it sends now, in a store that is gone afterwards." };
        Option<bool> noAccounts = new("--no-accounts") { Description = "Ask nobody to sign in; on this machine only, to try things." };
        Option<string[]> proxies = new("--behind-proxy") { Description = "Proxies before it that speak TLS with browsers.", HelpName = "ADDRESS|PREFIX", AllowMultipleArgumentsPerToken = true };
        Command command = new(Name, "Serve the console and the API, and collect from the network, until interrupted.") { http, listen, readOnly, demo, noAccounts, proxies, store, config };
        command.SetAction(async (arguments, cancel) =>
        {
            SuyuanConfiguration configuration = CommonOptions.Load(arguments, config, store);
            configuration.Serve.Http = arguments.GetValue(http) ?? configuration.Serve.Http;
            configuration.Serve.Collect &= !arguments.GetValue(readOnly);
            // Nobody has an account of a network that is made up.
            configuration.Serve.Accounts &= !arguments.GetValue(noAccounts) && !arguments.GetValue(demo);
            configuration.Serve.BehindProxy = arguments.GetValue(proxies) is { Length: > 0 } before ? [.. before] : configuration.Serve.BehindProxy;
            configuration.Serve.Validate();
            configuration.Collect.Listen = arguments.GetValue(listen) is { Length: > 0 } addresses ? [.. addresses] : configuration.Collect.Listen;
            configuration.Collect.Validate();
            if (arguments.GetValue(demo))
            {
                await ServeDemo(configuration, cancel);
                return ExitCodes.Ok;
            }
            using LoadedPlaces places = AddressDataFolder.OpenOrFetch(configuration, Console.Error);
            using DuckDbStore opened = DuckDbStore.Open(configuration.Store.Path, StoreAccess.Write, TimeProvider.System);
            await Serve(opened, places.Lookup, configuration, null, cancel);
            return ExitCodes.Ok;
        });
        return command;
    }

    private static async Task ServeDemo(SuyuanConfiguration configuration, CancellationToken cancel)
    {
        using ServedDemo demo = new(TimeProvider.System);
        configuration.Store.Path = demo.StorePath;
        configuration.Serve.Collect = true;
        configuration.Collect.Exporters = null;
        using DuckDbStore opened = DuckDbStore.Open(demo.StorePath, StoreAccess.Write, TimeProvider.System);
        demo.Fill(opened, configuration, Console.Error, cancel);
        await Serve(opened, demo.Places, configuration, demo, cancel);
    }

    /// <param name="demo">Null: what is collected is real.</param>
    private static async Task Serve(DuckDbStore store, IPlaceLookup places, SuyuanConfiguration configuration, ServedDemo? demo, CancellationToken cancel)
    {
        TimeProvider clock = TimeProvider.System;
        if (configuration.Serve.Collect && configuration.Collect.Exporters is string file)
        {
            store.SaveExporters(ExportersCsv.Read(file));
        }
        HttpOptions http = configuration.Serve.ToOptions(configuration.Store.Path);
        AuditLog audit = new(AuditLog.FileOf(configuration.Store.Path), clock);
        AccountParts? accounts = configuration.Serve.Accounts ? Accounts(configuration, audit, clock) : null;
        LiveFeed feed = new();
        CollectorOptions collect = configuration.Collect.ToOptions(configuration, clock);
        using Collector? collector = configuration.Serve.Collect
            ? new Collector(store, places, demo is null ? collect : ServedDemo.Collect(collect), clock, Console.Error, feed) : null;
        using StoreReaders readers = new(store.OpenReader, configuration.Serve.Readers);
        await using ReportJobs reports = new(new StoredReportMaker(places, configuration, clock), readers, feed, clock);
        await using ConsoleServer server = await ConsoleServer.Start(
            configuration.Serve.HttpAddress, new ConsoleParts(readers, feed, reports, new CsvLists(), collector, configuration.HomeRegion, ProductVersion.Text)
            {
                Audit = audit,
                Accounts = accounts,
                Http = http,
                Care = store,
                Files = ConsoleFolder.Find(),
                IsDemo = demo is not null,
                Places = places,
                Report = configuration.Report.ToOptions(DateOnly.FromDateTime(clock.GetUtcNow().DateTime), ProductVersion.Text),
                Thresholds = new ThresholdParts(
                    DetectionOptions.For(collect.Profile, collect.Thresholds), configuration.Detection.Of(collect.Profile), demo is null ? new ThresholdFile(ThresholdFile.FileOf(configuration.Store.Path)) : null),
            });
        string url = $"{(http.Certificate is null ? "http" : "https")}://{server.Address}/";
        Console.Error.WriteLine($"console: {url} (API: {url}api/v1, docs/api.md)");
        Task sending = collector is not null && demo is not null ? demo.Send(collector, cancel) : Task.CompletedTask;
        if (accounts is { Book.List.HasAdministrator: false })
        {
            // Not through a log: whoever reads it later could have used it.
            Console.Error.WriteLine($"No administrator yet. Make the first within an hour, at {url} or by POST /api/v1/setup, with this token: {accounts.FirstRun.Issue()}");
        }
        Console.Error.WriteLine("Ready; interrupt to stop.");
        using CancellationTokenRegistration stopping = cancel.Register(ServiceNotices.Stopping);
        // Waits; the collector's own threads do the work.
        await Task.Run(() => Wait(collector, cancel), CancellationToken.None);
        await sending;
    }

    private static AccountParts Accounts(SuyuanConfiguration configuration, AuditLog audit, TimeProvider clock)
    {
        AccountFile file = new(AccountFile.FileOf(configuration.Store.Path), clock);
        // A file that cannot be read is told now, not to the first who signs in.
        _ = file.Read();
        return new AccountParts(
            new AccountBook(file, audit, clock),
            new Sessions(file, clock, TimeSpan.FromMinutes(configuration.Serve.SessionIdleMinutes), TimeSpan.FromHours(configuration.Serve.SessionHours)), new LockOut(clock), new FirstRun(clock))
        {
            Provider = configuration.Serve.Oidc.ToOptions(),
        };
    }

    private static void Wait(Collector? collector, CancellationToken cancel)
    {
        if (collector is null)
        {
            ServiceNotices.Ready();
            cancel.WaitHandle.WaitOne();
        }
        else
        {
            collector.Run(cancel, ServiceNotices.Ready);
        }
    }
}
