using System.Net;
using System.Text.Json;
using Xunit;

namespace Suyuan.Server.Tests.Api;

public sealed class WordsEndpointsTests
{
    [Fact]
    public async Task Names_are_those_of_the_report_in_both_languages()
    {
        await using ServedStore served = await ServedStore.Start();
        JsonElement en = await served.Get("api/v1/words");
        JsonElement zh = await served.Get("api/v1/words?lang=zh");
        Assert.Equal("SYN flood", en.GetProperty("vectors").GetProperty("syn-flood").GetString());
        Assert.Equal("SYN 洪水", zh.GetProperty("vectors").GetProperty("syn-flood").GetString());
        Assert.Equal("NTP", zh.GetProperty("protocols").GetProperty("ntp").GetString());
        Assert.Equal("Hong Kong, China", en.GetProperty("countries").GetProperty("HK").GetString());
        Assert.Equal("Guangdong", en.GetProperty("provinces").GetProperty("广东").GetString());
        Assert.Equal("China Telecom", en.GetProperty("networks").GetProperty("电信").GetString());
        Assert.Equal("缺少模板", zh.GetProperty("reasons").GetProperty("MissingTemplate").GetString());
        Assert.Equal(51, en.GetProperty("vectors").EnumerateObject().Count());
    }

    [Fact]
    public async Task The_server_tells_what_it_is()
    {
        await using ServedStore served = await ServedStore.Start();
        JsonElement about = await served.Get("api/v1/about");
        Assert.Equal("CN", about.GetProperty("home_country").GetString());
        Assert.False(about.GetProperty("collecting").GetBoolean());
        Assert.False(about.GetProperty("demo").GetBoolean());
    }

    [Fact]
    public async Task Lists_leave_whole_as_files_with_the_filters_of_the_list()
    {
        await using ServedStore served = await ServedStore.Start();
        using HttpResponseMessage answer = await served.Client.GetAsync(new Uri("api/v1/events.csv?vector=syn-flood", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal("text/csv", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("attachment; filename=events.csv", answer.Content.Headers.ContentDisposition?.ToString());
        string[] lines = (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).TrimEnd().Split('\n');
        Assert.Equal("events", lines[0]);
        Assert.Equal(29, lines.Length - 1);

        (HttpStatusCode status, string? type, string detail) = await served.Refused("api/v1/events.csv?limit=5");
        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (status, type));
        Assert.StartsWith("limit: no such parameter", detail, StringComparison.Ordinal);
    }
}
