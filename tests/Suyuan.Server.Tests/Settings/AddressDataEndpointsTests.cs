using System.Text.Json;
using Suyuan.Model;
using Suyuan.Server.Tests.Api;
using Xunit;

namespace Suyuan.Server.Tests.Settings;

public sealed class AddressDataEndpointsTests
{
    [Fact]
    public async Task Sources_come_with_dates_and_licences_and_the_newest_that_is_there_dates_the_whole()
    {
        await using ServedStore served = await ServedStore.Start(places: new Sources());
        JsonElement data = await served.Get("api/v1/address-data");
        Assert.Equal(("v7", "2026-10-01"), (data.GetProperty("version").GetString(), data.GetProperty("newest").GetString()));
        Assert.Equal(["CC BY 4.0", "CC0"], data.GetProperty("sources").EnumerateArray().Select(source => source.GetProperty("licence").GetString()));
    }

    [Fact]
    public async Task Without_any_places_are_said_to_be_unknown()
    {
        await using ServedStore served = await ServedStore.Start();
        JsonElement data = await served.Get("api/v1/address-data");
        Assert.Equal((JsonValueKind.Null, 0), (data.GetProperty("version").ValueKind, data.GetProperty("sources").GetArrayLength()));
    }

    private sealed class Sources : IPlaceLookup
    {
        public string Version => "v7";

        IReadOnlyList<AddressDataSource> IPlaceLookup.Sources { get; } =
        [
            new("Countries", "country", new DateOnly(2026, 10, 1), "CC BY 4.0", "Somebody", new Uri("https://example.org/"), true),
            new("Cities", "city", new DateOnly(2026, 11, 1), "CC0", null, null, false),
        ];

        public Place Find(IpAddress address) => Place.Unknown;
    }
}
