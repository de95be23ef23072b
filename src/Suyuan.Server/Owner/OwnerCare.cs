using System.Net.Http.Json;
using System.Text.Json;
using Suyuan.Store.Care;

namespace Suyuan.Server.Owner;

/// <summary>Care of a store that another process owns, through that process.</summary>
public sealed class OwnerCare : IStoreCare, IDisposable
{
    private readonly HttpClient _client;

    private OwnerCare(HttpClient client) => _client = client;

    /// <returns>Null: nobody answers on the socket of that store, or this user may not open it.</returns>
    public static OwnerCare? Connect(string store)
    {
        if (OwnerSocket.Of(store) is not string path || !File.Exists(path))
        {
            return null;
        }
        HttpClient client = OwnerSocket.Client(path);
        try
        {
            using HttpRequestMessage request = new(HttpMethod.Get, "healthz");
            using HttpResponseMessage answer = client.Send(request);
            return new OwnerCare(client);
        }
        catch (HttpRequestException)
        {
            client.Dispose();
            return null;
        }
    }

    public IReadOnlyList<PrunedRows> Prune(Retention retention, bool dryRun)
    {
        using Stream answer = Post(OwnerCareEndpoint.PrunePath, new PruneQuestion(retention, dryRun));
        return JsonSerializer.Deserialize<List<PrunedRows>>(answer, OwnerJson.Options)!;
    }

    public void CopyTo(string file)
    {
        using Stream answer = Post(OwnerCareEndpoint.CopyPath, null);
        using FileStream written = new(file, FileMode.CreateNew, FileAccess.Write);
        try
        {
            answer.CopyTo(written);
            written.Flush(flushToDisk: true);
        }
        catch (Exception error) when (error is IOException or HttpRequestException)
        {
            File.Delete(file);
            throw new IOException($"{file} cannot be written: {error.Message}", error);
        }
    }

    public void Dispose() => _client.Dispose();

    private Stream Post(string path, PruneQuestion? question)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, path[1..]) { Content = JsonContent.Create(question, options: OwnerJson.Options) };
        HttpResponseMessage response = _client.Send(request, HttpCompletionOption.ResponseHeadersRead);
        Stream answer = response.Content.ReadAsStream();
        if (response.IsSuccessStatusCode)
        {
            return answer;
        }
        using StreamReader text = new(answer);
        string told = text.ReadToEnd();
        throw new IOException(JsonElement.Parse(told).TryGetProperty("detail", out JsonElement detail) ? detail.GetString() : told);
    }
}
