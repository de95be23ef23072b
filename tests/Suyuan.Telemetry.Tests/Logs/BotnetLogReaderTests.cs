using System.Text;
using CsCheck;
using Suyuan.Model;
using Suyuan.Telemetry;
using Suyuan.Telemetry.Logs;
using Xunit;

namespace Suyuan.Tests.Logs;

public sealed class BotnetLogReaderTests
{
    private const string Command =
        """{"time":"2021-04-01T08:00:00Z","kind":"command","controller":"198.51.100.7","port":48101,"family":"mirai","target":"203.0.113.9","method":"udpplain","duration":60}""";

    private const string Checkin =
        """{"time":"2021-04-01T16:00:00+08:00","kind":"checkin","controller":"198.51.100.7","port":48101,"family":"mirai","bot":"192.0.2.44"}""";

    [Fact]
    public void Commands_and_checkins_are_read_with_their_line()
    {
        BotnetLog log = Read(Command + "\r\n\n" + Checkin);
        BotnetCommand command = Assert.Single(log.Commands);
        Assert.Equal("203.0.113.9", command.Target.ToString());
        Assert.Equal("d:1", command.Source);
        Assert.Equal(60, command.Duration);
        BotnetCheckin checkin = Assert.Single(log.Checkins);
        Assert.Equal(command.Time, checkin.Time);
        Assert.Equal("d:3", checkin.Source);
        Assert.Equal((2, 0), (log.Lines, log.Faults.Total));
    }

    [Theory]
    [InlineData("2001:db8::/32", "2001:db8::/32", null)]
    [InlineData("203.0.113.0/24", "203.0.113.0/24", null)]
    [InlineData("victim.example", null, "victim.example")]
    public void A_target_is_an_address_a_prefix_or_a_name(string written, string? prefix, string? name)
    {
        BotnetCommand command = Assert.Single(Read(Command.Replace("203.0.113.9", written, StringComparison.Ordinal)).Commands);
        Assert.Equal(prefix, command.Target?.ToString());
        Assert.Equal(name, command.TargetName);
    }

    [Theory]
    [InlineData("not json", DecodeFault.MalformedLine)]
    [InlineData("""{"time":"9999-12-31T23:59:59Z","kind":"command","controller":"198.51.100.7","target":"203.0.113.10","duration":60}""", DecodeFault.MalformedLine)]
    [InlineData("""{"time":"0001-01-01T00:00:00Z","kind":"command","controller":"198.51.100.7","target":"203.0.113.10"}""", DecodeFault.MalformedLine)]
    [InlineData("[1,2]", DecodeFault.MalformedLine)]
    [InlineData("""{"time":"2021-04-01T08:00:00","kind":"checkin","controller":"198.51.100.7","bot":"192.0.2.1"}""", DecodeFault.MalformedLine)]
    [InlineData("""{"time":"2021-04-01T08:00:00Z","kind":"checkin","controller":"198.51.100.777","bot":"192.0.2.1"}""", DecodeFault.MalformedLine)]
    [InlineData("""{"time":"2021-04-01T08:00:00Z","kind":"command","controller":"198.51.100.7","port":70000,"target":"192.0.2.1"}""", DecodeFault.MalformedLine)]
    [InlineData("""{"time":"2021-04-01T08:00:00Z","kind":"command","controller":"198.51.100.7","target":"192.0.2.1","duration":-1}""", DecodeFault.MalformedLine)]
    [InlineData("""{"time":"2021-04-01T08:00:00Z","kind":"gossip","controller":"198.51.100.7"}""", DecodeFault.UnknownLineKind)]
    public void A_bad_line_is_counted_by_its_reason_and_the_rest_is_read(string bad, DecodeFault fault)
    {
        BotnetLog log = Read(bad + "\n" + Command);
        Assert.Single(log.Commands);
        Assert.Equal((2, 1, 1), (log.Lines, log.Faults.Total, log.Faults[fault]));
        Assert.Equal(1, log.Faults.FirstAt(fault));
    }

    [Fact]
    public void A_line_without_end_is_too_long_and_takes_no_more_memory() =>
        Assert.Equal(1, Read(new string('x', TextLines.MaxLine * 3) + "\n" + Command).Faults[DecodeFault.LineTooLong]);

    [Fact]
    public void Any_text_ends_in_rows_or_faults() =>
        Gen.String.Sample(text =>
        {
            BotnetLog log = Read(text);
            Assert.Equal(log.Lines, log.Commands.Count + log.Checkins.Count + log.Faults.Total);
        });

    private static BotnetLog Read(string text) => BotnetLogReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "d");
}
