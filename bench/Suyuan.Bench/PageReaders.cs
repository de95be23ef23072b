using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace Suyuan.Bench;

/// <summary>Readers of a running server's API, each with one request after the other: how many pages came, how fast, and what was refused.</summary>
internal static class PageReaders
{
    /// <summary>What the console asks for on its pages.</summary>
    private static readonly string[] s_pages =
    [
        "api/v1/events?limit=50", "api/v1/events?sort=-packets&limit=50", "api/v1/resources?limit=50", "api/v1/participations?limit=50", "api/v1/alarms", "api/v1/collection",
        "api/v1/statistics/periods",
    ];

    /// <param name="pauseMs">Between two requests of a reader.</param>
    public static async Task<int> Run(Uri server, int readers, double seconds, int pauseMs)
    {
        using HttpClient client = new(new SocketsHttpHandler { MaxConnectionsPerServer = readers }) { BaseAddress = server, Timeout = TimeSpan.FromSeconds(60) };
        ConcurrentBag<(HttpStatusCode? Status, double Ms)> answers = [];
        long end = Stopwatch.GetTimestamp() + (long)(seconds * Stopwatch.Frequency);
        await Task.WhenAll(Enumerable.Range(0, readers).Select(reader => Task.Run(() => Read(client, reader, end, pauseMs, answers))));
        double[] taken = [.. answers.Where(answer => answer.Status == HttpStatusCode.OK).Select(answer => answer.Ms).Order()];
        string refused = string.Join(", ", answers.Where(answer => answer.Status != HttpStatusCode.OK).GroupBy(answer => answer.Status)
            .Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Count()} {(group.Key is HttpStatusCode status ? (int)status : "without an answer")}")));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"pages: {taken.Length} read by {readers} readers, median {At(taken, 0.5):F0} ms, 99 % within {At(taken, 0.99):F0} ms, longest {At(taken, 1):F0} ms; refused: {(refused.Length == 0 ? "none" : refused)}"));
        // Refused for being too many is an answer; none, or a failure, is not.
        return taken.Length > 0 && answers.All(answer => answer.Status is HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests) ? 0 : 1;
    }

    private static async Task Read(HttpClient client, int reader, long end, int pauseMs, ConcurrentBag<(HttpStatusCode?, double)> answers)
    {
        for (int asked = reader; Stopwatch.GetTimestamp() < end; asked++)
        {
            long began = Stopwatch.GetTimestamp();
            HttpStatusCode? status = null;
            try
            {
                using HttpResponseMessage answer = await client.GetAsync(new Uri(s_pages[asked % s_pages.Length], UriKind.Relative));
                status = answer.StatusCode;
            }
            catch (Exception error) when (error is HttpRequestException or OperationCanceledException)
            {
                // Counted as without an answer.
            }
            answers.Add((status, Stopwatch.GetElapsedTime(began).TotalMilliseconds));
            await Task.Delay(pauseMs);
        }
    }

    private static double At(double[] sorted, double share) => sorted.Length == 0 ? double.NaN : sorted[(int)((sorted.Length - 1) * share)];
}
