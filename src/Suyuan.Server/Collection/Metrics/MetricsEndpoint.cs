using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Suyuan.Server.Api;

namespace Suyuan.Server.Collection.Metrics;

/// <summary>Serves what a collector counts over HTTP: <c>GET /metrics</c> for Prometheus, <c>GET /collection</c> for <c>suyuan doctor</c>, nothing else.</summary>
internal sealed class MetricsEndpoint : IDisposable
{
    /// <summary>Prometheus text format 0.0.4.</summary>
    private const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly WebApplication _application;

    private MetricsEndpoint(WebApplication application, IPEndPoint address) => (_application, Address) = (application, address);

    public IPEndPoint Address { get; }

    /// <exception cref="IOException">The address cannot be listened on.</exception>
    public static MetricsEndpoint Start(IPEndPoint address, Func<string> render, Func<CollectionHealth> health)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(address);
        });
        WebApplication application = builder.Build();
        application.Run(context => Answer(context, render, health));
        try
        {
            application.StartAsync().GetAwaiter().GetResult();
        }
        catch (Exception error) when (error is SocketException or IOException)
        {
            throw new IOException($"metrics cannot be served on {address}: {error.Message}", error);
        }
        string bound = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return new MetricsEndpoint(application, new IPEndPoint(address.Address, new Uri(bound).Port));
    }

    public void Dispose() => _application.DisposeAsync().AsTask().GetAwaiter().GetResult();

    private static Task Answer(HttpContext context, Func<string> render, Func<CollectionHealth> health)
    {
        switch (context.Request.Path.Value)
        {
            case "/metrics":
                context.Response.ContentType = ContentType;
                return context.Response.WriteAsync(render());
            case "/collection":
                return context.Response.WriteAsJsonAsync(health(), ApiJson.Options);
            default:
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
        }
    }
}
