using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Suyuan.Model;
using Suyuan.Server.Api;
using Suyuan.Server.Collection;
using Suyuan.Server.Pages;
using Suyuan.Server.Reports;

namespace Suyuan.Server;

/// <summary>What a server answers with.</summary>
/// <param name="Collector">Null: nothing is collected, the store is only read.</param>
/// <param name="Files">Folder of the built console; null = there is none.</param>
/// <param name="IsDemo">The network is a simulated one.</param>
public sealed record ConsoleParts(
    StoreReaders Readers, LiveFeed Feed, ReportJobs Reports, ICsvLists Lists, Collector? Collector, HomeRegion Home, string Version, string? Files = null, bool IsDemo = false);

/// <summary>The HTTP side of <c>suyuan serve</c>: API, console, health, metrics.</summary>
public sealed class ConsoleServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private ConsoleServer(WebApplication application, IPEndPoint address) => (_application, Address) = (application, address);

    /// <summary>Where it listens, the port among it where that was left open.</summary>
    public IPEndPoint Address { get; }

    /// <exception cref="IOException">The address cannot be listened on; the message says which and why.</exception>
    public static async Task<ConsoleServer> Start(IPEndPoint address, ConsoleParts parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(address);
        });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddProblemDetails();
        // A page of a stranger may send a browser here under a name of its own (DNS rebinding).
        builder.Services.AddHostFiltering(hosts => hosts.AllowedHosts = ["localhost", "127.0.0.1", "[::1]"]);
        builder.Services.AddOpenApi("v1", options => options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "Suyuan";
            document.Info.Version = parts.Version;
            document.Info.Description = "Attack events, the resources behind them, and the report's numbers. Lists take the filters of the command line.";
            return Task.CompletedTask;
        }));
        builder.Services.Configure<JsonOptions>(json =>
        {
            json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
            json.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower));
            json.SerializerOptions.Converters.Add(new TextConverter<IpAddress>());
            json.SerializerOptions.Converters.Add(new TextConverter<IpPrefix>());
        });
        WebApplication application = builder.Build();
        application.UseHostFiltering();
        application.UseProblems();
        application.UseConsole(parts.Files);
        Map(application, parts);
        application.MapConsole(parts.Files);
        try
        {
            await application.StartAsync();
        }
        catch (Exception error) when (error is SocketException or IOException)
        {
            await application.DisposeAsync();
            throw new IOException($"the API cannot be served on {address}: {error.Message}", error);
        }
        string bound = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return new ConsoleServer(application, new IPEndPoint(address.Address, new Uri(bound).Port));
    }

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync();
        await _application.DisposeAsync();
    }

    private static void Map(WebApplication application, ConsoleParts parts)
    {
        application.MapOpenApi();
        RouteGroupBuilder api = application.MapGroup("/api/v1");
        api.MapLists(parts.Readers, parts.Home);
        api.MapCsv(parts.Lists, parts.Readers, parts.Home);
        api.MapWords(parts);
        api.MapStatistics(parts.Readers, parts.Home);
        api.MapReports(parts.Reports, parts.Home);
        api.MapCollection(parts.Collector);
        api.MapLive(parts.Feed);
        application.MapGet("/healthz", () => Results.Text("ok\n")).ExcludeFromDescription();
        application.MapGet("/readyz", async (CancellationToken cancel) =>
        {
            await parts.Readers.Ask(store => store.EventSpan(), cancel);
            return Results.Text("ready\n");
        }).ExcludeFromDescription();
        application.MapGet("/metrics", () => Results.Text(parts.Collector?.Metrics() ?? "", "text/plain; version=0.0.4")).ExcludeFromDescription();
    }

    /// <summary>Addresses and prefixes are text in JSON.</summary>
    private sealed class TextConverter<T> : JsonConverter<T>
        where T : notnull
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
