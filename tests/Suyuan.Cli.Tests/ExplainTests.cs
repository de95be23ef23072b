using System.Text.RegularExpressions;
using Xunit;

namespace Suyuan.Tests;

/// <summary>From a printed number to exactly the resources that it counts.</summary>
public sealed partial class ExplainTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("suyuan-explain-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("fig-4", 3)]
    [InlineData("fig-5", 1)]
    [InlineData("fig-6", 2)]
    [InlineData("table-2", 2)]
    public void A_figure_lists_its_own_population_and_the_printed_command_lists_the_same(string figure, int count)
    {
        SmallStore.Write(_folder);

        SuyuanProcess explained = SuyuanProcess.Run(_folder, "explain", SmallStore.Period, figure);

        Assert.Contains($" of {count}):", explained.Output, StringComparison.Ordinal);
        string command = Command().Match(explained.Output).Groups["line"].Value.Trim();
        SuyuanProcess listed = SuyuanProcess.Run(_folder, [.. command.Split(' '), "--format", "csv"]);
        string[] addresses = [.. listed.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(',')[3])];
        Assert.Equal(count, addresses.Length);
        Assert.All(addresses, address => Assert.Contains(address, explained.Output, StringComparison.Ordinal));
    }

    [Fact]
    public void The_printed_number_of_a_figure_of_events_is_found_and_an_unknown_one_is_answered_with_those_there_are()
    {
        SmallStore.Write(_folder);
        SuyuanProcess found = SuyuanProcess.Run(_folder, "explain", SmallStore.Period, "fig-19");
        Assert.Contains("suyuan events --period 2021Q2", found.Output, StringComparison.Ordinal);
        SuyuanProcess missing = SuyuanProcess.Run(_folder, "explain", SmallStore.Period, "fig-99");
        Assert.Equal(Cli.ExitCodes.NothingFound, missing.ExitCode);
        Assert.Contains("fig-19 (fig-vectors)", missing.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_store_that_only_a_log_has_filled_has_a_report_of_its_quarter()
    {
        SmallStore.WriteOrdered(_folder);
        SuyuanProcess report = SuyuanProcess.Run(_folder, "report");
        Assert.Equal(Cli.ExitCodes.Ok, report.ExitCode);
        Assert.Contains("suyuan-2021Q2-public.zh.html", report.Output, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"all of them: +suyuan (?<line>.*)")]
    private static partial Regex Command();
}
