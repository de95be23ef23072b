using System.Buffers.Binary;
using CsCheck;
using Suyuan.Model;
using Suyuan.Telemetry;
using Suyuan.Testing;
using Suyuan.Tests.Pcap;
using Xunit;

namespace Suyuan.Tests.Sflow5;

public sealed class Sflow5DecoderTests
{
    private const long Received = 1_600_000_000_123;

    /// <summary>IPv4 of 46 octets in all, TTL 57, more fragments, UDP 53 → 4444.</summary>
    private static readonly byte[] Udp =
    [
        0x45, 0, 0, 46, 0, 1, 0x20, 0, 57, 17, 0, 0, 203, 0, 113, 1, 198, 51, 100, 2,
        0, 53, 0x11, 0x5C, 0, 26, 0, 0, 1, 2,
    ];

    [Fact]
    public void The_sample_holds_the_packets_that_were_sampled_and_counts_their_ip_octets_only()
    {
        Decoding run = new();
        foreach ((long time, byte[] payload) in Sample())
        {
            run.Decoder.Decode(payload, IpAddress.Parse("198.51.100.99"), time);
        }
        run.Writer.Flush();
        Assert.Equal((696, 696, 696), (run.Sink.Rows, run.Sink.Packets, run.Decoder.Records));
        Assert.Equal(run.Decoder.Offered, run.Decoder.Records + run.Faults.Total);
        Assert.InRange(run.Sink.Octets * 10, 600_000, 916_179);
        foreach (FlowBatch batch in run.Sink.Batches)
        {
            for (int row = 0; row < batch.Count; row++)
            {
                Assert.Equal((10u, SamplingOrigin.Record, "192.0.2.1"), (batch.SamplingInterval[row], batch.SamplingOrigin[row], run.Exporters.Key(batch.Exporter[row])));
                Assert.Equal(FlowFields.FineTimes | FlowFields.Ttl | FlowFields.Length,
                    batch.Fields[row] & (FlowFields.Times | FlowFields.FineTimes | FlowFields.Ttl | FlowFields.Length));
                Assert.Equal(0u, batch.Duration[row]);
            }
        }
        Assert.Equal(run.Sink.Batches.Max(batch => batch.Start.AsSpan(0, batch.Count).ToArray().Max()), run.Decoder.NewestMs);
    }

    [Fact]
    public void An_expanded_sample_is_a_record_of_its_packet()
    {
        // A record of another kind and a sampled IPv4 record first: the raw header counts.
        byte[] sample = Expanded(5000, input: (0, 70_000), output: (0, 0x3FFF_FFFF),
            Record(1001, new byte[16]), Record(3, SampledV4(1400)), Record(1, Raw(1, 64, [.. new byte[12], 8, 0, .. Udp, 0, 0])));
        Decoding run = Decode(Datagram([Record(2, new byte[12]), Record(4, new byte[20]), Record(3, sample)]));
        FlowBatch batch = Assert.Single(run.Sink.Batches);
        Assert.Equal((1, 0), (batch.Count, run.Faults.Total));
        Assert.Equal(("203.0.113.1", "198.51.100.2", 53, 4444), (batch.Source(0).ToString(), batch.Destination(0).ToString(), batch.SourcePort[0], batch.DestinationPort[0]));
        Assert.Equal((46, 1, Received, 0u), (batch.Octets[0], batch.Packets[0], batch.Start[0], batch.Duration[0]));
        Assert.Equal((5000u, SamplingOrigin.Record), (batch.SamplingInterval[0], batch.SamplingOrigin[0]));
        Assert.Equal((70_000u, 0u, 57, FragmentFlags.Fragment), (batch.InputInterface[0], batch.OutputInterface[0], batch.MinTtl[0], batch.Fragments[0]));
        Assert.Equal(FlowFields.InputInterface, batch.Fields[0] & (FlowFields.InputInterface | FlowFields.OutputInterface));
        Assert.Equal("2001:db8::7", run.Exporters.Key(batch.Exporter[0]));
    }

    [Fact]
    public void A_sampled_record_counts_where_there_is_no_raw_header()
    {
        FlowBatch v4 = Assert.Single(Decode(Datagram([Record(3, Expanded(0, (0, 1), (1, 2), Record(3, SampledV4(1400))))])).Sink.Batches);
        Assert.Equal(("10.0.0.1", "10.0.0.2", 1400L, 443, 0x12), (v4.Source(0).ToString(), v4.Destination(0).ToString(), v4.Octets[0], v4.DestinationPort[0], v4.TcpFlags[0]));
        Assert.Equal((1u, SamplingOrigin.Assumed, 0u), (v4.SamplingInterval[0], v4.SamplingOrigin[0], v4.OutputInterface[0]));
        byte[] record = [.. U32(90), .. U32(17), .. new byte[15], 1, .. new byte[15], 2, .. U32(123), .. U32(80), .. U32(0), .. U32(0)];
        FlowBatch v6 = Assert.Single(Decode(Datagram([Record(3, Expanded(1, (0, 1), (0, 2), Record(4, record)))])).Sink.Batches);
        Assert.Equal(("::1", "::2", 90L, 123), (v6.Source(0).ToString(), v6.Destination(0).ToString(), v6.Octets[0], v6.SourcePort[0]));
    }

    [Fact]
    public void Samples_that_hold_no_ip_packet_are_refused_by_what_they_are()
    {
        Assert.Equal(1, Refused(DecodeFault.NotIp, Record(3, Expanded(1, (0, 1), (0, 2), Record(1, Raw(1, 64, [.. new byte[12], 8, 6, .. new byte[28]]))))));
        Assert.Equal(1, Refused(DecodeFault.NotIp, Record(3, Expanded(1, (0, 1), (0, 2), Record(2, new byte[20])))));
        Assert.Equal(1, Refused(DecodeFault.DiscardNotice, Record(5, new byte[40])));
        Assert.Equal(1, Refused(DecodeFault.UnsupportedSample, Record(6, new byte[40])));
        Assert.Equal(1, Refused(DecodeFault.UnsupportedSample, Record((9 << 12) | 1, new byte[40])));
        Assert.Equal(1, Refused(DecodeFault.UnsupportedSample, Record(3, Expanded(1, (0, 1), (0, 2), Record(1, Raw(4, 64, Udp))))));
        Assert.Equal(1, Refused(DecodeFault.TruncatedHeader, Record(1, new byte[8])));
        Assert.Equal(1, Refused(DecodeFault.LengthBeyondInput, [.. U32(1), .. U32(uint.MaxValue)]));

        static long Refused(DecodeFault fault, byte[] sample)
        {
            Decoding run = Decode(Datagram([sample]));
            Assert.Equal((0, 1), (run.Sink.Rows, run.Faults.Total));
            return run.Faults[fault];
        }
    }

    [Fact]
    public void Samples_of_a_datagram_that_nobody_noted_the_time_of_are_refused()
    {
        Decoding run = Decode(Datagram([Record(3, Expanded(1, (0, 1), (0, 2), Record(11, new byte[4]), Record(1, Raw(11, 46, Udp))))]), long.MinValue);
        Assert.Equal((0, 1, 1), (run.Sink.Rows, run.Faults[DecodeFault.ImplausibleRecord], run.Decoder.Offered));
    }

    [Fact]
    public void Missing_datagrams_are_counted_by_agent()
    {
        Decoding run = new();
        foreach (uint sequence in new uint[] { 7, 8, 11 })
        {
            run.Decoder.Decode(Datagram([], sequence), IpAddress.Parse("192.0.2.1"), Received);
        }
        Assert.Equal(new SequenceGaps(1, 0, 2), run.Decoder.SequenceGaps);
    }

    [Fact]
    public void A_datagram_cut_anywhere_or_with_any_word_changed_ends_in_rows_or_faults()
    {
        byte[] made = Datagram(
        [
            Record(3, Expanded(1, (0, 1), (0, 2), Record(1, Raw(1, 64, [.. new byte[12], 8, 0, .. Udp, 0, 0])))),
            Record(3, Expanded(1, (0, 1), (0, 2), Record(3, SampledV4(100)))),
        ]);
        foreach (byte[] datagram in Sample().Take(1).Select(sample => sample.Payload).Append(made))
        {
            for (int length = 0; length < datagram.Length; length++)
            {
                AssertBalanced(datagram[..length]);
            }
            for (int at = 0; at + 4 <= datagram.Length; at += 4)
            {
                foreach (uint value in new uint[] { 0, 1, 4, int.MaxValue, 0x8000_0000, uint.MaxValue })
                {
                    byte[] changed = [.. datagram];
                    BinaryPrimitives.WriteUInt32BigEndian(changed.AsSpan(at), value);
                    AssertBalanced(changed);
                }
            }
        }
        Gen.Byte.Array[0, 400].Sample(octets => AssertBalanced([0, 0, 0, 5, 0, 0, 0, 1, .. octets]));
    }

    private static void AssertBalanced(byte[] datagram)
    {
        Decoding run = Decode(datagram);
        Assert.Equal(run.Sink.Rows, run.Decoder.Records);
        Assert.Equal(run.Decoder.Offered, run.Decoder.Records + run.Faults.Total);
    }

    private static List<(long TimeMs, byte[] Payload)> Sample() =>
        CaptureBuilder.Payloads(Path.Combine(Fixtures.Root, "samples", "booter-dns", "booterdns.sflow.pcap"));

    private static Decoding Decode(byte[] datagram, long receivedMs = Received)
    {
        Decoding run = new();
        run.Decoder.Decode(datagram, IpAddress.Parse("192.0.2.1"), receivedMs);
        run.Writer.Flush();
        return run;
    }

    private static byte[] Datagram(byte[][] samples, uint sequence = 1) =>
    [
        .. U32(5), .. U32(2), 0x20, 1, 0x0D, 0xB8, .. new byte[11], 7, .. U32(0), .. U32(sequence), .. U32(1000), .. U32((uint)samples.Length),
        .. samples.SelectMany(sample => sample),
    ];

    private static byte[] Expanded(uint rate, (uint Format, uint Value) input, (uint Format, uint Value) output, params byte[][] records) =>
    [
        .. U32(1), .. U32(0), .. U32(3), .. U32(rate), .. U32(100), .. U32(0), .. U32(input.Format), .. U32(input.Value), .. U32(output.Format),
        .. U32(output.Value), .. U32((uint)records.Length), .. records.SelectMany(record => record),
    ];

    private static byte[] Record(uint type, byte[] body) => [.. U32(type), .. U32((uint)body.Length), .. body];

    private static byte[] Raw(uint protocol, uint frameLength, byte[] header) =>
        [.. U32(protocol), .. U32(frameLength), .. U32(4), .. U32((uint)header.Length), .. header, .. new byte[-header.Length & 3]];

    private static byte[] SampledV4(uint length) =>
        [.. U32(length), .. U32(6), 10, 0, 0, 1, 10, 0, 0, 2, .. U32(50_000), .. U32(443), .. U32(0x12), .. U32(0)];

    private static byte[] U32(uint value)
    {
        byte[] octets = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(octets, value);
        return octets;
    }

    private sealed class Decoding
    {
        public Decoding()
        {
            Writer = new FlowWriter(new FlowBatchPool(), Sink);
            Decoder = new ExportDecoder(Exporters, Writer, Faults, new ExportDecoderOptions());
        }

        public RecordingSink Sink { get; } = new();

        public ExporterTable Exporters { get; } = new();

        public DecodeFaultCounts Faults { get; } = new();

        public FlowWriter Writer { get; }

        public ExportDecoder Decoder { get; }
    }
}
