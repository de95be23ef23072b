using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Suyuan.Server.Api;
using Suyuan.Server.Collection;
using Suyuan.Store.Care;

namespace Suyuan.Server.Owner;

/// <summary>The owner's socket of a process that serves nothing else: questions to the store and of the collection, copies of the store, and less of it.</summary>
public sealed class OwnerServer : IDisposable
{
    private readonly WebApplication _application;

    private OwnerServer(WebApplication application) => _application = application;

    /// <param name="health">Of the collection that the process runs: what <c>suyuan doctor</c> asks for.</param>
    /// <returns>Null: no socket can be beside that store (<see cref="OwnerSocket.Of"/>).</returns>
    /// <exception cref="IOException">It cannot be listened on.</exception>
    public static OwnerServer? Start(string store, StoreReaders readers, IStoreCare care, Func<CollectionHealth> health)
    {
        if (OwnerSocket.Of(store) is not string socket)
        {
            return null;
        }
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.ListenToOwner(socket, readers);
        });
        builder.Services.Configure<SocketTransportOptions>(sockets => sockets.CreateBoundListenSocket = endpoint => OwnerSocket.Bind((UnixDomainSocketEndPoint)endpoint));
        builder.Services.AddRoutingCore();
        builder.Services.AddProblemDetails();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        WebApplication application = builder.Build();
        application.UseProblems();
        application.UseRouting();
        application.MapOwner();
        application.MapOwnerCare(care, socket + ".copy");
        application.MapGet("/healthz", () => Results.Text("ok\n"));
        application.MapGet("/api/v1/collection", context => context.Response.WriteAsJsonAsync(health(), ApiJson.Options));
        application.UseEndpoints(_ => { });
        try
        {
            application.StartAsync().GetAwaiter().GetResult();
        }
        catch (Exception error) when (error is SocketException or IOException)
        {
            throw new IOException($"the owner's socket {socket} cannot be listened on: {error.Message}", error);
        }
        return new OwnerServer(application);
    }

    /// <summary>Whoever is being answered is answered first.</summary>
    public void Dispose()
    {
        _application.StopAsync().GetAwaiter().GetResult();
        _application.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}
