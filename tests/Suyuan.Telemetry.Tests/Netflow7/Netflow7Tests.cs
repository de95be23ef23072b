using Suyuan.Model;
using Suyuan.Telemetry;
using Suyuan.Telemetry.Files;
using Suyuan.Tests.Files;
using Suyuan.Tests.Pcap;
using Suyuan.Tests.Templates;
using Xunit;
using static Suyuan.Tests.Templates.ExportMessage;

namespace Suyuan.Tests.Netflow7;

/// <summary>Datagrams built from the published layout: Cisco, "NetFlow Export Datagram Format", tables of version 7.</summary>
public sealed class Netflow7Tests
{
    private const int Seconds = 1_600_000_000;
    private const int UpTime = 1_000_000;
    private const FlowFields Always = FlowFields.Times | FlowFields.FineTimes;

    /// <summary>As a switch fills it that keeps full flows.</summary>
    private static readonly byte[] s_full = Record("192.0.2.7", "203.0.113.9", nextHop: "198.51.100.1", input: 3, output: 4, protocol: 6, source: 40_000, destination: 443, tcpFlags: 0x12, tos: 8, sourceAs: 64_500, prefix: 24);

    /// <summary>Flow mask by destination only.</summary>
    private static readonly byte[] s_destination = Record("0.0.0.0", "203.0.113.9", nextHop: "198.51.100.1", output: 4);

    /// <summary>Flow mask by source and destination.</summary>
    private static readonly byte[] s_pair = Record("192.0.2.7", "203.0.113.9", input: 3, output: 4);

    [Fact]
    public void A_full_flow_has_every_field()
    {
        (FlowBatch batch, int row) = Assert.Single(new Decoding().Add(Datagram(0, s_full)).Rows());
        Assert.Equal(("192.0.2.7", "203.0.113.9", IpAddress.Parse("198.51.100.1").V4), (batch.Source(row).ToString(), batch.Destination(row).ToString(), batch.NextHopV4[row]));
        Assert.Equal((3u, 4u, 5L, 700L), (batch.InputInterface[row], batch.OutputInterface[row], batch.Packets[row], batch.Octets[row]));
        // 900 and 400 ms before the export.
        Assert.Equal(((Seconds * 1000L) - 900, 500u), (batch.Start[row], batch.Duration[row]));
        Assert.Equal((40_000, 443, 6, 0x12, 8), (batch.SourcePort[row], batch.DestinationPort[row], batch.Protocol[row], batch.TcpFlags[row], batch.Tos[row]));
        Assert.Equal((64_500u, 0u, 24, 24), (batch.SourceAs[row], batch.DestinationAs[row], batch.SourcePrefixLength[row], batch.DestinationPrefixLength[row]));
        Assert.Equal((1u, SamplingOrigin.Assumed), (batch.SamplingInterval[row], batch.SamplingOrigin[row]));
        Assert.Equal(
            Always | FlowFields.Ports | FlowFields.TcpFlags | FlowFields.Tos | FlowFields.NextHop | FlowFields.InputInterface | FlowFields.OutputInterface
                | FlowFields.AutonomousSystems | FlowFields.PrefixLengths,
            batch.Fields[row]);
    }

    [Fact]
    public void What_the_flow_mask_leaves_out_is_unknown_and_not_zero()
    {
        (FlowBatch Batch, int Row)[] rows = new Decoding().Add(Datagram(0, s_destination, s_pair)).Rows();
        Assert.Equal(
            [Always | FlowFields.SourceUnknown | FlowFields.ProtocolUnknown | FlowFields.NextHop | FlowFields.OutputInterface,
                Always | FlowFields.ProtocolUnknown | FlowFields.InputInterface | FlowFields.OutputInterface],
            rows.Select(one => one.Batch.Fields[one.Row]));
    }

    [Fact]
    public void An_icmp_type_and_tcp_flags_of_zero_may_have_been_left_out()
    {
        (FlowBatch Batch, int Row)[] rows = new Decoding().Add(Datagram(
            0,
            Record("192.0.2.7", "203.0.113.9", protocol: 1, source: 9, destination: 0x0303),
            Record("192.0.2.7", "203.0.113.9", protocol: 1),
            Record("192.0.2.7", "203.0.113.9", protocol: 6, source: 80),
            Record("192.0.2.7", "203.0.113.9", protocol: 17, tcpFlags: 0x10))).Rows();
        Assert.Equal([FlowFields.IcmpType, FlowFields.None, FlowFields.Ports, FlowFields.Ports], rows.Select(one => one.Batch.Fields[one.Row] & ~Always));
        Assert.Equal([(0, 0x0303, 0), (0, 0, 0), (80, 0, 0), (0, 0, 0)], rows.Select(one => ((int)one.Batch.SourcePort[one.Row], (int)one.Batch.DestinationPort[one.Row], (int)one.Batch.TcpFlags[one.Row])));
    }

    [Fact]
    public void A_rate_that_is_configured_counts_since_the_format_has_no_place_for_one() =>
        Assert.Equal([new SamplingRate(64, SamplingOrigin.Configured)], new Decoding(new ExportDecoderOptions { ConfiguredSampling = 64 }).Add(Datagram(0, s_full)).Rates());

    [Fact]
    public void A_datagram_cut_anywhere_gives_its_whole_records_and_names_the_others()
    {
        byte[] whole = Datagram(0, s_full, s_destination, s_pair);
        for (int length = 0; length < whole.Length; length++)
        {
            Decoding cut = new Decoding().Add(whole[..length]);
            int records = length < 24 ? 0 : (length - 24) / 52;
            Assert.Equal(records, cut.Rows().Length);
            Assert.Equal(length < 24 ? (1, 0) : (0, 3 - records), (cut.Faults[DecodeFault.TruncatedHeader], cut.Faults[DecodeFault.LengthBeyondInput]));
        }
    }

    [Theory]
    [InlineData(0, 0, 0, DecodeFault.None)]
    [InlineData(1, 1, 0, DecodeFault.None)]
    [InlineData(30, 2, 28, DecodeFault.LengthBeyondInput)]
    [InlineData(31, 0, 1, DecodeFault.CorruptBlock)]
    [InlineData(0xFFFF, 0, 1, DecodeFault.CorruptBlock)]
    public void A_count_that_is_not_the_datagrams_own_is_not_believed(int count, int rows, int refused, DecodeFault fault)
    {
        byte[] datagram = Datagram(0, s_full, s_pair);
        (datagram[2], datagram[3]) = ((byte)(count >> 8), (byte)(count & 0xFF));
        Decoding decoding = new Decoding().Add(datagram);
        Assert.Equal((rows, refused, refused), (decoding.Rows().Length, decoding.Faults.Total, decoding.Faults[fault]));
    }

    [Fact]
    public void Records_that_count_nothing_or_end_before_they_begin_are_refused()
    {
        byte[] nothing = [.. s_full[..16], .. new byte[8], .. s_full[24..]];
        byte[] backwards = [.. s_full[..24], .. s_full[28..32], .. s_full[24..28], .. s_full[32..]];
        Decoding decoding = new Decoding().Add(Datagram(0, nothing, s_full, backwards));
        Assert.Equal((1, 2), (decoding.Rows().Length, decoding.Faults[DecodeFault.ImplausibleRecord]));
    }

    [Fact]
    public void Missing_records_are_counted()
    {
        ExportDecoder decoder = new(new ExporterTable(), new FlowWriter(new FlowBatchPool(), new RecordingSink()), new DecodeFaultCounts());
        foreach (byte[] datagram in new[] { Datagram(0, s_full, s_pair), Datagram(2, s_full), Datagram(10, s_full) })
        {
            decoder.Decode(datagram, IpAddress.Parse("192.0.2.1"));
        }
        Assert.Equal(new SequenceGaps(1, 7, 0), decoder.SequenceGaps);
    }

    [Fact]
    public void Files_and_captures_of_it_are_recognised()
    {
        byte[] datagram = Datagram(0, s_full, s_destination, s_pair);
        Assert.True(ExportDecoder.HasKnownVersion(datagram));
        CaptureBuilder capture = new();
        capture.Udp(Seconds * 1000L, datagram, 40_000).Udp((Seconds * 1000L) + 5, datagram, 40_000);
        AssertRead(TelemetryFormat.ExportDatagrams, 6, [.. datagram, .. datagram]);
        AssertRead(TelemetryFormat.Pcap, 6, capture.ToArray());

        static void AssertRead(TelemetryFormat format, long rows, byte[] octets)
        {
            string path = Path.GetTempFileName();
            try
            {
                File.WriteAllBytes(path, octets);
                FileRun run = FileRun.Of(path);
                Assert.Equal((format, rows, 0), (run.Survey.Format, run.Exports.Rows, run.Packets.Rows));
                run.AssertBalanced();
            }
            finally
            {
                File.Delete(path);
            }
        }
    }

    private static byte[] Datagram(long sequence, params byte[][] records) =>
        [0, 7, .. U16(records.Length), .. U32(UpTime), .. U32(Seconds), .. U32(0), .. U32(sequence), .. U32(0), .. records.SelectMany(record => record)];

    private static byte[] Record(
        string from, string to, string nextHop = "0.0.0.0", int input = 0, int output = 0, byte protocol = 0, int source = 0, int destination = 0,
        byte tcpFlags = 0, byte tos = 0, int sourceAs = 0, byte prefix = 0) =>
        [
            .. V4(from), .. V4(to), .. V4(nextHop), .. U16(input), .. U16(output), .. U32(5), .. U32(700), .. U32(UpTime - 900), .. U32(UpTime - 400),
            .. U16(source), .. U16(destination), 1, tcpFlags, protocol, tos, .. U16(sourceAs), .. U16(0), prefix, prefix, .. U16(0), .. V4("198.51.100.254"),
        ];
}
