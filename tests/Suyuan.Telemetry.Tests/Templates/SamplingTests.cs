using Suyuan.Model;
using Suyuan.Telemetry;
using Xunit;
using static Suyuan.Tests.Templates.ExportMessage;

namespace Suyuan.Tests.Templates;

/// <summary>Which sampling rate a record has, and where it was learned.</summary>
public sealed class SamplingTests
{
    private static readonly byte[] s_flow = [.. V4("198.51.100.1"), .. V4("203.0.113.1"), .. U32(1), .. U32(100)];

    private static readonly (uint, int, int)[] s_fields = [Field(8, 4), Field(12, 4), Field(2, 4), Field(1, 4)];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Records_of_several_samplers_have_the_rates_of_theirs(bool ipfix)
    {
        SamplingRate[] rates = new Decoding()
            .Add(Samplers(ipfix, (1, 100), (2, 5000)))
            .Add(new ExportMessage(ipfix).Template(256, [.. s_fields, Field(48, 1)]).Data(256, [.. s_flow, 2], [.. s_flow, 1], [.. s_flow, 3]))
            .Rates();
        Assert.Equal([new(5000, SamplingOrigin.Sampler), new(100, SamplingOrigin.Sampler), new(1, SamplingOrigin.Assumed)], rates);
    }

    [Fact]
    public void The_rate_that_all_samplers_share_holds_for_records_that_name_none()
    {
        Decoding same = new Decoding().Add(Samplers(false, (1, 100), (2, 100))).Add(Flow(false));
        Decoding different = new Decoding(new ExportDecoderOptions { ConfiguredSampling = 7 }).Add(Samplers(false, (1, 100), (2, 200))).Add(Flow(false));
        Assert.Equal([new(100, SamplingOrigin.Announced)], same.Rates());
        Assert.Equal([new(7, SamplingOrigin.Configured)], different.Rates());
    }

    [Fact]
    public void A_rate_told_for_an_interface_holds_for_what_came_in_there()
    {
        // NetFlow v9, scope 2 (interface) with its index; then the exporter's own, scope 1 (system).
        ExportMessage options = new ExportMessage(false)
            .Options(300, 1, Field(2, 4), Field(34, 4), Field(35, 1)).Data(300, [.. U32(11), .. U32(10), 1], [.. U32(12), .. U32(20), 2])
            .Options(301, 1, Field(1, 4), Field(34, 4)).Data(301, [.. U32(0), .. U32(30)]);
        ExportMessage flows = new ExportMessage(false).Template(256, [.. s_fields, Field(10, 2)]).Data(256, [.. s_flow, 0, 11], [.. s_flow, 0, 12], [.. s_flow, 0, 13]);
        Assert.Equal(
            [new(10, SamplingOrigin.Interface), new(20, SamplingOrigin.Interface), new(30, SamplingOrigin.Announced)],
            new Decoding().Add(options).Add(flows).Rates());
    }

    [Fact]
    public void A_rate_told_for_what_leaves_an_interface_holds_for_egress_records_only()
    {
        ExportMessage options = new ExportMessage(true)
            .Options(300, 1, Field(10, 4), Field(61, 1), Field(34, 4)).Data(300, [.. U32(11), 0, .. U32(10)], [.. U32(11), 1, .. U32(20)]);
        ExportMessage flows = new ExportMessage(true).Template(256, [.. s_fields, Field(10, 2), Field(14, 2), Field(61, 1)])
            .Data(256, [.. s_flow, 0, 11, 0, 99, 0], [.. s_flow, 0, 99, 0, 11, 1]);
        Assert.Equal([new(10, SamplingOrigin.Interface), new(20, SamplingOrigin.Interface)], new Decoding().Add(options).Add(flows).Rates());
    }

    [Fact]
    public void What_the_record_says_itself_goes_before_all_options()
    {
        ExportMessage flows = new ExportMessage(true)
            .Template(256, [.. s_fields, Field(34, 4), Field(48, 1)]).Data(256, [.. s_flow, .. U32(64), 1], [.. s_flow, .. U32(0), 1])
            .Template(257, [.. s_fields, Field(305, 4), Field(306, 4)]).Data(257, [.. s_flow, .. U32(1), .. U32(511)]);
        Assert.Equal(
            [new(64, SamplingOrigin.Record), new(100, SamplingOrigin.Sampler), new(512, SamplingOrigin.Record)],
            new Decoding().Add(Samplers(true, (1, 100))).Add(flows).Rates());
    }

    [Theory]
    [InlineData(1, 999, 1000)]
    [InlineData(10, 90, 10)]
    [InlineData(2, 3, 3)]
    public void Packet_space_selectors_are_told_as_one_in_n(long interval, long space, uint expected)
    {
        ExportMessage options = new ExportMessage(true).Options(300, 1, Field(302, 8), Field(304, 2), Field(305, 4), Field(306, 4))
            .Data(300, [.. U64(5), .. U16(1), .. U32(interval), .. U32(space)]);
        ExportMessage flows = new ExportMessage(true).Template(256, [.. s_fields, Field(302, 4)]).Data(256, [.. s_flow, .. U32(5)]);
        Assert.Equal([new(expected, SamplingOrigin.Sampler)], new Decoding().Add(options).Add(flows).Rates());
    }

    [Fact]
    public void N_of_N_and_probability_selectors_are_told_as_one_in_n()
    {
        byte[] probability = U64(BitConverter.DoubleToInt64Bits(0.001));
        ExportMessage options = new ExportMessage(true)
            .Options(300, 1, Field(302, 4), Field(309, 4), Field(310, 4)).Data(300, [.. U32(1), .. U32(4), .. U32(1000)])
            .Options(301, 1, Field(302, 4), Field(311, 8)).Data(301, [.. U32(2), .. probability]);
        ExportMessage flows = new ExportMessage(true).Template(256, [.. s_fields, Field(302, 4)]).Data(256, [.. s_flow, .. U32(1)], [.. s_flow, .. U32(2)]);
        Assert.Equal([new(250, SamplingOrigin.Sampler), new(1000, SamplingOrigin.Sampler)], new Decoding().Add(options).Add(flows).Rates());
    }

    [Fact]
    public void Options_of_another_domain_hold_where_the_exporter_speaks_with_one_voice()
    {
        ExportMessage first = new ExportMessage(true, domain: 1).Options(300, 1, Field(144, 4), Field(34, 4)).Data(300, [.. U32(1), .. U32(100)]);
        ExportMessage second = new ExportMessage(true, domain: 2).Options(300, 1, Field(144, 4), Field(34, 4)).Data(300, [.. U32(1), .. U32(200)]);
        ExportMessage flows = new ExportMessage(true, domain: 3).Template(256, s_fields).Data(256, s_flow);
        Assert.Equal([new(100, SamplingOrigin.Announced)], new Decoding().Add(first).Add(flows).Rates());
        Assert.Equal([new(1, SamplingOrigin.Assumed)], new Decoding().Add(first).Add(second).Add(flows).Rates());
    }

    [Fact]
    public void Options_may_speak_of_the_domain_that_they_name()
    {
        ExportMessage options = new ExportMessage(true, domain: 1).Options(300, 1, Field(149, 4), Field(34, 4)).Data(300, [.. U32(2), .. U32(200)], [.. U32(3), .. U32(300)]);
        Decoding decoding = new Decoding().Add(options)
            .Add(new ExportMessage(true, domain: 2).Template(256, s_fields).Data(256, s_flow))
            .Add(new ExportMessage(true, domain: 3).Template(256, s_fields).Data(256, s_flow));
        Assert.Equal([new(200, SamplingOrigin.Announced), new(300, SamplingOrigin.Announced)], decoding.Rates());
    }

    [Fact]
    public void Rates_by_sampler_and_interface_outlast_a_restart()
    {
        ExporterState before = new();
        Decoding first = new(state: before);
        first.Add(Samplers(false, (1, 100), (2, 5000)));
        using MemoryStream kept = new();
        using (System.Text.Json.Utf8JsonWriter json = new(kept))
        {
            before.Write(json, first.Exporters);
        }

        ExporterState after = new();
        Decoding second = new(state: after);
        after.Read(System.Text.Json.JsonDocument.Parse(kept.ToArray()).RootElement, second.Exporters);
        second.Add(new ExportMessage(false).Template(256, [.. s_fields, Field(48, 1)]).Data(256, [.. s_flow, 2]));
        Assert.Equal([new(5000, SamplingOrigin.Sampler)], second.Rates());
    }

    [Theory]
    [InlineData(0x0000, 1, SamplingOrigin.Assumed)]
    [InlineData(0x0001, 1, SamplingOrigin.Assumed)]
    [InlineData(0x0064, 100, SamplingOrigin.Header)]
    [InlineData(0x4064, 100, SamplingOrigin.Header)]
    [InlineData(0x8064, 100, SamplingOrigin.Header)]
    public void NetFlow_5_has_its_rate_in_the_lower_14_bits_of_the_header_whatever_the_mode(int field, uint interval, SamplingOrigin origin)
    {
        byte[] datagram = [0, 5, 0, 1, .. U32(0), .. U32(1_600_000_000), .. U32(0), .. U32(0), 0, 0, .. U16(field), .. new byte[48]];
        datagram[24 + 19] = 1;
        datagram[24 + 23] = 100;
        Assert.Equal([new(interval, origin)], new Decoding().Add(datagram).Rates());
    }

    private static ExportMessage Flow(bool ipfix) => new ExportMessage(ipfix).Template(256, s_fields).Data(256, s_flow);

    /// <summary>Cisco's sampler table.</summary>
    private static ExportMessage Samplers(bool ipfix, params (byte Id, long Interval)[] samplers) => new ExportMessage(ipfix)
        .Options(300, 1, Field(ipfix ? 144 : 1, 4), Field(48, 1), Field(49, 1), Field(50, 4))
        .Data(300, [.. samplers.Select(one => (byte[])[.. U32(0), one.Id, 2, .. U32(one.Interval)])]);
}
