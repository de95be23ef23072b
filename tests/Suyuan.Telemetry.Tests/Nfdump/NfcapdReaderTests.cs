using CsCheck;
using Suyuan.Model;
using Suyuan.Telemetry;
using Suyuan.Telemetry.Nfdump;
using Suyuan.Testing;
using Xunit;
using static Suyuan.Tests.Nfdump.NfcapdBuilder;

namespace Suyuan.Tests.Nfdump;

public sealed class NfcapdReaderTests
{
    private const uint Source = 0xC6336407;
    private const uint Destination = 0xCB007109;
    private const long First = 1_700_000_000_250;

    [Theory]
    [InlineData("derived/booterdns.nfcapd-v2-none", 7057, 7057, 788287)]
    [InlineData("derived/booterdns.nfcapd-v2-lzo", 7057, 7057, 788287)]
    [InlineData("derived/booterdns.nfcapd-v2-lz4", 7057, 7057, 788287)]
    [InlineData("derived/booterdns.nfcapd-v2-bz2", 7057, 7057, 788287)]
    [InlineData("derived/dominate.nfcapd-v2-lz4", 9705, 9878, 395157)]
    [InlineData("derived/isakmp.nfcapd-v2-none", 3978, 3984, 924288)]
    [InlineData("derived/isakmp.nfcapd-v2-bz2", 3978, 3984, 924288)]
    [InlineData("nfcapd/M859n8+ISAproj__data_nfcapd.202411171520", 22, 105, 17938)]
    [InlineData("nfcapd/riolet+SAM__spec_python_importers_nfcapd_test", 8, 0, 263893)]
    public void Reference_files_hold_what_nfdump_counts(string file, long flows, long packets, long octets)
    {
        NfcapdReading reading = new(File.ReadAllBytes(Fixtures.Shared(file)));
        Assert.Equal((flows, packets, octets), (reading.Sink.Rows, reading.Sink.Packets, reading.Sink.Octets));
        Assert.Null(reading.Reader.BrokeOff);
    }

    [Fact]
    public void Firewall_events_without_counts_are_no_flows()
    {
        NfcapdReading reading = new(File.ReadAllBytes(Fixtures.Shared("nfcapd/riolet+SAM__spec_python_importers_nfcapd_test")));
        Assert.Equal((8, 3), (reading.Sink.Rows, reading.Reader.Faults[DecodeFault.NotAFlow]));
        Assert.Equal(3, reading.Reader.Faults.Total);
        Assert.Contains(reading.Sink.Batches, batch => batch.Protocol[0] == 1 && batch.DestinationPort[0] == 0x0303);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("lzo")]
    [InlineData("lz4")]
    [InlineData("bzip2")]
    public void Every_compression_gives_the_same_rows(string compression) =>
        Golden.Matches(new NfcapdReading(Read($"packets-{compression}.v2")).Rows, "packets.txt");

    [Fact]
    public void Counts_of_a_sampled_exporter_are_divided_back_by_its_sampler()
    {
        NfcapdReading reading = new(Read("sampled-lzo.v1"));
        Golden.Matches(reading.Rows, "sampled-lzo.txt");
        Assert.Equal((10, 41, 29331), (reading.Sink.Rows, reading.Sink.Packets, reading.Sink.Octets));
        Assert.Equal(0, reading.Reader.Faults.Total);
    }

    [Fact]
    public void Multiplied_counts_without_a_sampler_stay_estimates_unless_the_rate_is_configured()
    {
        byte[] file = File2(NfcapdCompression.None, Flow2(2, 4, Generic(First, First, 3000, 180_000), Addresses4(Source, Destination)));
        FlowBatch unknown = new NfcapdReading(file).Row;
        Assert.Equal((3000, 180_000, 1u, SamplingOrigin.Assumed), (unknown.Packets[0], unknown.Octets[0], unknown.SamplingInterval[0], unknown.SamplingOrigin[0]));
        FlowBatch configured = new NfcapdReading(file, sampling: 3000).Row;
        Assert.Equal((1, 60, 3000u, SamplingOrigin.Configured), (configured.Packets[0], configured.Octets[0], configured.SamplingInterval[0], configured.SamplingOrigin[0]));
        FlowBatch other = new NfcapdReading(file, sampling: 512).Row;
        Assert.Equal((3000, 1u), (other.Packets[0], other.SamplingInterval[0]));
    }

    [Fact]
    public void A_file_without_flows_has_no_rows_and_no_faults()
    {
        NfcapdReading reading = new(Read("empty.v1"));
        Assert.Equal((0, 0), (reading.Sink.Rows, reading.Reader.Faults.Total));
        Assert.Null(reading.Reader.BrokeOff);
    }

    [Theory]
    [InlineData(NfcapdCompression.None)]
    [InlineData(NfcapdCompression.Lz4)]
    [InlineData(NfcapdCompression.Zstd)]
    public void Elements_of_layout_2_stand_in_any_order_and_fill_their_columns(object compression)
    {
        byte[] flow = Flow2(
            0, 3, Element(13, V6(IpAddress.Parse("2001:db8::1").Value)), Element(7, [.. U32(64500), .. U32(64501)]),
            Addresses6(IpAddress.Parse("2001:db8:1::5").Value, IpAddress.Parse("2001:db8:2::9").Value), Element(11, V6(IpAddress.Parse("2001:db8::2").Value)),
            Element(4, [.. U32(70_000), .. U32(2), 48, 56, 1, 0, 9, 9, 9, 9]), Generic(First, First + 500, 12, 9000, protocol: 6, tcpFlags: 0x12), Element(999, 1, 2, 3));
        NfcapdReading reading = new(File2((NfcapdCompression)compression, flow));
        FlowBatch row = reading.Row;
        Assert.Equal("2001:db8::1", reading.Exporter(row));
        Assert.Equal(("2001:db8:1::5", "2001:db8:2::9"), (row.Source(0).ToString(), row.Destination(0).ToString()));
        Assert.Equal((First, 500u, 12L, 9000L), (row.Start[0], row.Duration[0], row.Packets[0], row.Octets[0]));
        Assert.Equal((64500u, 64501u, 70_000u, 2u), (row.SourceAs[0], row.DestinationAs[0], row.InputInterface[0], row.OutputInterface[0]));
        Assert.Equal((FlowDirection.Egress, (byte)48, (byte)56, (byte)0x12), (row.Direction[0], row.SourcePrefixLength[0], row.DestinationPrefixLength[0], row.TcpFlags[0]));
        Assert.Equal(IpAddress.Parse("2001:db8::2").Value, row.NextHopV6[0]);
        Assert.True(row.Fields[0].HasFlag(FlowFields.FineTimes | FlowFields.Times | FlowFields.NextHop | FlowFields.Direction | FlowFields.TcpFlags));
    }

    [Fact]
    public void A_sampler_that_takes_one_packet_and_leaves_out_99_is_one_in_100()
    {
        FlowBatch row = Sampled(700, 70_000, Sampler2(4, -1, 1, 99)).Row;
        Assert.Equal((7, 700, 100u, SamplingOrigin.Announced), (row.Packets[0], row.Octets[0], row.SamplingInterval[0], row.SamplingOrigin[0]));
    }

    [Fact]
    public void Of_several_samplers_the_one_counts_were_multiplied_by_is_found()
    {
        FlowBatch row = Sampled(500, 30_500, Sampler2(4, 1, 1, 511), Sampler2(4, 2, 1, 499)).Row;
        Assert.Equal((1, 61, 500u), (row.Packets[0], row.Octets[0], row.SamplingInterval[0]));
    }

    [Fact]
    public void A_record_that_names_its_sampler_has_that_rate()
    {
        byte[] flow = Flow2(2, 4, Generic(First, First, 2000, 128_000), Addresses4(Source, Destination), Element(18, [.. U64(2), .. U16(4), .. U16(0)]));
        FlowBatch row = new NfcapdReading(File2(NfcapdCompression.None, Sampler2(4, 1, 1, 999), Sampler2(4, 2, 1, 1999), flow)).Row;
        Assert.Equal((1, 64, 2000u), (row.Packets[0], row.Octets[0], row.SamplingInterval[0]));
    }

    [Fact]
    public void Sums_that_are_no_multiple_of_the_rate_are_rounded_but_never_to_nothing()
    {
        FlowBatch row = Sampled(30, 149, Sampler2(4, -1, 1, 99)).Row;
        Assert.Equal((1, 1, 100u), (row.Packets[0], row.Octets[0], row.SamplingInterval[0]));
    }

    [Fact]
    public void Unflagged_counts_are_as_exported()
    {
        byte[] flow = Flow2(0, 4, Generic(First, First, 7, 700), Addresses4(Source, Destination));
        FlowBatch row = new NfcapdReading(File2(NfcapdCompression.None, Sampler2(4, -1, 1, 99), flow)).Row;
        Assert.Equal((7, 700, 1u, SamplingOrigin.Assumed), (row.Packets[0], row.Octets[0], row.SamplingInterval[0], row.SamplingOrigin[0]));
    }

    [Fact]
    public void The_exporter_is_its_record_else_the_address_received_else_the_ident()
    {
        byte[] received = Flow2(0, 4, Generic(First, First, 1, 60), Addresses4(Source, Destination), Element(12, U32(0xC0000202)));
        byte[] bare = Flow2(0, 4, Generic(First, First, 1, 60), Addresses4(Source, Destination));
        NfcapdReading byRecord = new(File2(NfcapdCompression.None, Exporter(4, 0xC0000201), received));
        NfcapdReading byAddress = new(File2(NfcapdCompression.None, received), ident: "core-1");
        NfcapdReading byIdent = new(File2(NfcapdCompression.None, bare), ident: "core-1");
        NfcapdReading byNothing = new(File2(NfcapdCompression.None, bare));
        Assert.Equal(
            ("192.0.2.1", "192.0.2.2", "core-1", "unknown"),
            (byRecord.Exporter(byRecord.Row), byAddress.Exporter(byAddress.Row), byIdent.Exporter(byIdent.Row), byNothing.Exporter(byNothing.Row)));
    }

    [Fact]
    public void Layout_1_reads_its_narrow_record_with_extensions_in_the_order_of_the_map()
    {
        byte[] map = Map(3, 4, 6, 8, 9, 23, 27);
        byte[] flow = Flow1(
            narrow: true, 0, 3, 9, U32(Source), U32(Destination), U32(11), U32(7000), U16(17), U16(18), U16(64500), U16(64501), [0, 1, 24, 16], U32(0xC0000263), U32(0xC0000264), U64(1));
        NfcapdReading reading = new(File1(map, flow));
        FlowBatch row = reading.Row;
        Assert.Equal("192.0.2.100", reading.Exporter(row));
        Assert.Equal((Source, Destination, 11L, 7000L), (row.SourceV4[0], row.DestinationV4[0], row.Packets[0], row.Octets[0]));
        Assert.Equal((First, 1500u, (byte)6, (byte)0x12, (byte)8), (row.Start[0], row.Duration[0], row.Protocol[0], row.TcpFlags[0], row.Tos[0]));
        Assert.Equal((17u, 18u, 64500u, 64501u, 0xC0000263), (row.InputInterface[0], row.OutputInterface[0], row.SourceAs[0], row.DestinationAs[0], row.NextHopV4[0]));
        Assert.Equal((FlowDirection.Egress, (byte)24, (byte)16), (row.Direction[0], row.SourcePrefixLength[0], row.DestinationPrefixLength[0]));
    }

    [Fact]
    public void Layout_1_reads_wide_counts_wide_interfaces_and_IPv6()
    {
        byte[] map = Map(0, 5, 7, 10, 24);
        byte[] flow = Flow1(
            narrow: false, 1 | 2 | 4 | 8 | 128, 0, 300, V6(IpAddress.Parse("2001:db8::5").Value), V6(IpAddress.Parse("2001:db8::6").Value), U64(5_000_000_000), U64(6_000_000_000_000),
            U32(100_001), U32(100_002), U32(4_200_000_001), U32(4_200_000_002), V6(IpAddress.Parse("2001:db8::7").Value), V6(IpAddress.Parse("2001:db8::8").Value));
        NfcapdReading reading = new(File1(Sampler1(300, -1, 1000), map, flow));
        FlowBatch row = reading.Row;
        Assert.Equal("2001:db8::8", reading.Exporter(row));
        Assert.Equal((5_000_000L, 6_000_000_000L, 1000u), (row.Packets[0], row.Octets[0], row.SamplingInterval[0]));
        Assert.Equal((100_001u, 100_002u, 4_200_000_001u), (row.InputInterface[0], row.OutputInterface[0], row.SourceAs[0]));
        Assert.Equal(IpAddress.Parse("2001:db8::7").Value, row.NextHopV6[0]);
    }

    [Fact]
    public void The_ident_names_the_exporter_of_layout_1_where_nothing_else_does()
    {
        NfcapdReading reading = new(File1(Map(1), Flow1(narrow: true, 0, 1, 9, U32(Source), U32(Destination), U32(11), U32(7000))));
        Assert.Equal("border-7", reading.Exporter(reading.Row));
    }

    [Fact]
    public void A_flow_without_its_map_is_kept_out_and_counted()
    {
        NfcapdReading reading = new(File1(Flow1(narrow: true, 0, 3, 9, U32(Source), U32(Destination), U32(11), U32(7000))));
        Assert.Equal((0, 1), (reading.Sink.Rows, reading.Reader.Faults[DecodeFault.MissingTemplate]));
    }

    [Theory]
    [InlineData(0, 0, 0, DecodeFault.ImplausibleRecord)]
    [InlineData(1, 0, 0, DecodeFault.NotAFlow)]
    [InlineData(0, 5, -1, DecodeFault.ImplausibleRecord)]
    [InlineData(0, 5, 5_000_000_000, DecodeFault.ImplausibleRecord)]
    public void Records_that_cannot_be_are_refused_by_name(byte flags, ulong packets, long duration, DecodeFault fault)
    {
        NfcapdReading reading = new(File2(NfcapdCompression.None, Flow2(flags, 4, Generic(First, First + duration, packets, packets * 60), Addresses4(Source, Destination))));
        Assert.Equal((0, 1), (reading.Sink.Rows, reading.Reader.Faults[fault]));
    }

    [Fact]
    public void Counts_beyond_63_bits_are_implausible()
    {
        NfcapdReading reading = new(File2(NfcapdCompression.None, Flow2(0, 4, Generic(First, First, ulong.MaxValue, 60), Addresses4(Source, Destination))));
        Assert.Equal(1, reading.Reader.Faults[DecodeFault.ImplausibleRecord]);
    }

    [Fact]
    public void A_block_that_claims_gigabytes_breaks_the_file_off_at_its_header()
    {
        byte[] flow = Flow2(0, 4, Generic(First, First, 1, 60), Addresses4(Source, Destination));
        byte[] file = [.. File2(NfcapdCompression.None, flow), .. U32(1), .. U32(uint.MaxValue), .. U16(3), .. U16(0)];
        NfcapdReading reading = new(file);
        Assert.Equal(1, reading.Sink.Rows);
        Assert.Equal(new BreakOff(DecodeFault.CorruptBlock, file.Length - 12), reading.Reader.BrokeOff);
    }

    [Fact]
    public void A_damaged_block_costs_only_itself()
    {
        byte[] flow = Flow2(0, 4, Generic(First, First, 1, 60), Addresses4(Source, Destination));
        byte[] damaged = Block(3, NfcapdCompression.Lz4, 1, flow);
        damaged[12] ^= 0xFF;
        NfcapdReading reading = new([.. Header2(NfcapdCompression.Lz4, 2), .. damaged, .. Block(3, NfcapdCompression.Lz4, 1, flow)]);
        Assert.Equal((1, 1), (reading.Sink.Rows, reading.Reader.Faults[DecodeFault.CorruptCompression]));
        Assert.Null(reading.Reader.BrokeOff);
    }

    [Fact]
    public void A_block_flagged_uncompressed_is_read_as_it_is()
    {
        byte[] block = Block(3, NfcapdCompression.None, 1, Flow2(0, 4, Generic(First, First, 1, 60), Addresses4(Source, Destination)));
        block[10] = 1;
        Assert.Equal(1, new NfcapdReading([.. Header2(NfcapdCompression.Lz4, 1), .. block]).Sink.Rows);
    }

    [Fact]
    public void Fewer_blocks_than_the_header_says_break_the_file_off()
    {
        NfcapdReading reading = new([.. Header2(NfcapdCompression.None, 2), .. Block(3, NfcapdCompression.None, 0)]);
        Assert.Equal(DecodeFault.LengthBeyondInput, reading.Reader.BrokeOff!.Fault);
    }

    [Theory]
    [InlineData(2, 3, DecodeFault.UnknownVersion)]
    [InlineData(17, 1, DecodeFault.Encrypted)]
    [InlineData(16, 9, DecodeFault.UnsupportedCompression)]
    [InlineData(0, 0, DecodeFault.UnknownFormat)]
    public void What_is_not_read_has_a_name(int at, byte value, DecodeFault fault)
    {
        byte[] header = Header2(NfcapdCompression.None, 0);
        header[at] = value;
        Assert.Equal(fault, new NfcapdReading(header).Reader.BrokeOff!.Fault);
    }

    [Theory]
    [InlineData("packets-none.v2")]
    [InlineData("packets-lz4.v2")]
    [InlineData("packets-lzo.v2")]
    [InlineData("packets-bzip2.v2")]
    [InlineData("empty.v1")]
    public void A_file_cut_anywhere_gives_what_came_before_and_says_where(string file)
    {
        byte[] whole = Read(file);
        long rows = new NfcapdReading(whole).Sink.Rows;
        long most = 0;
        for (int length = 0; length < whole.Length; length++)
        {
            NfcapdReading reading = new(whole[..length]);
            Assert.InRange(reading.Sink.Rows, most, rows);
            most = reading.Sink.Rows;
        }
        Assert.NotNull(new NfcapdReading(whole[..(whole.Length / 2)]).Reader.BrokeOff);
    }

    [Theory]
    [InlineData("packets-none.v2", 700)]
    [InlineData("packets-lz4.v2", 1200)]
    [InlineData("packets-lzo.v2", 1200)]
    [InlineData("empty.v1", 400)]
    public void Any_field_set_to_nothing_one_or_all_ends_in_rows_or_faults(string file, int octets)
    {
        byte[] whole = Read(file);
        for (int at = 0; at + 2 <= Math.Min(octets, whole.Length); at += 2)
        {
            foreach (byte[] value in new byte[][] { [0, 0], [1, 0], [255, 255] })
            {
                byte[] changed = [.. whole];
                value.CopyTo(changed, at);
                Assert.True(new NfcapdReading(changed).Reader.Offered >= 0);
            }
        }
    }

    [Fact]
    public void Any_octets_behind_a_header_end_in_rows_or_faults() =>
        Gen.Select(Gen.Byte.Array[0, 300], Gen.Byte[0, 4]).Sample((octets, compression) =>
        {
            byte[] header = Header2((NfcapdCompression)compression, 1);
            Assert.True(new NfcapdReading([.. header, .. octets]).Reader.Offered >= 0);
            Assert.True(new NfcapdReading([.. header, .. U32(3), .. U32((uint)octets.Length), .. U16(3), .. U16(0), .. octets]).Reader.Offered >= 1 - octets.Length);
        });

    [Fact]
    public void A_block_that_says_it_holds_records_and_is_empty_is_a_fault()
    {
        NfcapdReading read = new([.. Header2(NfcapdCompression.None, 1), .. U32(3), .. U32(0), .. U16(3), .. U16(0)]);
        Assert.Equal(1, read.Reader.Faults[DecodeFault.CountMismatch]);
    }

    private static NfcapdReading Sampled(ulong packets, ulong octets, params byte[][] samplers) =>
        new(File2(NfcapdCompression.None, [.. samplers, Flow2(2, 4, Generic(First, First, packets, octets), Addresses4(Source, Destination))]));

    private static byte[] Read(string name) => File.ReadAllBytes(Fixtures.Beside(name));
}
