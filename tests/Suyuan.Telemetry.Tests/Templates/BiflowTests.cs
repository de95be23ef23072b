using Suyuan.Model;
using Suyuan.Telemetry;
using Xunit;
using static Suyuan.Tests.Templates.ExportMessage;

namespace Suyuan.Tests.Templates;

/// <summary>RFC 5103: records that count both directions of a conversation.</summary>
public sealed class BiflowTests
{
    private const long Start = 1_599_999_990_000;

    private static readonly (uint, int, int)[] s_fields =
    [
        Field(8, 4), Field(12, 4), Field(7, 2), Field(11, 2), Field(4, 1), Field(10, 4), Field(14, 4), Field(16, 4), Field(17, 4), Field(9, 1), Field(13, 1),
        Field(152, 8), Field(153, 8), Field(6, 1), Field(2, 4), Field(1, 4), Back(2, 4), Back(1, 4), Back(6, 1),
    ];

    [Fact]
    public void A_record_is_a_row_for_each_direction_with_keys_that_change_places()
    {
        (FlowBatch Batch, int Row)[] rows = new Decoding().Add(new ExportMessage(true).Template(256, s_fields).Data(256, Record(5, 500, 7, 9000))).Rows();
        Assert.Equal(2, rows.Length);
        (FlowBatch one, int back) = rows[1];
        Assert.Equal(("203.0.113.9", "198.51.100.7"), (one.Source(back).ToString(), one.Destination(back).ToString()));
        Assert.Equal((443, 51000, 6, 0x1A), (one.SourcePort[back], one.DestinationPort[back], one.Protocol[back], one.TcpFlags[back]));
        Assert.Equal((22u, 11u, 64502u, 64501u), (one.InputInterface[back], one.OutputInterface[back], one.SourceAs[back], one.DestinationAs[back]));
        Assert.Equal((24, 16), (one.SourcePrefixLength[back], one.DestinationPrefixLength[back]));
        Assert.Equal((7L, 9000L, Start, 4000u), (one.Packets[back], one.Octets[back], one.Start[back], one.Duration[back]));
        (FlowBatch first, int forward) = rows[0];
        Assert.Equal(("198.51.100.7", 5L, 500L, 0x02, 11u), (first.Source(forward).ToString(), first.Packets[forward], first.Octets[forward], first.TcpFlags[forward], first.InputInterface[forward]));
    }

    [Theory]
    [InlineData(5, 0, 1, 0)]
    [InlineData(0, 7, 1, 0)]
    [InlineData(0, 0, 0, 1)]
    [InlineData(5, 7, 2, 0)]
    public void A_direction_without_packets_is_no_row_and_a_record_without_any_one_fault(int forward, int back, int rows, int faults)
    {
        Decoding decoding = new Decoding().Add(new ExportMessage(true).Template(256, s_fields).Data(256, Record(forward, forward * 100, back, back * 100)));
        Assert.Equal((rows, (long)faults, (long)faults), (decoding.Rows().Length, decoding.Faults[DecodeFault.ImplausibleRecord], decoding.Faults.Total));
    }

    [Fact]
    public void Directions_are_kept_apart_in_sets_of_more_records_than_a_batch_holds()
    {
        // 900 records of 61 octets in a message, six of them: rows of either direction run over the batch's end.
        Decoding decoding = new();
        decoding.Add(new ExportMessage(true).Template(256, s_fields));
        for (int message = 0; message < 6; message++)
        {
            decoding.Add(new ExportMessage(true).Data(256, [.. Enumerable.Range(0, 900).Select(record => Record(record % 3, record % 3 * 10, record % 2, record % 2 * 10))]));
        }
        (FlowBatch Batch, int Row)[] rows = decoding.Rows();
        int none = Enumerable.Range(0, 900).Count(record => record % 3 == 0 && record % 2 == 0);
        Assert.Equal(6 * none, decoding.Faults[DecodeFault.ImplausibleRecord]);
        Assert.Equal(6 * (600 + 450), rows.Length);
        Assert.Equal(6 * 450, rows.Count(one => one.Batch.SourcePort[one.Row] == 443));
        Assert.All(rows, one => Assert.True(one.Batch.Packets[one.Row] > 0));
    }

    [Fact]
    public void Times_of_the_answers_are_their_own_where_the_record_has_them()
    {
        (uint, int, int)[] fields = [Field(8, 4), Field(12, 4), Field(152, 8), Field(153, 8), Field(2, 4), Back(152, 8), Back(2, 4)];
        byte[] record = [.. V4("198.51.100.7"), .. V4("203.0.113.9"), .. U64(Start), .. U64(Start + 900), .. U32(1), .. U64(Start + 300), .. U32(1)];
        (FlowBatch Batch, int Row)[] rows = new Decoding().Add(new ExportMessage(true).Template(256, fields).Data(256, record)).Rows();
        Assert.Equal([(Start, 900u), (Start + 300, 600u)], rows.Select(one => (one.Batch.Start[one.Row], one.Batch.Duration[one.Row])));
        Assert.All(rows, one => Assert.True(one.Batch.Fields[one.Row].HasFlag(FlowFields.OctetsUnknown | FlowFields.ProtocolUnknown)));
    }

    [Fact]
    public void YAF_tells_the_delay_of_the_answers_and_flags_in_two_parts()
    {
        const uint Cert = 6871;
        (uint, int, int)[] fields =
        [
            Field(8, 4), Field(12, 4), Field(4, 1), Field(152, 8), Field(153, 8), Field(86, 4), Field(85, 4), Back(86, 4), Back(85, 4), Of(Cert, 21, 4), Of(Cert, 33, 2),
            Of(Cert, 14, 1), Of(Cert, 15, 1), Of(Cert, 16398, 1), Of(Cert, 16399, 1), Field(293, 65535),
        ];
        byte[] record =
        [
            .. V4("198.51.100.7"), .. V4("203.0.113.9"), 6, .. U64(Start), .. U64(Start + 900), .. U32(3), .. U32(150), .. U32(2), .. U32(80), .. U32(20), 1, 2,
            0x02, 0x10, 0x12, 0x01, 4, 1, 2, 3, 4,
        ];
        (FlowBatch Batch, int Row)[] rows = new Decoding().Add(new ExportMessage(true).Template(256, fields).Data(256, record, record)).Rows();
        Assert.Equal(
            [(Start, 0x12, 150L), (Start, 0x12, 150L), (Start + 20, 0x13, 80L), (Start + 20, 0x13, 80L)],
            rows.Select(one => (one.Batch.Start[one.Row], (int)one.Batch.TcpFlags[one.Row], one.Batch.Octets[one.Row])));
    }

    [Fact]
    public void ICMP_answers_do_not_have_the_type_of_what_they_answer()
    {
        (uint, int, int)[] fields = [Field(8, 4), Field(12, 4), Field(4, 1), Field(7, 2), Field(11, 2), Field(2, 4), Back(2, 4)];
        byte[] record = [.. V4("198.51.100.7"), .. V4("203.0.113.9"), 1, 0, 0, 8, 0, .. U32(1), .. U32(1)];
        (FlowBatch Batch, int Row)[] rows = new Decoding().Add(new ExportMessage(true).Template(256, fields).Data(256, record)).Rows();
        Assert.Equal([(0x0800, FlowFields.IcmpType), (0, FlowFields.None)], rows.Select(one =>
            ((int)one.Batch.DestinationPort[one.Row], one.Batch.Fields[one.Row] & (FlowFields.Ports | FlowFields.IcmpType))));
    }

    private static byte[] Record(int packets, int octets, int answers, int answerOctets) =>
    [
        .. V4("198.51.100.7"), .. V4("203.0.113.9"), .. U16(51000), .. U16(443), 6, .. U32(11), .. U32(22), .. U32(64501), .. U32(64502), 16, 24,
        .. U64(Start), .. U64(Start + 4000), 0x02, .. U32(packets), .. U32(octets), .. U32(answers), .. U32(answerOctets), 0x1A,
    ];
}
