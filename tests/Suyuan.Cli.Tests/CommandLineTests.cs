using Suyuan.Cli;
using Suyuan.Store;
using Xunit;

namespace Suyuan.Tests;

/// <summary>What the program says to a command line that it cannot use.</summary>
public sealed class CommandLineTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("suyuan-line-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("bogus")]
    [InlineData("events --bogus")]
    [InlineData("ingest")]
    [InlineData("ingest x --profile lan")]
    [InlineData("ingest x --as frames")]
    [InlineData("ingest x --sampling 0")]
    [InlineData("ingest x --sampling many")]
    [InlineData("events --format xml")]
    [InlineData("events --limit -1")]
    [InlineData("events --min-confidence 2")]
    [InlineData("events --min-confidence NaN")]
    [InlineData("events --country ZZZ")]
    [InlineData("events --country XX")]
    [InlineData("events --protocol foo")]
    [InlineData("events --kind router")]
    [InlineData("events --period 2021Q5")]
    [InlineData("resources --counted all")]
    [InlineData("resources --counted some --period 2021Q2")]
    [InlineData("resources --counted all --period 2021Q2 --vector syn-flood")]
    [InlineData("events --config broken.yaml")]
    [InlineData("events --config foreign.yaml")]
    [InlineData("events --config cast.yaml")]
    public void A_command_line_that_cannot_be_used_ends_with_64_and_names_no_type_of_the_program(string line)
    {
        Store();
        File.WriteAllText(Path.Combine(_folder, "broken.yaml"), "foo: 1\n");
        File.WriteAllText(Path.Combine(_folder, "foreign.yaml"), "home:\n  country: XX\n");
        File.WriteAllText(Path.Combine(_folder, "cast.yaml"), "home: CN\n");

        SuyuanProcess result = SuyuanProcess.Run(_folder, line.Split(' '));

        Assert.Equal(ExitCodes.Usage, result.ExitCode);
        Assert.StartsWith("suyuan: ", result.Errors, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"System\.|Suyuan\.|Nullable|Section", result.Errors);
        Assert.Empty(result.Output);
    }

    [Fact]
    public void Own_prefixes_that_cannot_be_read_are_told_before_anything_is_read()
    {
        File.WriteAllText(Path.Combine(_folder, "suyuan.yaml"), "data:\n  own_prefixes: nowhere.csv\n");
        SuyuanProcess result = SuyuanProcess.Run(_folder, "ingest", ".");
        Assert.Equal((ExitCodes.Usage, ""), (result.ExitCode, result.Output));
        Assert.Matches(@"^suyuan: data\.own_prefixes: .*nowhere\.csv.*\n$", result.Errors);
        Assert.False(File.Exists(Path.Combine(_folder, "suyuan.duckdb")));
    }

    [Fact]
    public void Help_shows_what_an_option_takes_in_words_and_ends_with_0()
    {
        SuyuanProcess result = SuyuanProcess.Run(_folder, "resources", "--help");
        Assert.Equal(ExitCodes.Ok, result.ExitCode);
        Assert.Contains("--format <table|json|csv>", result.Output, StringComparison.Ordinal);
        Assert.Contains("--min-confidence <0..1>", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_without_rows_is_an_answer()
    {
        Store();
        SuyuanProcess result = SuyuanProcess.Run(_folder, "events", "--country", "us");
        Assert.Equal((ExitCodes.Ok, ""), (result.ExitCode, result.Errors));
        Assert.Contains("0 rows", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_warning_stands_on_standard_error_once()
    {
        Store();
        File.WriteAllText(Path.Combine(_folder, "suyuan.yaml"), "home:\n  country: US\n");
        SuyuanProcess result = SuyuanProcess.Run(_folder, "events");
        Assert.Equal(ExitCodes.Ok, result.ExitCode);
        Assert.Equal("suyuan: warning: home.country is US, but home.time_zone is not set: days and periods are cut in Asia/Shanghai\n", result.Errors);
    }

    [Fact]
    public void An_ingest_that_read_nothing_leaves_no_store_and_says_why()
    {
        File.WriteAllText(Path.Combine(_folder, "empty.pcap"), "");
        SuyuanProcess result = SuyuanProcess.Run(_folder, "ingest", "nonexist", "empty.pcap");
        Assert.Equal(ExitCodes.NoInput, result.ExitCode);
        Assert.Contains("nonexist: no such file or folder", result.Errors, StringComparison.Ordinal);
        Assert.Contains("empty.pcap: the file is empty", result.Errors, StringComparison.Ordinal);
        Assert.Equal(["empty.pcap"], Directory.GetFiles(_folder).Select(Path.GetFileName));
    }

    private void Store() => DuckDbStore.Open(Path.Combine(_folder, "suyuan.duckdb"), StoreAccess.Write, TimeProvider.System).Dispose();
}
