using System.Text.RegularExpressions;
using Suyuan.Model;
using Xunit;

namespace Suyuan.Tests;

/// <summary>One event and one resource as the program tells of them: in one language, and only what is known.</summary>
public sealed partial class DetailCommandsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("suyuan-detail-").FullName;
    private readonly AttackEvent _seen;
    private readonly AttackEvent _ordered;

    public DetailCommandsTests() => (_seen, _ordered) = SmallStore.Write(_folder);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void An_events_counts_are_those_of_the_list_and_say_how_many_are_less_certain()
    {
        string text = Run("event", _seen.Id);
        Assert.Contains("1 controller, 3 bots, 0 reflectors, 0 routers; 2 more below confidence 0.5 (--min-confidence 0 shows them)", text, StringComparison.Ordinal);
        Assert.Contains(", 1 burst\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("192.0.2.9", text, StringComparison.Ordinal);
        string all = Run("event", _seen.Id, "--min-confidence", "0");
        Assert.Contains("1 controller, 5 bots, 0 reflectors, 0 routers\n", all, StringComparison.Ordinal);
        Assert.Contains("192.0.2.9", all, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_an_event_that_only_orders_tell_nothing_is_said_that_was_not_measured()
    {
        string text = Run("event", _ordered.Id);
        Assert.StartsWith($"event {_ordered.Id} on 203.0.113.2, known from attack orders\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("packets", text, StringComparison.Ordinal);
        Assert.DoesNotContain("peak", text, StringComparison.Ordinal);
        string row = Run("events", "--format", "csv").Split('\n').Single(line => line.StartsWith(_ordered.Id, StringComparison.Ordinal)).TrimEnd('\r');
        Assert.EndsWith(",,1,,,,,1,0,0,0,,,command,,,,,", row, StringComparison.Ordinal);
        Assert.Contains("\"peak_pps\": null", Run("events", "--format", "json"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_controller_has_no_traffic_of_its_own()
    {
        Assert.Matches(@"\ncontroller,,,198\.51\.100\.77,CN,浙江,,阿里云,37963,[^,]+,[^,]+,2,,,0\.9,\r?\n", Run("resources", "--kind", "controller", "--format", "csv"));
        Assert.Matches(@",controller,,,198\.51\.100\.77,,,", Run("participations", "--format", "csv"));
        Assert.Matches(@"\nbot,,,192\.0\.2\.1,CN,广东,电信,,4134,[^,]+,[^,]+,1,1000,60000,0\.9,1\r?\n", Run("resources", "--kind", "bot", "--format", "csv"));
    }

    [Fact]
    public void In_Chinese_no_English_word_is_left()
    {
        foreach (string text in new[] { Run("event", _seen.Id, "--lang", "zh"), Run("event", _ordered.Id, "--lang", "zh"), Run("resource", "198.51.100.77", "--lang", "zh") })
        {
            // What stays are ids, addresses, times, codes, names from logs and the flag that shows more.
            string words = Foreign().Replace(text, "");
            Assert.DoesNotMatch("[A-Za-z]{3,}", words);
        }
        Assert.Contains("控制端 1 个、肉鸡 3 个、反射服务器 0 个、路由器 0 个", Run("event", _seen.Id, "--lang", "zh"), StringComparison.Ordinal);
        Assert.Contains("192.0.2.254 接口 7 的真实地址流量", Run("event", _seen.Id, "--lang", "zh"), StringComparison.Ordinal);
        Assert.Contains("作为控制端 198.51.100.77：置信度 0.9", Run("resource", "198.51.100.77", "--lang", "zh"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("json")]
    [InlineData("table")]
    public void Control_characters_of_a_log_never_leave(string format) =>
        Assert.DoesNotContain(Run("event", _ordered.Id, "--format", format), letter => char.IsControl(letter) && letter is not ('\n' or '\r'));

    [Theory]
    [InlineData("--province", "guangdong")]
    [InlineData("--operator", "China telecom")]
    [InlineData("--cloud", "Alibaba Cloud")]
    public void Places_are_found_by_their_English_names_too(string option, string name) =>
        Assert.DoesNotContain("\n0 rows", Run("resources", option, name), StringComparison.Ordinal);

    private string Run(params string[] arguments)
    {
        SuyuanProcess result = SuyuanProcess.Run(_folder, arguments);
        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        return result.Output;
    }

    [GeneratedRegex(@"[0-9a-f]{16}|[0-9T:.-]+Z|SYN|Mbit/s|--min-confidence|--format csv|\[31mred")]
    private static partial Regex Foreign();
}
