using System.Buffers.Binary;
using Suyuan.Model;
using Suyuan.Telemetry;

namespace Suyuan.Tests.Sflow5;

/// <summary>Builds sFlow v5 datagrams from the structures of the specification, and decodes them.</summary>
internal static class SflowDatagram
{
    public const long ReceivedMs = 1_600_000_000_123;

    public static byte[] Of(uint subAgent, uint sequence, params byte[][] samples) =>
        [.. Words(5, 1, 0xC000_0202, subAgent, sequence, 1000, (uint)samples.Length), .. samples.SelectMany(sample => sample)];

    /// <summary>A compact flow sample.</summary>
    public static byte[] Flow(uint source, uint rate, uint pool, uint drops, params byte[][] records) =>
        Structure(1, [.. Words(1, source, rate, pool, drops, 3, 4, (uint)records.Length), .. records.SelectMany(record => record)]);

    public static byte[] Structure(uint type, byte[] body) => [.. Words(type, (uint)body.Length), .. body];

    /// <summary>A sampled header of a frame that was no longer than what is kept of it.</summary>
    public static byte[] Header(uint protocol, byte[] frame) =>
        Structure(1, [.. Words(protocol, (uint)frame.Length, 0, (uint)frame.Length), .. frame, .. new byte[-frame.Length & 3]]);

    /// <summary>IPv4 without options, 192.0.2.7 → 203.0.113.9.</summary>
    public static byte[] Ipv4(byte protocol, params byte[] payload)
    {
        byte[] packet = [0x45, 0, 0, 0, 0, 1, 0, 0, 57, protocol, 0, 0, 192, 0, 2, 7, 203, 0, 113, 9, .. payload];
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), (ushort)packet.Length);
        return packet;
    }

    /// <summary>2001:db8::7 → 2001:db8::9.</summary>
    public static byte[] Ipv6(byte next, params byte[] payload)
    {
        byte[] address = [0x20, 1, 0x0D, 0xB8, .. new byte[11]];
        return [0x60, 0, 0, 0, 0, (byte)payload.Length, next, 57, .. address, 7, .. address, 9, .. payload];
    }

    /// <summary>Ports 53 → 4444.</summary>
    public static byte[] Udp(params byte[] payload) => [0, 53, 0x11, 0x5C, 0, (byte)(payload.Length + 8), 0, 0, .. payload];

    public static byte[] Words(params ReadOnlySpan<uint> values)
    {
        byte[] octets = new byte[values.Length * 4];
        for (int index = 0; index < values.Length; index++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(octets.AsSpan(index * 4), values[index]);
        }
        return octets;
    }

    public static (FlowBatch[] Batches, DecodeFaultCounts Faults, ExportDecoder Decoder) Decode(params byte[][] datagrams)
    {
        RecordingSink sink = new();
        FlowWriter writer = new(new FlowBatchPool(), sink);
        DecodeFaultCounts faults = new();
        ExportDecoder decoder = new(new ExporterTable(), writer, faults);
        foreach (byte[] datagram in datagrams)
        {
            decoder.Decode(datagram, IpAddress.Parse("192.0.2.1"), ReceivedMs);
        }
        writer.Flush();
        Xunit.Assert.Equal(decoder.Offered, sink.Rows + faults.Total);
        return ([.. sink.Batches], faults, decoder);
    }
}
