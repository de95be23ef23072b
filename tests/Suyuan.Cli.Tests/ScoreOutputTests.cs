using System.Text.Json;
using Suyuan.Cli.Scores;
using Suyuan.Model;
using Suyuan.Simulation.Scoring;
using Xunit;

namespace Suyuan.Tests;

public sealed class ScoreOutputTests
{
    [Fact]
    public void Json_holds_counts_rates_and_bars_and_null_for_what_was_not_measured()
    {
        using JsonDocument json = JsonDocument.Parse(Written(ScoreFormat.Json, details: true));
        JsonElement events = json.RootElement.GetProperty("rows").EnumerateArray().First(row => row.GetProperty("what").GetString() == "events");
        Assert.Equal((2, 1, 1, 0.5), (Whole("truth"), Whole("right"), Whole("false"), events.GetProperty("precision").GetDouble()));
        JsonElement recall = json.RootElement.GetProperty("bars").EnumerateArray().Single(bar => bar.GetProperty("name").GetString() == "events: recall");
        Assert.False(recall.GetProperty("met").GetBoolean());
        JsonElement latency = json.RootElement.GetProperty("bars").EnumerateArray().Last();
        Assert.Equal(JsonValueKind.Null, latency.GetProperty("met").ValueKind);
        Assert.Equal(["missed", "false"], json.RootElement.GetProperty("mistakes").EnumerateArray().Select(one => one.GetProperty("side").GetString()));

        int Whole(string name) => events.GetProperty(name).GetInt32();
    }

    [Fact]
    public void Mistakes_are_listed_on_demand_only()
    {
        Assert.DoesNotContain("missed event", Written(ScoreFormat.Table, details: false), StringComparison.Ordinal);
        string details = Written(ScoreFormat.Table, details: true);
        Assert.Contains("missed event: 1", details, StringComparison.Ordinal);
        Assert.Contains("198.51.100.7: 1970-01-01T00:00:00Z … 1970-01-01T00:10:00Z, udp-flood, peak 50,000 packets/s", details, StringComparison.Ordinal);
        Assert.Contains("the target is never attacked: 1", details, StringComparison.Ordinal);
    }

    [Fact]
    public void Markdown_tables_have_as_many_cells_in_each_row_as_in_the_header()
    {
        string[] lines = Written(ScoreFormat.Md, details: false).Split('\n');
        int cells = 0;
        Assert.Contains("| events | all |  | 2 | 2 | 1 | 1 | 0.5000 | 0.5000 | 0.5000 | 0.0000 | 0 | 0 |", lines);
        for (int index = 1; index < lines.Length; index++)
        {
            if (lines[index].StartsWith("|--", StringComparison.Ordinal))
            {
                cells = lines[index - 1].Count(letter => letter == '|');
            }
            Assert.True(!lines[index].StartsWith('|') || !lines[index - 1].StartsWith('|') || lines[index].Count(letter => letter == '|') == cells, lines[index]);
        }
    }

    [Fact]
    public void Csv_holds_the_counts() =>
        Assert.StartsWith("what,part,confidence,truth,found,right,false,precision,recall,f1,count_error,", Written(ScoreFormat.Csv, details: false), StringComparison.Ordinal);

    /// <summary>One event found, one missed, one false.</summary>
    private static string Written(ScoreFormat format, bool details)
    {
        Findings truth = Of(Event("a", "192.0.2.1"), Event("b", "198.51.100.7"));
        ScopeRules network = new() { ReflectionBits = 100e6, ReflectionPacketsInTenSeconds = 0, FloodPacketRate = 20_000, FloodBits = 1e9, FloodPackets = 0 };
        using StringWriter output = new();
        ScoreOutput.Write(Scorer.Score(truth, Of(Event("1", "192.0.2.1"), Event("2", "203.0.113.9")), network, details), format, details, output);
        return output.ToString();
    }

    private static Findings Of(params EventFinding[] events) => new() { Events = events, Resources = [], Components = [] };

    private static EventFinding Event(string id, string target) => new(id, IpPrefix.Parse(target), 0, 600_000, ["udp-flood"], EventBasis.Flows)
    {
        PeakPackets = 50_000,
        SampledPackets = 6_000,
        Sampling = 1000,
    };
}
