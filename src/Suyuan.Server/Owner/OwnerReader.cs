using System.Net.Http.Json;
using System.Reflection;
using System.Text.Json;
using Suyuan.Model;
using Suyuan.Store;

namespace Suyuan.Server.Owner;

/// <summary>A store that another process owns, read through that process: each question goes over its socket and comes back as the same rows.</summary>
public class OwnerReader : DispatchProxy
{
    private HttpClient? _client;
    private int? _statistics;

    /// <returns>Null: nobody answers on the socket of that store, or this user may not open it.</returns>
    public static IAttackReader? Connect(string store)
    {
        if (OwnerSocket.Of(store) is not string path || !File.Exists(path))
        {
            return null;
        }
        HttpClient client = OwnerSocket.Client(path);
        IAttackReader reader = Of<IAttackReader>(client, null);
        try
        {
            _ = reader.AddressDataVersion;
            return reader;
        }
        catch (HttpRequestException)
        {
            reader.Dispose();
            return null;
        }
    }

    /// <exception cref="IOException">The owner cannot answer, or ended meanwhile.</exception>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        ArgumentNullException.ThrowIfNull(targetMethod);
        if (targetMethod.DeclaringType == typeof(IDisposable))
        {
            _client!.Dispose();
            return null;
        }
        OwnerQuestion question = new(
            _statistics, targetMethod.Name,
            [.. targetMethod.GetParameters().Zip(args ?? [], (parameter, value) => JsonSerializer.SerializeToElement(value, parameter.ParameterType, OwnerJson.Options))]);
        using HttpRequestMessage request = new(HttpMethod.Post, OwnerEndpoint.Path[1..]) { Content = JsonContent.Create(question, options: OwnerJson.Options) };
        using HttpResponseMessage response = _client!.Send(request, HttpCompletionOption.ResponseHeadersRead);
        using Stream answer = response.Content.ReadAsStream();
        if (!response.IsSuccessStatusCode)
        {
            using StreamReader text = new(answer);
            throw new IOException($"the process that owns the store cannot answer ({(int)response.StatusCode}): {text.ReadToEnd()}");
        }
        return targetMethod.ReturnType == typeof(IPeriodStatistics)
            ? Of<IPeriodStatistics>(_client, JsonSerializer.Deserialize<int>(answer, OwnerJson.Options))
            : JsonSerializer.Deserialize(answer, targetMethod.ReturnType, OwnerJson.Options);
    }

    private static T Of<T>(HttpClient client, int? statistics)
        where T : class
    {
        T proxy = Create<T, OwnerReader>();
        OwnerReader reader = (OwnerReader)(object)proxy;
        (reader._client, reader._statistics) = (client, statistics);
        return proxy;
    }
}
