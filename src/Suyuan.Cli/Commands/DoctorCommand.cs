using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Suyuan.Cli.Configuration;
using Suyuan.Cli.Output;
using Suyuan.Server.Api;
using Suyuan.Server.Collection;
using Suyuan.Server.Collection.Diagnosis;

namespace Suyuan.Cli.Commands;

/// <summary><c>suyuan doctor</c>: what is wrong with a collection, hop by hop: one that runs, or what comes to the ports where none does.</summary>
internal static class DoctorCommand
{
    private const int DefaultSeconds = 60;
    private const int MostSeconds = 86_400;

    public static Command Create()
    {
        Option<string?> config = CommonOptions.Config();
        Option<string?> store = CommonOptions.Store();
        Option<string?> metrics = new("--metrics") { Description = "Where a running collect serves its metrics.", HelpName = "ADDRESS:PORT" };
        Option<string[]> listen = new("--listen") { Description = "Ports to listen on where nothing runs, or addresses with ports (default: 2055, 4739, 6343).", HelpName = "PORT|ADDRESS:PORT", AllowMultipleArgumentsPerToken = true };
        Option<string[]> allow = new("--allow") { Description = "Exporters that are heard (default: all).", HelpName = "ADDRESS|PREFIX", AllowMultipleArgumentsPerToken = true };
        Option<int> seconds = new("--seconds") { Description = "How long to listen (default: 60).", HelpName = "N", DefaultValueFactory = _ => DefaultSeconds };
        Option<string> format = new("--format") { Description = "How to write it.", HelpName = "text|json", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json");
        Command command = new("doctor", "Say what is wrong with a collection, hop by hop, and what to do: of a running serve or collect, or by listening itself.") { metrics, listen, allow, seconds, format, store, config };
        command.SetAction(async (arguments, cancel) =>
        {
            SuyuanConfiguration configuration = CommonOptions.Load(arguments, config, store);
            CollectSection collect = configuration.Collect;
            collect.Listen = arguments.GetValue(listen) is { Length: > 0 } addresses ? [.. addresses] : collect.Listen;
            collect.Allow = arguments.GetValue(allow) is { Length: > 0 } senders ? [.. senders] : collect.Allow;
            collect.Metrics = arguments.GetValue(metrics) ?? collect.Metrics;
            collect.Validate();
            if (arguments.GetValue(seconds) is < 1 or > MostSeconds)
            {
                throw new ConfigurationException($"--seconds: '{arguments.GetValue(seconds)}' is not between 1 and {MostSeconds}");
            }
            CollectionHealth health = await Running(configuration, cancel)
                ?? (arguments.GetValue(metrics) is null ? Listen(configuration, TimeSpan.FromSeconds(arguments.GetValue(seconds)), cancel) : throw new IOException($"nobody serves metrics at {collect.Metrics}"));
            if (arguments.GetValue(format) == "json")
            {
                Console.Out.WriteLine(JsonSerializer.Serialize(health, ApiJson.Options));
            }
            else
            {
                Console.Out.Write(FindingText.Of(health.Findings));
            }
            return health.Findings.Any(finding => finding.Weight == Weight.Problem) ? ExitCodes.ProblemFound : ExitCodes.Ok;
        });
        return command;
    }

    /// <summary>Null: nothing runs that collects.</summary>
    private static async Task<CollectionHealth?> Running(SuyuanConfiguration configuration, CancellationToken cancel)
    {
        CollectionHealth? health = await RunningCollection.OfStore(configuration.Store.Path, cancel);
        if (health is { Collecting: true })
        {
            return Told(health);
        }
        return configuration.Collect.MetricsAddress is IPEndPoint address && await RunningCollection.OfMetrics(address, cancel) is CollectionHealth collector
            ? Told(collector) : null;
    }

    private static CollectionHealth Told(CollectionHealth health)
    {
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Asked the running collection, which has collected for {health.Seconds:N0} s."));
        return health;
    }

    private static CollectionHealth Listen(SuyuanConfiguration configuration, TimeSpan time, CancellationToken cancel)
    {
        using TrialCollection trial = new(configuration.Collect.ToOptions(configuration, TimeProvider.System), TimeProvider.System);
        if (trial.Addresses.Count > 0)
        {
            Console.Error.WriteLine($"No running collection was found. Listening on UDP {string.Join(", ", trial.Addresses)} for {time.TotalSeconds:F0} s; nothing is stored. Interrupt to end sooner.");
        }
        return trial.Listen(time, cancel);
    }
}
