using System.Net;
using Xunit;

namespace Suyuan.Server.Tests.Api;

public sealed class ConsoleFilesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("suyuan-console-");

    public ConsoleFilesTests()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "index.html"), "<title>console</title>");
        File.WriteAllText(Path.Combine(_folder.CreateSubdirectory("assets").FullName, "index-1a2b.js"), "export {};");
    }

    [Theory]
    [InlineData("", "text/html", "no-cache")]
    [InlineData("index.html", "text/html", "no-cache")]
    [InlineData("events/039255348ba4900a?kind=bot", "text/html", "no-cache")]
    [InlineData("resources/2001:db8::1", "text/html", "no-cache")]
    [InlineData("resources/192.0.2.1", "text/html", "no-cache")]
    [InlineData("assets/index-1a2b.js", "text/javascript", "public, max-age=31536000, immutable")]
    public async Task Pages_and_files_come_with_the_policy_and_their_age(string path, string type, string cache)
    {
        await using ServedStore served = await ServedStore.Start(console: _folder.FullName);
        using HttpResponseMessage answer = await served.Client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(type, answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(cache, Assert.Single(answer.Headers.GetValues("Cache-Control")));
        string policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
    }

    [Theory]
    [InlineData("assets/index-other.js")]
    [InlineData("api/v1/nothing")]
    [InlineData("openapi/v2.json")]
    public async Task What_programs_ask_for_is_not_found_and_no_page(string path)
    {
        await using ServedStore served = await ServedStore.Start(console: _folder.FullName);
        using HttpResponseMessage answer = await served.Client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.NotEqual("text/html", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Nothing_outside_the_folder_is_served()
    {
        File.WriteAllText(_folder.FullName + ".txt", "secret");
        await using ServedStore served = await ServedStore.Start(console: _folder.FullName);
        string body = await served.Client.GetStringAsync(new Uri($"..%2f{_folder.Name}.txt", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.DoesNotContain("secret", body, StringComparison.Ordinal);
        File.Delete(_folder.FullName + ".txt");
    }

    [Fact]
    public async Task Without_a_built_console_the_start_page_tells_how_to_get_it_and_the_API_answers()
    {
        await using ServedStore served = await ServedStore.Start();
        using HttpResponseMessage answer = await served.Client.GetAsync(new Uri("", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("Node.js", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(ServedStore.Events, (await served.Get("api/v1/events")).GetProperty("total").GetInt64());
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
