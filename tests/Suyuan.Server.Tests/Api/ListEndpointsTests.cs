using System.Net;
using System.Text.Json;
using Xunit;

namespace Suyuan.Server.Tests.Api;

public sealed class ListEndpointsTests
{
    [Theory]
    [InlineData("events", "id", ServedStore.Events, "start", "packets", "-packets", "-duration")]
    [InlineData("resources", "address", ServedStore.Bots, "events", "-events", "-confidence", "packets")]
    [InlineData("participations", "", ServedStore.Events + ServedStore.Bots - 1, "packets", "-packets", "-confidence", "first_seen")]
    public async Task Pages_hold_every_row_once_in_order_whatever_is_sorted_by(string list, string key, int rows, params string[] sorts)
    {
        await using ServedStore served = await ServedStore.Start();
        foreach (string sort in sorts)
        {
            List<string> keys = [];
            List<double> values = [];
            for (string? cursor = ""; cursor is not null;)
            {
                JsonElement page = await served.Get($"api/v1/{list}?limit=7&sort={sort}{(cursor.Length > 0 ? "&cursor=" + cursor : "")}");
                Assert.Equal(rows, page.GetProperty("total").GetInt64());
                foreach (JsonElement row in page.GetProperty("rows").EnumerateArray())
                {
                    keys.Add(key.Length > 0 ? row.GetProperty(key).GetString()! : $"{row.GetProperty("event_id")} {row.GetProperty("address")}");
                    if (row.TryGetProperty(sort.TrimStart('-'), out JsonElement value) && value.ValueKind == JsonValueKind.Number)
                    {
                        values.Add(value.GetDouble());
                    }
                }
                cursor = page.GetProperty("next").GetString();
            }
            Assert.Equal(rows, keys.Count);
            Assert.Equal(rows, keys.Distinct().Count());
            Assert.Equal(sort.StartsWith('-') ? values.OrderDescending() : values.Order(), values);
        }
    }

    [Fact]
    public async Task What_the_collector_writes_meanwhile_neither_repeats_nor_hides_rows_of_the_pages_to_come()
    {
        await using ServedStore served = await ServedStore.Start();
        JsonElement first = await served.Get("api/v1/events?limit=10");
        served.AddEvents(ServedStore.Events, ServedStore.Events + 5);

        JsonElement second = await served.Get($"api/v1/events?limit=100&cursor={first.GetProperty("next").GetString()}");

        string[] ids = [.. new[] { first, second }.SelectMany(page => page.GetProperty("rows").EnumerateArray()).Select(row => row.GetProperty("id").GetString()!)];
        Assert.Equal(ServedStore.Events, ids.Distinct().Count());
        Assert.Equal(ServedStore.Events, ids.Length);
        Assert.Equal(ServedStore.Events + 5, second.GetProperty("total").GetInt64());
    }

    [Fact]
    public async Task Filters_are_those_of_the_command_line()
    {
        await using ServedStore served = await ServedStore.Start();
        Assert.Equal(29, (await served.Get("api/v1/events?vector=syn-flood")).GetProperty("total").GetInt64());
        Assert.Equal(1, (await served.Get("api/v1/events?target=203.0.113.5")).GetProperty("total").GetInt64());
        Assert.Equal(ServedStore.Bots, (await served.Get("api/v1/resources?province=Guangdong&operator=电信&period=2021Q2")).GetProperty("total").GetInt64());
        Assert.Equal(0, (await served.Get("api/v1/resources?period=2021Q1")).GetProperty("total").GetInt64());
        Assert.Equal(0, (await served.Get("api/v1/resources?min-confidence=0.95")).GetProperty("total").GetInt64());
    }

    [Theory]
    [InlineData("api/v1/events?colour=red", "colour: no such parameter")]
    [InlineData("api/v1/events?kind=drone", "kind: 'drone' is not controller, bot, reflector or spoofing_router")]
    [InlineData("api/v1/events?limit=0", "limit: '0' is not a whole number from 1 to 1000")]
    [InlineData("api/v1/events?limit=5&limit=6", "limit: given more than once")]
    [InlineData("api/v1/events?sort=colour", "sort: 'colour' is none of start, duration,")]
    [InlineData("api/v1/events?cursor=bm9uZQ", "cursor: not one that this list gave")]
    [InlineData("api/v1/events?cursor=%00%ff", "cursor: not one that this list gave")]
    [InlineData("api/v1/resources/nowhere", "'nowhere' is not an address")]
    [InlineData("api/v1/statistics/2021Q9", "period: '2021Q9' is not a period")]
    [InlineData("api/v1/statistics/2021Q2/drone", "kind: 'drone' is not controller,")]
    [InlineData("api/v1/statistics/2021Q2/reflector?protocol=carrier-pigeon", "protocol: 'carrier-pigeon' is not a reflection protocol")]
    [InlineData("api/v1/statistics/2021Q2/spoofing_router", "scope: routers are counted by scope")]
    public async Task What_cannot_be_answered_is_refused_in_words(string path, string words)
    {
        await using ServedStore served = await ServedStore.Start();
        (HttpStatusCode status, string? type, string detail) = await served.Refused(path);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("application/problem+json", type);
        Assert.StartsWith(words, detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("api/v1/events/0123456789abcdef")]
    [InlineData("api/v1/resources/198.51.100.200")]
    [InlineData("api/v1/reports/none")]
    [InlineData("api/v1/reports/none/none.html")]
    public async Task What_is_not_there_is_not_found(string path)
    {
        await using ServedStore served = await ServedStore.Start();
        Assert.Equal(HttpStatusCode.NotFound, (await served.Refused(path)).Status);
    }

    [Fact]
    public async Task A_cursor_of_another_order_is_refused()
    {
        await using ServedStore served = await ServedStore.Start();
        string next = (await served.Get("api/v1/events?limit=5&sort=-packets")).GetProperty("next").GetString()!;
        Assert.Equal(HttpStatusCode.BadRequest, (await served.Refused($"api/v1/events?limit=5&sort=packets&cursor={next}")).Status);
    }

    [Fact]
    public async Task One_event_and_one_address_come_with_their_evidence_in_either_language()
    {
        await using ServedStore served = await ServedStore.Start();
        JsonElement address = await served.Get("api/v1/resources/192.0.2.1?lang=zh");
        Assert.Equal(ServedStore.Events, address.GetProperty("roles")[0].GetProperty("events").GetInt64());
        JsonElement participation = address.GetProperty("participations").GetProperty("rows")[0];
        Assert.Matches("[一-龥]{5}", participation.GetProperty("evidence").GetString()!);
        JsonElement found = await served.Get($"api/v1/events/{participation.GetProperty("event_id").GetString()}");
        Assert.Equal(participation.GetProperty("target").GetString(), found.GetProperty("event").GetProperty("target").GetString());
    }

    [Fact]
    public async Task Two_hundred_at_once_are_all_answered_by_two_readers()
    {
        await using ServedStore served = await ServedStore.Start();
        JsonElement[] answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => served.Get("api/v1/events?limit=3")));
        Assert.All(answers, answer => Assert.Equal(ServedStore.Events, answer.GetProperty("total").GetInt64()));
    }

    [Fact]
    public async Task Another_host_name_is_refused()
    {
        await using ServedStore served = await ServedStore.Start();
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri("api/v1/events", UriKind.Relative)) { Headers = { Host = "attacker.example" } };
        using HttpResponseMessage response = await served.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task The_description_of_the_API_names_every_list()
    {
        await using ServedStore served = await ServedStore.Start();
        JsonElement document = await served.Get("openapi/v1.json");
        Assert.StartsWith("3.1", document.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        string[] paths = [.. document.GetProperty("paths").EnumerateObject().Select(path => path.Name)];
        Assert.Contains("/api/v1/events/{id}", paths);
        Assert.Contains("/api/v1/statistics/{period}/{kind}", paths);
        Assert.Contains("/api/v1/live", paths);
    }
}
