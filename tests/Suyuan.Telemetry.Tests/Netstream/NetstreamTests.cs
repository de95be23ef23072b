using System.Buffers.Binary;
using System.Globalization;
using Suyuan.Model;
using Suyuan.Telemetry;
using Suyuan.Testing;
using Suyuan.Tests.Templates;
using Xunit;
using static Suyuan.Tests.Templates.ExportMessage;

namespace Suyuan.Tests.Netstream;

/// <summary>
/// Huawei's and H3C's NetStream. No capture of theirs is at hand, so the datagrams are made from the vendors' documents, octet by octet (docs/formats.md cites them): Huawei's "NetStream message format" for NS_ID and the header of version 5, the NE20E-S2 and NetEngine 8000 feature descriptions for version 9 and options,
/// H3C's configuration guides and the SR6600 command reference for aggregation and ICMP. Where those name fields without numbers, the numbers are RFC 3954's.
/// </summary>
public sealed class NetstreamTests
{
    private const uint UpTime = 600_000;
    private const uint Seconds = 1_600_000_000;

    private static readonly (uint, int, int)[] s_original =
    [
        Field(8, 4), Field(12, 4), Field(15, 4), Field(18, 4), Field(10, 2), Field(14, 2), Field(2, 4), Field(1, 4), Field(22, 4), Field(21, 4), Field(7, 2), Field(11, 2),
        Field(6, 1), Field(4, 1), Field(5, 1), Field(61, 1), Field(16, 4), Field(17, 4), Field(9, 1), Field(13, 1),
    ];

    [Fact]
    public void Version_5_tells_what_left_by_a_bit_before_the_version_and_numbers_it_apart()
    {
        Decoding decoding = new Decoding().Add(V5(nsId: 0, sequence: 0, 2)).Add(V5(nsId: 0x80, sequence: 0, 3)).Add(V5(nsId: 0, sequence: 2, 1)).Add(V5(nsId: 0x80, sequence: 3, 1));
        Golden.Matches(Text(decoding), "huawei-v5.txt");
        Assert.Equal((0, 0), (decoding.Gaps.Gaps, decoding.Gaps.LostRecords));
    }

    /// <summary>The field that holds the rate elsewhere is reserved, all zero: the rate is unknown, and configuration tells it.</summary>
    [Fact]
    public void Version_5_has_no_rate()
    {
        Assert.Equal([new(1, SamplingOrigin.Assumed)], new Decoding().Add(V5(0, 0, 1)).Rates());
        Assert.Equal([new(1000, SamplingOrigin.Configured)], new Decoding(new ExportDecoderOptions { ConfiguredSampling = 1000 }).Add(V5(0x80, 0, 1)).Rates());
    }

    /// <summary>
    /// Options tell interface, direction, mode and interval, as often as each interface is sampled; others tell mode and interval of a slot. Interfaces have 16 bits if
    /// nothing is set, AS numbers 32 if set so.
    /// </summary>
    [Fact]
    public void Version_9_takes_the_rate_of_the_interface_and_direction_that_a_record_was_metered_at()
    {
        ExportMessage options = new ExportMessage(false, 2, Seconds, UpTime)
            .Options(1024, 1, Field(2, 4), Field(61, 1), Field(35, 1), Field(34, 4))
            .Data(1024, [.. U32(7), 0, 1, .. U32(1000)], [.. U32(7), 1, 1, .. U32(500)], [.. U32(9), 0, 2, .. U32(100)])
            .Options(1025, 1, Field(3, 2), Field(35, 1), Field(34, 4)).Data(1025, [.. U16(2), 1, .. U32(2000), 0]);
        ExportMessage flows = new ExportMessage(false, 2, Seconds, UpTime).Template(1313, s_original)
            .Data(1313, Flow(7, 9, 0), Flow(9, 7, 1), Flow(9, 11, 0), Flow(11, 9, 0));
        Golden.Matches(Text(new Decoding().Add(options).Add(flows)), "huawei-v9.txt");
    }

    /// <summary>ICMP's type and code stand in the destination port; fields of no known number are passed over.</summary>
    [Fact]
    public void Version_9_of_H3C_has_ICMP_in_the_destination_port()
    {
        ExportMessage flows = new ExportMessage(false, 0, Seconds, UpTime)
            .Template(3258, Field(8, 4), Field(12, 4), Field(7, 2), Field(11, 2), Field(4, 1), Field(5, 1), Field(6, 1), Field(2, 8), Field(1, 8), Field(22, 4), Field(21, 4), Field(10, 4), Field(14, 4),
                Field(40_001, 6), Field(3, 4))
            .Data(3258,
                [.. V4("198.51.100.9"), .. V4("203.0.113.4"), .. U16(0), .. U16(0x0800), 1, 0, 0, .. U64(3), .. U64(252), .. U32(UpTime - 4000), .. U32(UpTime - 1000), .. U32(1), .. U32(70_000), .. new byte[6], .. U32(1)])
            .Template(3259, Field(27, 16), Field(28, 16), Field(7, 2), Field(11, 2), Field(4, 1), Field(5, 1), Field(6, 1), Field(2, 8), Field(1, 8), Field(22, 4), Field(21, 4), Field(10, 4), Field(14, 4))
            .Data(3259, [.. V6(1), .. V6(2), .. U16(0), .. U16(0x8000), 58, 0, 0, .. U64(2), .. U64(208), .. U32(UpTime - 30), .. U32(UpTime - 20), .. U32(1), .. U32(2)]);
        Golden.Matches(Text(new Decoding().Add(flows)), "h3c-v9.txt");
    }

    /// <summary>Aggregation by AS, by protocol and port, and by prefix has no hosts: none of it is a flow of one.</summary>
    [Fact]
    public void Aggregated_records_name_no_hosts_and_are_refused_as_such()
    {
        (uint, int, int)[] counts = [Field(3, 4), Field(2, 4), Field(1, 4), Field(22, 4), Field(21, 4)];
        byte[] count = [.. U32(12), .. U32(900), .. U32(90_000), .. U32(UpTime - 60_000), .. U32(UpTime)];
        ExportMessage aggregated = new ExportMessage(false, 0, Seconds, UpTime)
            .Template(260, [Field(16, 2), Field(17, 2), Field(10, 2), Field(14, 2), .. counts]).Data(260, [.. U16(64_496), .. U16(64_497), .. U16(1), .. U16(2), .. count])
            .Template(261, [Field(4, 1), Field(7, 2), Field(11, 2), .. counts]).Data(261, [17, .. U16(53), .. U16(4242), .. count, 0, 0, 0])
            .Template(262, [Field(44, 4), Field(9, 1), Field(45, 4), Field(13, 1), .. counts]).Data(262, [.. V4("198.51.100.0"), 24, .. V4("203.0.113.0"), 24, .. count, 0, 0]);
        Decoding decoding = new Decoding().Add(aggregated);
        Assert.Empty(decoding.Rows());
        Assert.Equal(3, decoding.Faults[DecodeFault.NotAFlow]);
    }

    /// <summary>Version 8, which Huawei and H3C use for aggregation too.</summary>
    [Fact]
    public void Version_8_is_refused_by_name()
    {
        byte[] datagram = V5(0, 0, 1);
        datagram[1] = 8;
        Assert.Equal(1, new Decoding().Add(datagram).Faults[DecodeFault.UnknownVersion]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0x80)]
    public void Version_5_cut_anywhere_is_counted_and_nothing_more(int nsId)
    {
        byte[] datagram = V5((byte)nsId, 0, 3);
        for (int length = 2; length < datagram.Length; length++)
        {
            Decoding decoding = new Decoding().Add(datagram[..length]);
            // Rows() holds what was offered against what was refused.
            Assert.Equal(length < 24 ? 0 : (length - 24) / 48, decoding.Rows().Length);
        }
    }

    [Fact]
    public void Files_of_either_direction_are_recognised_and_octets_like_it_are_not()
    {
        Assert.True(ExportShape.LooksLikeExport(V5(0x80, 0, 3)));
        Assert.True(ExportShape.StartsLikeExport(V5(0x80, 0, 3)));
        Assert.False(ExportShape.LooksLikeExport(V5(0x40, 0, 3)));
        // RTP of payload type 5 (RFC 3551), sequence number 7, 172 octets.
        Assert.False(ExportShape.LooksLikeExport([0x80, 5, 0, 7, .. new byte[168]]));
    }

    /// <summary>NS_ID, version, count, up-time, seconds, nanoseconds, sequence, engine type and slot, two reserved octets; records as NetFlow's.</summary>
    private static byte[] V5(byte nsId, uint sequence, int records) =>
    [
        nsId, 5, .. U16(records), .. U32(UpTime), .. U32(Seconds), .. U32(250_000_000), .. U32(sequence), 1, 3, 0, 0,
        .. Enumerable.Range(1, records).SelectMany(record => (byte[])
        [
            .. V4("198.51.100.1"), .. V4($"203.0.113.{record}"), .. V4("192.0.2.254"), .. U16(7), .. U16(9), .. U32(10 * record), .. U32(4000 * record),
            .. U32(UpTime - (30_000 * record)), .. U32(UpTime - 1000), .. U16(40_000 + record), .. U16(443), 0, 0x12, 6, 0xB8, .. U16(64_496), .. U16(64_497), 24, 22, 0, 0,
        ]),
    ];

    private static byte[] Flow(int input, int output, byte direction) =>
    [
        .. V4("198.51.100.1"), .. V4("203.0.113.1"), .. V4("192.0.2.254"), .. V4("192.0.2.253"), .. U16(input), .. U16(output), .. U32(10), .. U32(4000), .. U32(UpTime - 2000),
        .. U32(UpTime - 500), .. U16(53), .. U16(4242), 0, 17, 0, direction, .. U32(4_200_000_001), .. U32(64_497), 24, 22,
    ];

    private static byte[] V6(byte host)
    {
        byte[] octets = new byte[16];
        BinaryPrimitives.WriteUInt32BigEndian(octets, 0x2001_0DB8);
        octets[15] = host;
        return octets;
    }

    private static string Text(Decoding decoding) => string.Concat(decoding.Rows().Select(one => Line(one.Batch, one.Row)));

    private static string Line(FlowBatch batch, int row) => string.Create(
        CultureInfo.InvariantCulture,
        $"{batch.Source(row)} {batch.SourcePort[row]} > {batch.Destination(row)} {batch.DestinationPort[row]}, protocol {batch.Protocol[row]}, flags {batch.TcpFlags[row]:x2}, tos {batch.Tos[row]:x2}, {batch.Packets[row]} packets, {batch.Octets[row]} octets, {batch.Start[row]} + {batch.Duration[row]} ms, interfaces {batch.InputInterface[row]} > {batch.OutputInterface[row]}, {batch.Direction[row]}, AS {batch.SourceAs[row]} > {batch.DestinationAs[row]}, /{batch.SourcePrefixLength[row]} > /{batch.DestinationPrefixLength[row]}, 1 in {batch.SamplingInterval[row]} ({batch.SamplingOrigin[row]}); {batch.Fields[row]}\n");
}
