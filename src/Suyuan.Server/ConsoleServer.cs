using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Suyuan.Model;
using Suyuan.Reporting;
using Suyuan.Server.Accounts;
using Suyuan.Server.Api;
using Suyuan.Server.Collection;
using Suyuan.Server.Owner;
using Suyuan.Server.Pages;
using Suyuan.Server.Reports;
using Suyuan.Server.Settings;
using Suyuan.Store.Care;

namespace Suyuan.Server;

/// <summary>What a server answers with.</summary>
/// <param name="Collector">Null: nothing is collected, the store is only read.</param>
public sealed record ConsoleParts(StoreReaders Readers, LiveFeed Feed, ReportJobs Reports, ICsvLists Lists, Collector? Collector, HomeRegion Home, string Version)
{
    public required AuditLog Audit { get; init; }

    /// <summary>Null: none are asked for. Only where nobody but this machine can reach it.</summary>
    public AccountParts? Accounts { get; init; }

    /// <summary>For the owner's socket; null = nobody may ask for it.</summary>
    public IStoreCare? Care { get; init; }

    /// <summary>Folder of the built console; null = there is none.</summary>
    public string? Files { get; init; }

    /// <summary>The network is a simulated one.</summary>
    public bool IsDemo { get; init; }

    public HttpOptions Http { get; init; } = new();

    /// <summary>What places of addresses are known from; null = none are.</summary>
    public IPlaceLookup? Places { get; init; }

    /// <summary>How its reports are made; maps are theirs.</summary>
    public ReportOptions Report { get; init; } = new() { IssuedOn = default };

    /// <summary>What attacks are detected by.</summary>
    public ThresholdParts Thresholds { get; init; } = ThresholdParts.Usual;
}

/// <summary>The HTTP side of <c>suyuan serve</c>: API, console, health, metrics.</summary>
public sealed class ConsoleServer : IAsyncDisposable
{
    private const int MaxRequestOctets = 1 << 20;

    private readonly WebApplication _application;

    private ConsoleServer(WebApplication application, IPEndPoint address) => (_application, Address) = (application, address);

    /// <summary>Where it listens, the port among it where that was left open.</summary>
    public IPEndPoint Address { get; }

    /// <exception cref="IOException">The address cannot be listened on; the message says which and why.</exception>
    public static async Task<ConsoleServer> Start(IPEndPoint address, ConsoleParts parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        HttpOptions http = parts.Http;
        bool alone = IPAddress.IsLoopback(address.Address) && http.Proxies.Count == 0;
        if (parts.Accounts is null && !alone)
        {
            throw new ArgumentException("others can reach it: accounts are needed", nameof(parts));
        }
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxRequestOctets;
            kestrel.Listen(address, listener =>
            {
                if (http.Certificate is not null)
                {
                    listener.UseHttps(http.Certificate);
                }
            });
            if (http.Socket is not null)
            {
                kestrel.ListenToOwner(http.Socket, parts.Readers);
            }
        });
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.Services.Configure<SocketTransportOptions>(sockets => sockets.CreateBoundListenSocket =
            endpoint => endpoint is UnixDomainSocketEndPoint socket ? OwnerSocket.Bind(socket) : SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint));
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddProblemDetails();
        // A page of a stranger may send a browser here under a name of its own (DNS rebinding).
        builder.Services.AddHostFiltering(hosts => hosts.AllowedHosts =
            !alone && http.HostNames.Count == 0 ? ["*"] : ["localhost", "127.0.0.1", "[::1]", .. http.HostNames]);
        builder.Services.AddRequestLimits(http.RequestsPerSecond, http.SignInsPerMinute);
        if (parts.Accounts is { Provider: ProviderOptions provider })
        {
            builder.Services.AddProvider(provider, parts.Accounts, parts.Audit);
        }
        builder.Services.AddOpenApi("v1", options => options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "Suyuan";
            document.Info.Version = parts.Version;
            document.Info.Description = "Attack events, the resources behind them, and the report's numbers. Lists take the filters of the command line.";
            return Task.CompletedTask;
        }));
        builder.Services.Configure<JsonOptions>(json => ApiJson.Shaped(json.SerializerOptions));
        WebApplication application = builder.Build();
        UseProxies(application, http);
        application.UseHostFiltering();
        application.UseSecurityHeaders();
        application.UseProblems();
        application.UseConsole(parts.Files);
        if (parts.Accounts?.Provider is not null)
        {
            application.UseAuthentication();
        }
        application.UseAccessGate(parts.Accounts);
        application.UseRateLimiter();
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
        string bound = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First(text => !text.StartsWith("http://unix:", StringComparison.Ordinal));
        return new ConsoleServer(application, new IPEndPoint(address.Address, new Uri(bound).Port));
    }

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync();
        await _application.DisposeAsync();
    }

    /// <summary>What proxies say is taken from those alone that are trusted.</summary>
    private static void UseProxies(WebApplication application, HttpOptions http)
    {
        if (http.Proxies.Count == 0)
        {
            return;
        }
        if (http.Certificate is null)
        {
            application.Use((context, next) =>
            {
                if (context.Connection.RemoteIpAddress is IPAddress peer && !IPAddress.IsLoopback(peer) && !http.Proxies.Any(proxy => proxy.Contains(peer.IsIPv4MappedToIPv6 ? peer.MapToIPv4() : peer)))
                {
                    context.Response.StatusCode = StatusCodes.Status403Forbidden;
                    return Task.CompletedTask;
                }
                return next(context);
            });
        }
        ForwardedHeadersOptions forwarded = new() { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = null };
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (System.Net.IPNetwork proxy in http.Proxies)
        {
            forwarded.KnownIPNetworks.Add(proxy);
        }
        application.UseForwardedHeaders(forwarded);
    }

    private static void Map(WebApplication application, ConsoleParts parts)
    {
        application.MapOpenApi();
        RouteGroupBuilder api = application.MapGroup("/api/v1").Needs(Access.Read).AddEndpointFilter(EntityTags.Filter);
        api.MapSessions(parts.Accounts, parts.Audit);
        if (parts.Accounts is AccountParts accounts)
        {
            api.MapAccounts(accounts);
            if (accounts.Provider is not null)
            {
                api.MapProvider();
            }
        }
        api.MapAudit(parts.Audit);
        api.MapLists(parts.Readers, parts.Home);
        api.MapCsv(parts.Lists, parts.Readers, parts.Audit, parts.Home);
        api.MapWords(parts);
        api.MapStatistics(parts.Readers, parts.Home);
        api.MapReports(parts.Reports, parts.Audit, parts.Home);
        api.MapCollection(parts.Collector);
        api.MapAlarms(parts.Collector?.Alarms, parts.Audit);
        api.MapMaps(parts.Report, parts.Home);
        api.MapAddressData(parts.Places);
        api.MapThresholds(parts.Thresholds, parts.Readers, parts.Audit);
        api.MapLive(parts.Feed, parts.Accounts?.Sessions);
        application.MapOwner();
        if (parts is { Care: IStoreCare care, Http.Socket: string socket })
        {
            application.MapOwnerCare(care, socket + ".copy");
        }
        application.MapGet("/healthz", () => Results.Text("ok\n")).ExcludeFromDescription();
        application.MapGet("/readyz", async (CancellationToken cancel) =>
        {
            await parts.Readers.Ask(Viewer.Local, store => store.EventSpan(), cancel);
            return Results.Text("ready\n");
        }).ExcludeFromDescription();
        application.MapGet("/metrics", () => Results.Text(parts.Collector?.Metrics() ?? "", "text/plain; version=0.0.4")).ExcludeFromDescription().Needs(Access.Read);
    }
}
