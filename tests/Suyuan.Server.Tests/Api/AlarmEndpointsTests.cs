using System.Net;
using System.Text.Json;
using Xunit;

namespace Suyuan.Server.Tests.Api;

public sealed class AlarmEndpointsTests
{
    [Fact]
    public async Task Where_nothing_is_collected_there_are_no_alarms_and_no_test()
    {
        await using ServedStore served = await ServedStore.Start();
        JsonElement alarms = await served.Get("api/v1/alarms");
        using HttpResponseMessage test = await served.Client.PostAsync(new Uri("api/v1/alarms/test", UriKind.Relative), null, TestContext.Current.CancellationToken);

        Assert.Equal((0, 0), (alarms.GetProperty("open").GetArrayLength(), alarms.GetProperty("recent").GetArrayLength()));
        Assert.Equal(HttpStatusCode.Conflict, test.StatusCode);
        Assert.Contains("collects nothing", await test.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_document_describes_an_alarm()
    {
        await using ServedStore served = await ServedStore.Start();
        JsonElement document = await served.Get("openapi/v1.json");
        Assert.True(document.GetProperty("paths").TryGetProperty("/api/v1/alarms/test", out _));
        Assert.True(document.GetProperty("components").GetProperty("schemas").GetProperty("Alarm").GetProperty("properties").TryGetProperty("peak_pps", out _));
    }
}
