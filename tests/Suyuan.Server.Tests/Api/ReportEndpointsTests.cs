using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Suyuan.Server.Reports;
using Suyuan.Store;
using Xunit;

namespace Suyuan.Server.Tests.Api;

public sealed class ReportEndpointsTests
{
    [Fact]
    public async Task A_report_is_asked_for_watched_and_downloaded()
    {
        await using ServedStore served = await ServedStore.Start();
        using StreamReader live = new(await served.Client.GetStreamAsync(new Uri("api/v1/live", UriKind.Relative), TestContext.Current.CancellationToken));
        Assert.Equal("event: hello", await live.ReadLineAsync(TestContext.Current.CancellationToken));

        using HttpResponseMessage asked = await served.Client.PostAsJsonAsync("api/v1/reports", new { period = "2021Q2", languages = new[] { "zh" } }, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Accepted, asked.StatusCode);
        List<string> states = [];
        while (states.LastOrDefault() is not "done")
        {
            if (await live.ReadLineAsync(TestContext.Current.CancellationToken) == "event: report")
            {
                string data = (await live.ReadLineAsync(TestContext.Current.CancellationToken))!["data: ".Length..];
                states.Add(JsonElement.Parse(data).GetProperty("state").GetString()!);
            }
        }
        Assert.Equal(["queued", "running", "done"], states);
        JsonElement job = await served.Get(asked.Headers.Location!.ToString()[1..]);
        Assert.Equal("2021Q2.html", job.GetProperty("files")[0].GetString());
        Assert.Equal("57 events", await served.Client.GetStringAsync(new Uri($"api/v1/reports/{job.GetProperty("id").GetString()}/2021Q2.html", UriKind.Relative), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("{}", "period: is missing")]
    [InlineData("""{"period":"soon"}""", "period: 'soon' is not a period")]
    [InlineData("""{"period":"2021Q2","formats":["exe"]}""", "formats: 'exe' is none of html")]
    [InlineData("""{"period":"2021Q2","languages":["fr"]}""", "languages: 'fr' is not zh or en")]
    public async Task What_cannot_be_built_is_refused_in_words(string body, string words)
    {
        await using ServedStore served = await ServedStore.Start();
        using StringContent content = new(body, System.Text.Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await served.Client.PostAsync(new Uri("api/v1/reports", UriKind.Relative), content, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.StartsWith(
            words, JsonElement.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).GetProperty("detail").GetString()!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_that_fails_says_why_and_the_next_is_built()
    {
        await using ServedStore served = await ServedStore.Start(new Failing());
        string first = await Ended(served);
        string second = await Ended(served);
        Assert.Equal("failed: the disk is full", first);
        Assert.Equal("done: ", second);
    }

    private static async Task<string> Ended(ServedStore served)
    {
        using HttpResponseMessage asked = await served.Client.PostAsJsonAsync("api/v1/reports", new { period = "2021Q2" }, TestContext.Current.CancellationToken);
        while (true)
        {
            JsonElement job = await served.Get(asked.Headers.Location!.ToString()[1..]);
            if (job.GetProperty("ended").ValueKind != JsonValueKind.Null)
            {
                return $"{job.GetProperty("state").GetString()}: {job.GetProperty("problem").GetString()}";
            }
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    private sealed class Failing : IReportMaker
    {
        private int _asked;

        public IReadOnlyList<string> Formats { get; } = ["html"];

        public IReadOnlyList<string> Make(IAttackReader store, ReportRequest request, string folder) => _asked++ == 0 ? throw new IOException("the disk is full") : [];
    }
}
