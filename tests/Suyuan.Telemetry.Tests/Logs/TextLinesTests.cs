using System.Text;
using CsCheck;
using Suyuan.Telemetry.Logs;
using Xunit;

namespace Suyuan.Tests.Logs;

public sealed class TextLinesTests
{
    [Fact]
    public void Lines_are_those_of_the_text_wherever_its_blocks_end() =>
        Gen.Int[0, 40_000].Array[1, 6].Sample(lengths =>
        {
            string[] lines = [.. lengths.Select((length, at) => new string((char)('a' + at), length))];
            foreach (string end in new[] { "\n", "\r\n" })
            {
                using TextLines read = new(new MemoryStream(Encoding.UTF8.GetBytes(string.Join(end, lines) + end)));
                for (int at = 0; at < lines.Length; at++)
                {
                    Assert.True(read.Read());
                    Assert.Equal((lines[at], at + 1, false), (read.Line.ToString(), read.Number, read.TooLong));
                }
                Assert.False(read.Read());
            }
        });

    [Fact]
    public void A_line_that_is_too_long_is_cut_and_the_next_is_whole()
    {
        using TextLines read = new(new MemoryStream(Encoding.UTF8.GetBytes(new string('x', TextLines.MaxLine + 1) + "\nnext")));
        Assert.True(read.Read());
        Assert.Equal((TextLines.MaxLine, true), (read.Line.Length, read.TooLong));
        Assert.True(read.Read());
        Assert.Equal(("next", 2, false), (read.Line.ToString(), read.Number, read.TooLong));
        Assert.False(read.Read());
    }
}
