using Suyuan.Telemetry.Nfdump;
using Suyuan.Testing;
using Xunit;

namespace Suyuan.Tests.Nfdump;

public sealed class NfcapdSummaryTests
{
    [Theory]
    [InlineData("packets-none.v2")]
    [InlineData("packets-lzo.v2")]
    [InlineData("packets-lz4.v2")]
    [InlineData("packets-bzip2.v2")]
    [InlineData("sampled-lzo.v1")]
    public void Times_and_flows_are_those_of_the_records(string file)
    {
        byte[] octets = File.ReadAllBytes(Fixtures.Beside(file));
        NfcapdReading reading = new(octets);
        NfcapdSummary summary = NfcapdSummary.TryRead(new MemoryStream(octets))!;
        Assert.Equal(reading.Sink.Rows, summary.Flows);
        Assert.Equal(reading.Reader.NewestMs, summary.LastMs);
        Assert.Equal(reading.Sink.Batches.Min(batch => batch.Start.AsSpan(0, batch.Count).ToArray().Min()), summary.FirstMs);
    }

    [Fact]
    public void The_ident_none_is_no_ident() =>
        Assert.Equal("", NfcapdSummary.TryRead(new MemoryStream(File.ReadAllBytes(Fixtures.Beside("empty.v1"))))!.Ident);

    [Theory]
    [InlineData("packets-lz4.v2")]
    [InlineData("packets-none.v2")]
    public void A_file_cut_anywhere_or_with_any_field_changed_gives_a_summary_or_none(string file)
    {
        byte[] whole = File.ReadAllBytes(Fixtures.Beside(file));
        for (int length = 0; length < whole.Length; length++)
        {
            Assert.Null(NfcapdSummary.TryRead(new MemoryStream(whole, 0, length)));
        }
        for (int at = 0; at + 2 <= whole.Length; at += 2)
        {
            byte[] changed = [.. whole];
            (changed[at], changed[at + 1]) = (255, 255);
            Assert.True(NfcapdSummary.TryRead(new MemoryStream(changed)) is null or { Version: 1 or 2 });
        }
    }
}
