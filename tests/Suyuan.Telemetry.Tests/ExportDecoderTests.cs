using CsCheck;
using Suyuan.Model;
using Suyuan.Telemetry;
using Suyuan.Telemetry.Files;
using Suyuan.Telemetry.Packets;
using Suyuan.Telemetry.Pcap;
using Suyuan.Testing;
using Xunit;

namespace Suyuan.Tests;

public sealed class ExportDecoderTests
{
    [Theory]
    [InlineData("booterdns.nfv5.pcap", 6880, 7057, 788305)]
    [InlineData("booterdns.nfv9.pcap", 6880, 7057, 788305)]
    [InlineData("booterdns.ipfix.pcap", 6880, 7057, 788305)]
    [InlineData("dominate.nfv5.pcap", 9705, 9878, 454415)]
    [InlineData("dominate.nfv9.pcap", 9705, 9878, 454415)]
    [InlineData("dominate.ipfix.pcap", 9705, 9878, 454415)]
    [InlineData("isakmp.nfv5.pcap", 3978, 3984, 924288)]
    [InlineData("isakmp.nfv9.pcap", 3978, 3984, 924288)]
    [InlineData("isakmp.ipfix.pcap", 3978, 3984, 924288)]
    public void Exports_of_a_reference_attack_hold_the_flows_that_a_collector_counted(string file, long flows, long packets, long octets)
    {
        (ExportDecoder decoder, RecordingSink sink, DecodeFaultCounts faults) = Decode(Payloads(Fixtures.Shared("derived/" + file)));
        Assert.Equal((flows, packets, octets), (sink.Rows, sink.Packets, sink.Octets));
        Assert.Equal(decoder.Offered, decoder.Records + faults.Total);
        Assert.Equal(0, faults[DecodeFault.MissingTemplate] + faults[DecodeFault.ImplausibleRecord] + faults[DecodeFault.LengthBeyondInput]);
    }

    [Theory]
    [InlineData("nfv5")]
    [InlineData("nfv9")]
    [InlineData("ipfix")]
    public void Times_of_the_sample_lie_in_its_second_and_ports_are_there(string encoding)
    {
        (_, RecordingSink sink, _) = Decode(Sample(encoding));
        DateTimeOffset began = new(2013, 8, 14, 22, 56, 38, TimeSpan.Zero);
        foreach (FlowBatch batch in sink.Batches)
        {
            for (int row = 0; row < batch.Count; row++)
            {
                Assert.InRange(batch.Start[row], began.ToUnixTimeMilliseconds(), began.AddSeconds(6).ToUnixTimeMilliseconds());
                Assert.True((batch.Fields[row] & FlowFields.Times) != 0);
                Assert.True(batch.Protocol[row] != 17 || (batch.Fields[row] & FlowFields.Ports) != 0);
            }
        }
    }

    [Fact]
    public void The_three_encodings_of_the_sample_hold_the_same_flows()
    {
        Assert.Equal(Rows("nfv5"), Rows("nfv9"));
        Assert.Equal(Rows("nfv9"), Rows("ipfix"));

        static string[] Rows(string encoding) => Decode(Sample(encoding)).Sink.Batches
            .SelectMany(batch => Enumerable.Range(0, batch.Count).Select(row =>
                $"{batch.Source(row)} {batch.Destination(row)} {batch.Protocol[row]} {batch.SourcePort[row]} {(batch.Protocol[row] == 17 ? batch.DestinationPort[row] : 0)} {batch.Packets[row]} {batch.Octets[row]}"))
            .Order(StringComparer.Ordinal).ToArray();
    }

    [Theory]
    [InlineData("nfv5")]
    [InlineData("nfv9")]
    [InlineData("ipfix")]
    public void A_datagram_cut_anywhere_or_with_any_length_changed_ends_in_rows_or_faults(string encoding)
    {
        foreach (byte[] datagram in Sample(encoding).Take(2))
        {
            for (int length = 0; length < datagram.Length; length++)
            {
                AssertBalanced(datagram[..length]);
            }
            for (int at = 0; at + 2 <= datagram.Length; at += 2)
            {
                foreach (byte value in new byte[] { 0, 1, 255 })
                {
                    byte[] changed = [.. datagram];
                    (changed[at], changed[at + 1]) = (value == 255 ? value : (byte)0, value);
                    AssertBalanced(changed);
                }
            }
        }
    }

    [Theory]
    [InlineData(5)]
    [InlineData(9)]
    [InlineData(10)]
    public void Any_octets_end_in_rows_or_faults(byte version) =>
        Gen.Byte.Array[0, 400].Sample(octets => AssertBalanced([0, version, .. octets]));

    [Fact]
    public void A_template_whose_records_take_no_octets_is_refused()
    {
        // IPFIX: one template of one field of length 0, then a data set for it.
        byte[] message =
        [
            0, 10, 0, 36, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0,
            0, 2, 0, 12, 1, 0, 0, 1, 0, 1, 0, 0,
            1, 0, 0, 8, 1, 2, 3, 4,
        ];
        (_, RecordingSink sink, DecodeFaultCounts faults) = Decode([message]);
        Assert.Equal((0, 1, 1), (sink.Rows, faults[DecodeFault.ZeroLengthRecord], faults[DecodeFault.MissingTemplate]));
    }

    [Fact]
    public void Up_times_of_IPFIX_count_from_the_start_that_an_option_tells()
    {
        // An options template (scope meteringProcessId, then systemInitTimeMilliseconds), its record; source, destination, octets, flowStart and flowEndSysUpTime.
        byte[] message =
        [
            0, 10, 0, 108, 95, 0, 0, 20, 0, 0, 0, 0, 0, 0, 0, 0,
            0, 3, 0, 20, 1, 1, 0, 2, 0, 1, 0, 143, 0, 4, 0, 160, 0, 8, 0, 0,
            1, 1, 0, 16, 0, 0, 0, 1, 0, 0, 1, 0x73, 0x18, 0, 0, 0,
            0, 2, 0, 28, 1, 0, 0, 5, 0, 8, 0, 4, 0, 12, 0, 4, 0, 1, 0, 4, 0, 22, 0, 4, 0, 21, 0, 4,
            1, 0, 0, 24, 203, 0, 113, 1, 203, 0, 113, 2, 0, 0, 0, 100, 0, 0, 0, 5, 0, 0, 1, 0,
        ];
        message[3] = checked((byte)message.Length);
        (_, RecordingSink sink, DecodeFaultCounts faults) = Decode([message]);
        FlowBatch batch = Assert.Single(sink.Batches);
        Assert.Equal(((0x5F000000L * 1000) + 5, 251u), (batch.Start[0], batch.Duration[0]));
        Assert.True(batch.Fields[0].HasFlag(FlowFields.Times));
        Assert.Equal(faults.Total, faults[DecodeFault.NotAFlow]);
    }

    [Fact]
    public void ICMP_types_with_fields_of_their_own_win_over_the_identifier_in_the_ports()
    {
        // NetFlow v9: source, destination, protocol, ports, octets, icmpTypeIPv4, icmpCodeIPv4; an echo request and a UDP flow.
        byte[] message =
        [
            0, 9, 0, 3, 0, 0, 0, 0, 95, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
            0, 0, 0, 40, 1, 0, 0, 8, 0, 8, 0, 4, 0, 12, 0, 4, 0, 4, 0, 1, 0, 7, 0, 2, 0, 11, 0, 2, 0, 1, 0, 4, 0, 176, 0, 1, 0, 177, 0, 1,
            1, 0, 0, 42, 203, 0, 113, 1, 203, 0, 113, 2, 1, 0x44, 0x8D, 0, 0, 0, 0, 0, 100, 8, 1,
            203, 0, 113, 1, 203, 0, 113, 2, 17, 0, 53, 0x11, 0x5C, 0, 0, 0, 100, 8, 1,
        ];
        FlowBatch batch = Assert.Single(Decode([message]).Sink.Batches);
        Assert.Equal((0, 0x0801, FlowFields.IcmpType), (batch.SourcePort[0], batch.DestinationPort[0], batch.Fields[0] & (FlowFields.Ports | FlowFields.IcmpType)));
        Assert.Equal((53, 0x115C, FlowFields.Ports), (batch.SourcePort[1], batch.DestinationPort[1], batch.Fields[1] & (FlowFields.Ports | FlowFields.IcmpType)));
    }

    [Theory]
    [InlineData(1, 2, 85, 86)]
    [InlineData(85, 86, 1, 2)]
    public void Totals_are_passed_over_where_records_also_say_what_was_added(byte first, byte second, byte third, byte fourth)
    {
        byte[] message =
        [
            0, 10, 0, 76, 95, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
            0, 2, 0, 32, 1, 0, 0, 6, 0, 8, 0, 4, 0, 12, 0, 4, 0, first, 0, 4, 0, second, 0, 4, 0, third, 0, 4, 0, fourth, 0, 4,
            1, 0, 0, 28, 203, 0, 113, 1, 203, 0, 113, 2, 0, 0, 0, first, 0, 0, 0, second, 0, 0, 0, third, 0, 0, 0, fourth,
        ];
        FlowBatch batch = Assert.Single(Decode([message]).Sink.Batches);
        Assert.Equal((2L, 1L), (batch.Packets[0], batch.Octets[0]));
    }

    [Fact]
    public void A_NetFlow_5_datagram_of_more_records_than_there_can_be_is_not_believed()
    {
        byte[] datagram = new byte[24 + (31 * 48)];
        Array.Fill(datagram, (byte)1);
        (datagram[0], datagram[1], datagram[2], datagram[3]) = (0, 5, 0, 31);
        (_, RecordingSink sink, DecodeFaultCounts faults) = Decode([datagram]);
        Assert.Equal((0, 1, 1), (sink.Rows, faults[DecodeFault.CorruptBlock], faults.Total));
    }

    [Fact]
    public void A_record_that_names_its_exporter_is_of_that_exporter_and_not_of_the_sender()
    {
        // IPFIX: source, destination, octets, exporterIPv4Address; a record that names one and a record that leaves it 0.
        byte[] message =
        [
            0, 10, 0, 76, 95, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
            0, 2, 0, 24, 1, 0, 0, 4, 0, 8, 0, 4, 0, 12, 0, 4, 0, 1, 0, 4, 0, 130, 0, 4,
            1, 0, 0, 36, 203, 0, 113, 1, 203, 0, 113, 2, 0, 0, 0, 100, 198, 51, 100, 7,
            203, 0, 113, 1, 203, 0, 113, 2, 0, 0, 0, 100, 0, 0, 0, 0,
        ];
        RecordingSink sink = new();
        FlowWriter writer = new(new FlowBatchPool(), sink);
        ExporterTable exporters = new();
        new ExportDecoder(exporters, writer, new DecodeFaultCounts(), new ExportDecoderOptions()).Decode(message, IpAddress.Parse("192.0.2.1"));
        writer.Flush();
        FlowBatch batch = Assert.Single(sink.Batches);
        Assert.Equal(["198.51.100.7", "192.0.2.1"], batch.Exporter.AsSpan(0, batch.Count).ToArray().Select(exporters.Key));
    }

    [Fact]
    public void Hostile_datagrams_end_in_rows_or_faults()
    {
        foreach (string path in Directory.EnumerateFiles(Fixtures.Shared("hostile"), "exatel*corpus*"))
        {
            AssertBalanced(File.ReadAllBytes(path));
        }
    }

    private static void AssertBalanced(byte[] datagram)
    {
        (ExportDecoder decoder, RecordingSink sink, DecodeFaultCounts faults) = Decode([datagram]);
        Assert.Equal(sink.Rows, decoder.Records);
        Assert.Equal(decoder.Offered, decoder.Records + faults.Total);
    }

    private static (ExportDecoder Decoder, RecordingSink Sink, DecodeFaultCounts Faults) Decode(IEnumerable<byte[]> datagrams)
    {
        RecordingSink sink = new();
        FlowWriter writer = new(new FlowBatchPool(), sink);
        DecodeFaultCounts faults = new();
        ExportDecoder decoder = new(new ExporterTable(), writer, faults, new ExportDecoderOptions());
        foreach (byte[] datagram in datagrams)
        {
            decoder.Decode(datagram, IpAddress.Parse("192.0.2.1"));
        }
        writer.Flush();
        return (decoder, sink, faults);
    }

    private static List<byte[]> Sample(string encoding) =>
        Payloads(Path.Combine(Fixtures.Root, "samples", "booter-dns", $"booterdns.{encoding}.pcap"));

    private static List<byte[]> Payloads(string path)
    {
        using PcapSource source = PcapSource.Open(new OctetReader(File.OpenRead(path)))!;
        List<byte[]> payloads = [];
        while (source.TryNext(out CapturedFrame frame))
        {
            if (PacketParser.TryParse(frame.Octets, frame.LinkType, out PacketHeader header) == DecodeFault.None && header.Protocol == 17 && header.PayloadOffset >= 0)
            {
                payloads.Add(frame.Octets.Slice(header.PayloadOffset, header.PayloadLength).ToArray());
            }
        }
        return payloads;
    }
}
