using Suyuan.Model;
using Suyuan.Telemetry;
using Xunit;
using static Suyuan.Tests.Templates.ExportMessage;

namespace Suyuan.Tests.Templates;

/// <summary>The life of templates, and what of a record is known.</summary>
public sealed class TemplateTests
{
    private static readonly (uint, int, int)[] s_fields = [Field(8, 4), Field(12, 4), Field(2, 4), Field(1, 4)];

    private static readonly byte[] s_flow = [.. V4("198.51.100.1"), .. V4("203.0.113.1"), .. U32(3), .. U32(100)];

    [Theory]
    [InlineData(256, false)]
    [InlineData(2, false)]
    public void Data_of_a_withdrawn_template_are_refused(int withdrawn, bool options)
    {
        Decoding decoding = new Decoding().Add(new ExportMessage(true).Template(256, s_fields).Data(256, s_flow))
            .Add(new ExportMessage(true).Withdraw(withdrawn, options).Data(256, s_flow));
        Assert.Equal((1, 1L, 1L), (decoding.Rows().Length, decoding.Faults[DecodeFault.MissingTemplate], decoding.Faults.Total));
    }

    [Fact]
    public void A_withdrawal_touches_nothing_of_other_domains_kinds_and_numbers()
    {
        Decoding decoding = new Decoding().Add(new ExportMessage(true).Template(256, s_fields)).Add(new ExportMessage(true, domain: 7).Template(256, s_fields))
            .Add(new ExportMessage(true).Withdraw(3, options: true).Withdraw(257))
            .Add(new ExportMessage(true, domain: 8).Withdraw(2))
            .Add(new ExportMessage(true).Data(256, s_flow)).Add(new ExportMessage(true, domain: 7).Data(256, s_flow));
        Assert.Equal((2, 0L), (decoding.Rows().Length, decoding.Faults.Total));
    }

    [Fact]
    public void A_template_told_anew_holds_from_there_on_in_its_domain_only()
    {
        (uint, int, int)[] swapped = [Field(12, 4), Field(8, 4), Field(2, 4), Field(1, 4)];
        Decoding decoding = new Decoding().Add(new ExportMessage(true).Template(256, s_fields).Data(256, s_flow))
            .Add(new ExportMessage(true).Template(256, swapped).Data(256, s_flow))
            .Add(new ExportMessage(true, domain: 1).Template(256, s_fields))
            .Add(new ExportMessage(true).Data(256, s_flow)).Add(new ExportMessage(true, domain: 1).Data(256, s_flow));
        Assert.Equal(["198.51.100.1", "203.0.113.1", "203.0.113.1", "198.51.100.1"], decoding.Rows().Select(one => one.Batch.Source(one.Row).ToString()));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Unknown_and_variable_fields_are_passed_over_to_the_octet(bool ipfix)
    {
        // H3C sends fields of variable length in NetFlow v9 too.
        (uint, int, int)[] fields = ipfix ? [Of(4242, 8, 4), Field(371, 65535), .. s_fields, Of(4242, 12, 65535)] : [Field(8888, 4), Field(371, 65535), .. s_fields, Field(96, 65535)];
        byte[] named = [1, 2, 3, 4, 3, 97, 98, 99, .. s_flow, 255, 1, 4, .. new byte[260]];
        byte[] unnamed = [1, 2, 3, 4, 0, .. s_flow, 0];
        Decoding decoding = new Decoding().Add(new ExportMessage(ipfix).Template(256, fields).Data(256, named, unnamed, named, [0]));
        Assert.Equal(3, decoding.Rows().Length);
        Assert.All(decoding.Rows(), one => Assert.Equal((3L, 100L, "198.51.100.1"), (one.Batch.Packets[one.Row], one.Batch.Octets[one.Row], one.Batch.Source(one.Row).ToString())));
        Assert.Equal(0, decoding.Faults.Total);
    }

    [Fact]
    public void What_the_exporter_does_not_tell_is_not_zero()
    {
        (uint, int, int)[] octetsOnly = [Field(8, 4), Field(12, 4), Field(1, 4), Field(52, 1), Field(25, 2)];
        (uint, int, int)[] byDestination = [Field(12, 4), Field(4, 1), Field(2, 4)];
        (FlowBatch Batch, int Row)[] rows = new Decoding().Add(new ExportMessage(true)
            .Template(256, octetsOnly).Data(256, [.. V4("198.51.100.1"), .. V4("203.0.113.1"), .. U32(100), 64, 0, 40])
            .Template(257, byDestination).Data(257, [.. V4("203.0.113.1"), 17, .. U32(3)])).Rows();
        Assert.Equal(FlowFields.PacketsUnknown | FlowFields.ProtocolUnknown, rows[0].Batch.Fields[rows[0].Row]);
        Assert.Equal((0, 0), (rows[0].Batch.MinTtl[rows[0].Row], rows[0].Batch.MinLength[rows[0].Row]));
        Assert.Equal(FlowFields.OctetsUnknown | FlowFields.SourceUnknown, rows[1].Batch.Fields[rows[1].Row]);
    }

    [Fact]
    public void Records_without_a_destination_are_no_flows()
    {
        Decoding decoding = new Decoding().Add(new ExportMessage(true).Template(256, Field(8, 4), Field(2, 4)).Data(256, [.. V4("198.51.100.1"), .. U32(3)]));
        Assert.Equal((0, 1L), (decoding.Rows().Length, decoding.Faults[DecodeFault.NotAFlow]));
    }

    [Theory]
    [InlineData(0, FlowDirection.Ingress, true)]
    [InlineData(1, FlowDirection.Egress, true)]
    [InlineData(255, FlowDirection.Ingress, false)]
    public void A_direction_that_is_neither_in_nor_out_is_unknown(byte value, FlowDirection direction, bool known)
    {
        (FlowBatch batch, int row) = Assert.Single(new Decoding().Add(new ExportMessage(true).Template(256, [.. s_fields, Field(61, 1)]).Data(256, [.. s_flow, value])).Rows());
        Assert.Equal((direction, known), (batch.Direction[row], batch.Fields[row].HasFlag(FlowFields.Direction)));
    }

    [Fact]
    public void Counts_behind_the_device_count_where_there_are_no_others()
    {
        (uint, int, int)[] egress = [Field(8, 4), Field(12, 4), Field(24, 4), Field(23, 4)];
        (uint, int, int)[] both = [.. s_fields, Field(24, 4), Field(23, 4)];
        (FlowBatch Batch, int Row)[] rows = new Decoding().Add(new ExportMessage(false)
            .Template(256, egress).Data(256, s_flow).Template(257, both).Data(257, [.. s_flow, .. U32(9), .. U32(9)])).Rows();
        Assert.Equal([(3L, 100L), (3L, 100L)], rows.Select(one => (one.Batch.Packets[one.Row], one.Batch.Octets[one.Row])));
    }

    [Fact]
    public void Lengths_beyond_the_column_are_capped_and_single_values_are_both_bounds()
    {
        (FlowBatch batch, int row) = Assert.Single(new Decoding().Add(new ExportMessage(true)
            .Template(256, [.. s_fields, Field(25, 8), Field(26, 8), Field(192, 1), Field(197, 1)]).Data(256, [.. s_flow, .. U64(40), .. U64(70_000), 57, 0x20])).Rows());
        Assert.Equal((40, 65535, 57, 57, FragmentFlags.Fragment), (batch.MinLength[row], batch.MaxLength[row], batch.MinTtl[row], batch.MaxTtl[row], batch.Fragments[row]));
    }

    [Fact]
    public void Ports_in_fields_of_their_protocols_do_not_wipe_out_each_other()
    {
        (FlowBatch batch, int row) = Assert.Single(new Decoding().Add(new ExportMessage(true)
            .Template(256, [.. s_fields, Field(182, 2), Field(183, 2), Field(180, 2), Field(181, 2)]).Data(256, [.. s_flow, .. U16(51000), .. U16(443), 0, 0, 0, 0])).Rows());
        Assert.Equal((51000, 443), (batch.SourcePort[row], batch.DestinationPort[row]));
    }
}
