using System.Text;
using Suyuan.Model;
using Suyuan.Telemetry;
using Suyuan.Telemetry.Files;
using Suyuan.Telemetry.Logs;
using Xunit;

namespace Suyuan.Tests;

/// <summary>What fuzzing found in sound inputs, each by name; the inputs as they were found are replayed by Suyuan.Fuzz.Tests.</summary>
public sealed class FuzzFindingsTests
{
    private const byte Udp = 17;
    private const byte Icmp = 1;

    /// <summary>Seconds since 1900: since 1968 their highest bit is set.</summary>
    [Theory]
    [InlineData(154, 155)]
    [InlineData(156, 157)]
    public void Ntp_times_of_this_century_are_read(ushort start, ushort end)
    {
        const ulong Seconds = 1_700_000_000 + 2_208_988_800;
        FlowBatch batch = Decode(Message([(8, 4), (12, 4), (2, 4), (1, 4), (start, 8), (end, 8)],
            [192, 0, 2, 7, 203, 0, 113, 9, 0, 0, 0, 3, 0, 0, 0, 200, .. Octets(Seconds << 32, 8), .. Octets((Seconds << 32) | 0x8000_0000, 8)]));
        Assert.Equal((1_700_000_000_000, 500u), (batch.Start[0], batch.Duration[0]));
    }

    /// <summary>icmpTypeCodeIPv4 stands in records of every protocol, before or behind the ports.</summary>
    [Theory]
    [InlineData(true, Udp, 53, 4444, FlowFields.Ports)]
    [InlineData(false, Udp, 53, 4444, FlowFields.Ports)]
    [InlineData(true, Icmp, 0, 0x0303, FlowFields.IcmpType)]
    [InlineData(false, Icmp, 0, 0x0303, FlowFields.IcmpType)]
    public void The_icmp_type_counts_in_records_of_icmp_wherever_it_stands(bool first, byte protocol, ushort source, ushort destination, FlowFields fields)
    {
        byte[] ports = protocol == Udp ? [0, 53, 0x11, 0x5C] : [0, 0, 0, 0];
        byte[] head = [192, 0, 2, 7, 203, 0, 113, 9, 0, 0, 0, 3, 0, 0, 0, 200, protocol];
        (ushort, ushort)[] template = [(8, 4), (12, 4), (2, 4), (1, 4), (4, 1)];
        FlowBatch batch = first
            ? Decode(Message([.. template, (32, 2), (7, 2), (11, 2)], [.. head, 3, 3, .. ports]))
            : Decode(Message([.. template, (7, 2), (11, 2), (32, 2)], [.. head, .. ports, 3, 3]));
        Assert.Equal((source, destination, fields), (batch.SourcePort[0], batch.DestinationPort[0], batch.Fields[0] & (FlowFields.Ports | FlowFields.IcmpType)));
    }

    [Fact]
    public void Netflow5_tells_no_source_port_of_icmp_and_no_flags_of_udp()
    {
        byte[] record = [192, 0, 2, 7, 203, 0, 113, 9, 0, 0, 0, 0, 0, 1, 0, 2, 0, 0, 0, 3, 0, 0, 0, 200, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7, 3, 3, 0, 0x12, Icmp, 0, .. new byte[8]];
        FlowBatch batch = Decode([0, 5, 0, 1, 0, 0, 0, 0, .. Octets(1_700_000_000, 4), .. new byte[12], .. record]);
        Assert.Equal((0, 0x0303, 0), (batch.SourcePort[0], batch.DestinationPort[0], batch.TcpFlags[0]));
        Assert.Equal(FlowFields.IcmpType, batch.Fields[0] & (FlowFields.Ports | FlowFields.IcmpType | FlowFields.TcpFlags));
    }

    [Theory]
    [InlineData(TelemetryFormat.BotnetLog)]
    [InlineData(TelemetryFormat.SuricataEve)]
    [InlineData(TelemetryFormat.IndicatorJson)]
    [InlineData(TelemetryFormat.TrackerFeed)]
    [InlineData(TelemetryFormat.MispEvent)]
    [InlineData(TelemetryFormat.StixBundle)]
    public void Json_whose_names_are_no_text_is_refused(TelemetryFormat format)
    {
        using MemoryStream text = new(Encoding.UTF8.GetBytes("""{"a":{"\ud800":1},"time":"x"}""" + "\n"));
        EvidenceLog log = EvidenceLogReader.Read(format, text, "d", "list", ControllerNames.None);
        Assert.Equal((1, 1), (log.Lines, log.Faults[DecodeFault.MalformedLine]));
    }

    private static FlowBatch Decode(byte[] datagram)
    {
        RecordingSink sink = new();
        FlowWriter writer = new(new FlowBatchPool(), sink);
        DecodeFaultCounts faults = new();
        new ExportDecoder(new ExporterTable(), writer, faults).Decode(datagram, IpAddress.Parse("192.0.2.1"));
        writer.Flush();
        Assert.Equal(0, faults.Total);
        return Assert.Single(sink.Batches);
    }

    /// <summary>An IPFIX message of a template and one record.</summary>
    private static byte[] Message((ushort Element, ushort Length)[] fields, byte[] record)
    {
        byte[] template = [1, 0, 0, (byte)fields.Length, .. fields.SelectMany(field => (byte[])[.. Octets(field.Element, 2), .. Octets(field.Length, 2)])];
        byte[] sets = [0, 2, .. Octets((ulong)template.Length + 4, 2), .. template, 1, 0, .. Octets((ulong)record.Length + 4, 2), .. record];
        return [0, 10, .. Octets((ulong)sets.Length + 16, 2), .. Octets(1_700_000_000, 4), .. new byte[8], .. sets];
    }

    private static byte[] Octets(ulong value, int count) => [.. Enumerable.Range(0, count).Select(at => (byte)((value >> (8 * (count - 1 - at))) & 0xFF))];
}
