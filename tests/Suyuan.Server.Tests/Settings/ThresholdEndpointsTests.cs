using System.Globalization;
using System.Net;
using System.Reflection;
using System.Text.Json;
using Suyuan.Detection;
using Suyuan.Model;
using Suyuan.Reporting;
using Suyuan.Server.Accounts;
using Suyuan.Server.Settings;
using Suyuan.Server.Tests.Api;
using Suyuan.Testing;
using Xunit;

namespace Suyuan.Server.Tests.Settings;

public sealed class ThresholdEndpointsTests
{
    /// <summary>The first minute of the served store's events; the events' targets are 203.0.113.0 and on, an event a minute.</summary>
    private const long First = 1_617_264_000_000 / 60_000;

    [Fact]
    public void Each_threshold_has_words_in_both_languages_and_the_English_are_those_of_the_page_on_detection()
    {
        IReadOnlyDictionary<string, string[]> rows = DocumentTable.Rows("docs/concepts/detection.md");
        Assert.All(typeof(DetectionThresholds).GetProperties(BindingFlags.Public | BindingFlags.Instance), threshold =>
        {
            Assert.Equal(rows[threshold.Name][3], ThresholdWords.Of(threshold.Name, ReportLanguage.English));
            Assert.Contains(ThresholdWords.Of(threshold.Name, ReportLanguage.Chinese), letter => letter is >= '一' and <= '鿿');
        });
    }

    [Fact]
    public async Task Thresholds_come_with_what_is_in_force_and_which_can_be_previewed()
    {
        await using ServedStore served = await ServedStore.Start();
        JsonElement told = await served.Get("api/v1/thresholds?lang=zh");
        Assert.Equal("network", told.GetProperty("profile").GetString());
        Dictionary<string, JsonElement> thresholds = told.GetProperty("thresholds").EnumerateArray().ToDictionary(row => row.GetProperty("name").GetString()!);
        Assert.Equal((20_000, "包/秒", "flood_packet_rate"), (thresholds["FloodPacketRate"].GetProperty("value").GetDouble(), thresholds["FloodPacketRate"].GetProperty("meaning").GetString(), thresholds["FloodPacketRate"].GetProperty("preview").GetString()));
        Assert.Equal(JsonValueKind.Null, thresholds["CarpetHosts"].GetProperty("preview").ValueKind);
    }

    [Fact]
    public async Task A_raised_threshold_leaves_what_is_surely_over_it_takes_what_surely_is_not_and_leaves_open_what_lies_between()
    {
        await using ServedStore served = await ServedStore.Start();
        // Events 0 to 3 of a day; mean 40,000 a second, all in 20 s; a peak over the whole minute; answers of 60 Mbit/s.
        served.AddMinutes(
            Flood(0, packets: 2_400_000, peak: 45_000, peakSeconds: 1), Flood(1, packets: 1_200_000, peak: 60_000, peakSeconds: 1),
            Flood(2, packets: 600_000, peak: 10_000, peakSeconds: 60), Judged(3, "ntp-reflection", 0, 0, 1, octets: 450_000_000, peakBits: 70_000_000),
            Flood(4, packets: 10, peak: 10, peakSeconds: 1) with { Trigger = false });

        JsonElement unchanged = await served.Get("api/v1/thresholds/preview");
        Assert.Equal((4, 4), (Count(unchanged, "events"), Count(unchanged, "stay")));
        JsonElement raised = await served.Get("api/v1/thresholds/preview?flood_packet_rate=35000");
        // The answers are none of it: their thresholds are what they were.
        Assert.Equal((4, 2, 2, 0), (Count(raised, "events"), Count(raised, "stay"), Count(raised, "open"), Count(raised, "gone")));
        JsonElement higher = await served.Get("api/v1/thresholds/preview?flood_packet_rate=62000&small_reflection_bits=8e7");
        Assert.Equal((4, 0, 0, 4), (Count(higher, "events"), Count(higher, "stay"), Count(higher, "open"), Count(higher, "gone")));
        Assert.Equal(["gone"], higher.GetProperty("changed").EnumerateArray().Select(row => row.GetProperty("verdict").GetString()!).Distinct());
        Assert.Equal("2021-03-31T08:04:00+00:00", higher.GetProperty("from").GetString());
        // Neither flood has a gigabit: it was their packets that passed, whose threshold is what it was.
        JsonElement bits = await served.Get("api/v1/thresholds/preview?flood_bits=5e9&reflection_bits=2e8");
        Assert.Equal(4, Count(bits, "stay"));
        JsonElement sampled = await served.Get("api/v1/thresholds/preview?sampled_packets=1001");
        Assert.Equal(4, Count(sampled, "gone"));
    }

    [Theory]
    [InlineData("flood_packet_rate=19999", "are not kept")]
    [InlineData("flood_packet_rate=many", "is not a number")]
    [InlineData("carpet_hosts=9", "no such parameter")]
    public async Task What_cannot_be_told_is_refused_in_words(string query, string words)
    {
        await using ServedStore served = await ServedStore.Start();
        (HttpStatusCode status, _, string detail) = await served.Refused($"api/v1/thresholds/preview?{query}");
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(words, detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_without_attacks_has_no_day_to_look_at()
    {
        await using ServedStore served = await ServedStore.Start();
        JsonElement nothing = await served.Get("api/v1/thresholds/preview");
        Assert.Equal((0, JsonValueKind.Null), (Count(nothing, "events"), nothing.GetProperty("from").ValueKind));
    }

    [Fact]
    public async Task What_an_administrator_sets_holds_from_the_next_start_on_and_is_written_down()
    {
        await using ServedStore served = await ServedStore.Start();
        Assert.Equal(HttpStatusCode.NoContent, await Put(served, """{"changes":{"flood_packet_rate":50000,"flood_bits":null}}"""));
        JsonElement rate = await Threshold(served, "flood_packet_rate");
        Assert.Equal((20_000, 20_000, 50_000), (rate.GetProperty("value").GetDouble(), rate.GetProperty("usual").GetDouble(), rate.GetProperty("next").GetDouble()));
        Assert.Equal(JsonValueKind.Null, (await Threshold(served, "flood_bits")).GetProperty("next").ValueKind);
        ThresholdSets next = new ThresholdFile(ThresholdFile.FileOf(served.StorePath)).Sets();
        Assert.Equal(DetectionThresholds.Network with { FloodPacketRate = 50_000, FloodBits = double.PositiveInfinity }, next.Network);
        AuditEntry entry = served.Audit.Read(null, 1).Entries[0];
        Assert.Equal(("thresholds", "network flood_bits=Infinity flood_packet_rate=50000"), (entry.Action, entry.Subject));
        Assert.Equal(HttpStatusCode.NoContent, await Put(served, """{"changes":{}}"""));
        Assert.Equal(20_000, (await Threshold(served, "flood_packet_rate")).GetProperty("next").GetDouble());
    }

    [Theory]
    [InlineData("""{"changes":{"flood_rate":1}}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"changes":{"unsolicited_share":2}}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"changes":null}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"changes":{"carpet_hosts":12}}""", HttpStatusCode.Conflict)]
    public async Task What_a_threshold_cannot_be_or_the_configuration_says_is_refused_and_nothing_is_written(string asked, HttpStatusCode expected)
    {
        await using ServedStore served = await ServedStore.Start();
        Assert.Equal(expected, await Put(served, asked));
        Assert.False(File.Exists(ThresholdFile.FileOf(served.StorePath)));
        Assert.Empty(served.Audit.Read(null, 1).Entries);
        Assert.True((await Threshold(served, "carpet_hosts")).GetProperty("fixed").GetBoolean());
    }

    [Fact]
    public async Task The_store_tells_when_thresholds_were_others()
    {
        await using ServedStore served = await ServedStore.Start();
        served.Store.SaveThresholds("network", "");
        served.Store.SaveThresholds("network", "carpet_hosts=12");
        served.Store.SaveThresholds("network", "carpet_hosts=12");
        served.Store.SaveThresholds("network", "");
        JsonElement told = await served.Get("api/v1/thresholds");
        Assert.Equal(["carpet_hosts=12", ""], told.GetProperty("history").EnumerateArray().Select(row => row.GetProperty("changes").GetString()));
    }

    private static async Task<HttpStatusCode> Put(ServedStore served, string text)
    {
        using StringContent content = new(text, System.Text.Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await served.Client.PutAsync(new Uri("api/v1/thresholds", UriKind.Relative), content);
        return answer.StatusCode;
    }

    private static async Task<JsonElement> Threshold(ServedStore served, string key) =>
        (await served.Get("api/v1/thresholds")).GetProperty("thresholds").EnumerateArray().Single(row => row.GetProperty("key").GetString() == key);

    private static int Count(JsonElement preview, string name) => preview.GetProperty(name).GetInt32();

    private static AttackMinute Flood(int number, long packets, long peak, int peakSeconds) => Judged(number, "syn-flood", packets, peak, peakSeconds, packets * 60, 0);

    private static AttackMinute Judged(int number, string vector, long packets, long peak, int peakSeconds, long octets, long peakBits) => new(
        IpPrefix.Parse(string.Create(CultureInfo.InvariantCulture, $"203.0.113.{number}/32")), AttackVector.Parse(vector), First + number, (First + number) * 60_000, ((First + number) * 60_000) + 20_000, packets, octets, 1000, 20,
        peak, peakBits, peakSeconds, true, 1, 1000, 0, false);
}
