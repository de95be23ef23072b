using System.Net;
using System.Text.Json;
using Suyuan.Model;
using Xunit;

namespace Suyuan.Server.Tests.Api;

public sealed class MapEndpointsTests
{
    [Fact]
    public async Task Outlines_have_a_place_for_every_province_and_country_that_statistics_count_and_the_sea_in_its_frame()
    {
        await using ServedStore served = await ServedStore.Start();
        JsonElement maps = await served.Get("api/v1/maps");
        JsonElement[] home = [.. maps.GetProperty("home").GetProperty("places").EnumerateArray()];
        Assert.Empty(PlaceNames.Provinces.Except(home.Select(place => place.GetProperty("name").GetString()!)));
        // The islands and the dashed line are in the inset whole: beside them only coast is there.
        Assert.Equal(4, maps.GetProperty("home").GetProperty("inset").GetArrayLength());
        Assert.Contains(home, place => place.GetProperty("name").GetString() == "" && place.GetProperty("path").GetString()!.Count(letter => letter == 'M') == 17);
        JsonElement[] world = [.. maps.GetProperty("world").GetProperty("places").EnumerateArray()];
        Assert.All((string[])["CN", "HK", "MO", "TW", "US", "SG", "BR"], code => Assert.Contains(world, place => place.GetProperty("name").GetString() == code));
        Assert.True(world.Single(place => place.GetProperty("name").GetString() == "HK").GetProperty("small").GetBoolean());
        Assert.Equal(JsonValueKind.Null, maps.GetProperty("review_number").ValueKind);
        Assert.InRange(maps.GetRawText().Length, 30_000, 200_000);
    }

    [Fact]
    public async Task They_do_not_change_and_are_sent_once()
    {
        await using ServedStore served = await ServedStore.Start();
        using HttpResponseMessage first = await served.Client.GetAsync(new Uri("api/v1/maps", UriKind.Relative), TestContext.Current.CancellationToken);
        using HttpRequestMessage again = new(HttpMethod.Get, new Uri("api/v1/maps", UriKind.Relative));
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using HttpResponseMessage second = await served.Client.SendAsync(again, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }
}
