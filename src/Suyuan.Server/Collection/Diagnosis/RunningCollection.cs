using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Suyuan.Server.Api;
using Suyuan.Server.Owner;

namespace Suyuan.Server.Collection.Diagnosis;

/// <summary>The state of a collection that another process runs.</summary>
public static class RunningCollection
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    /// <returns>Null: no process that collects owns the store, or this user may not ask it.</returns>
    /// <exception cref="IOException">It cannot answer.</exception>
    public static async Task<CollectionHealth?> OfStore(string store, CancellationToken cancel)
    {
        if (OwnerSocket.Of(store) is not string path || !File.Exists(path))
        {
            return null;
        }
        using HttpClient client = OwnerSocket.Client(path);
        return await Ask(client, "api/v1/collection", cancel).ConfigureAwait(false);
    }

    /// <param name="metrics">Where <c>suyuan collect</c> serves its metrics.</param>
    /// <returns>Null: nobody listens there.</returns>
    /// <exception cref="IOException">Somebody does, but no collector of this version.</exception>
    public static async Task<CollectionHealth?> OfMetrics(IPEndPoint metrics, CancellationToken cancel)
    {
        IPAddress host = metrics.Address.Equals(IPAddress.Any) ? IPAddress.Loopback : metrics.Address.Equals(IPAddress.IPv6Any) ? IPAddress.IPv6Loopback : metrics.Address;
        using HttpClient client = new() { BaseAddress = new Uri($"http://{new IPEndPoint(host, metrics.Port)}/") };
        return await Ask(client, "collection", cancel).ConfigureAwait(false);
    }

    private static async Task<CollectionHealth?> Ask(HttpClient client, string path, CancellationToken cancel)
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(s_patience);
        try
        {
            using HttpResponseMessage answer = await client.GetAsync(new Uri(path, UriKind.Relative), patience.Token).ConfigureAwait(false);
            if (!answer.IsSuccessStatusCode)
            {
                throw new IOException($"no collection is told of there (HTTP {(int)answer.StatusCode}): is it a Suyuan of this version?");
            }
            return await answer.Content.ReadFromJsonAsync<CollectionHealth>(ApiJson.Options, patience.Token).ConfigureAwait(false);
        }
        catch (HttpRequestException error) when (error.HttpRequestError == HttpRequestError.ConnectionError)
        {
            return null;
        }
        catch (Exception error) when (error is HttpRequestException or JsonException)
        {
            throw new IOException($"no collection is told of there: {error.Message}", error);
        }
        catch (OperationCanceledException error) when (!cancel.IsCancellationRequested)
        {
            throw new IOException($"no answer within {s_patience.TotalSeconds:F0} s", error);
        }
    }
}
