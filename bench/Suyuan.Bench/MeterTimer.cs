using System.Buffers.Binary;
using System.Globalization;
using Suyuan.Model;
using Suyuan.Simulation.Randomness;
using Suyuan.Telemetry.Files;
using Suyuan.Telemetry.Metering;
using Suyuan.Telemetry.Pcap;

namespace Suyuan.Bench;

/// <summary>
/// How fast the packets of a capture (pcap in memory, Ethernet, frames of 60 octets, ten seconds) are read, parsed and metered into flows on one thread.
/// </summary>
internal static class MeterTimer
{
    private const int Packets = 1_000_000;
    private const int Frame = 60;
    private const int Seconds = 10;

    /// <param name="flows">Five-tuples, of which the packets are drawn evenly.</param>
    public static int Run(int flows, int runs)
    {
        byte[] capture = Capture(flows);
        FlowBatchPool pool = new();
        FlowWriter writer = new(pool, new DiscardingSink(pool));
        return CoreTimer.Run(string.Create(CultureInfo.InvariantCulture, $"pcap, {flows} flows"), "packets", runs, () =>
        {
            using CaptureReader reader = new(PcapSource.Open(new OctetReader(new MemoryStream(capture)))!, writer, 1, new MeterOptions());
            while (reader.Read())
            {
            }
            return reader.Faults.Total == 0 ? reader.PacketsRead : throw new InvalidOperationException(string.Join(", ", reader.Faults.NonZero));
        });
    }

    private static byte[] Capture(int flows)
    {
        SeededGenerator random = new(1, "packets");
        byte[] capture = new byte[24 + (Packets * (16 + Frame))];
        BinaryPrimitives.WriteUInt32LittleEndian(capture, 0xA1B2C3D4);
        BinaryPrimitives.WriteUInt16LittleEndian(capture.AsSpan(4), 2);
        BinaryPrimitives.WriteUInt32LittleEndian(capture.AsSpan(16), 65_535);
        BinaryPrimitives.WriteUInt32LittleEndian(capture.AsSpan(20), 1);
        for (int packet = 0; packet < Packets; packet++)
        {
            Span<byte> record = capture.AsSpan(24 + (packet * (16 + Frame)), 16 + Frame);
            long micros = packet * (Seconds * 1_000_000L / Packets);
            BinaryPrimitives.WriteUInt32LittleEndian(record, (uint)(1_700_000_000 + (micros / 1_000_000)));
            BinaryPrimitives.WriteUInt32LittleEndian(record[4..], (uint)(micros % 1_000_000));
            BinaryPrimitives.WriteUInt32LittleEndian(record[8..], Frame);
            BinaryPrimitives.WriteUInt32LittleEndian(record[12..], Frame);
            uint flow = (uint)random.Below(flows);
            Span<byte> frame = record[16..];
            frame[12] = 8;
            Span<byte> ip = frame[14..];
            ip[0] = 0x45;
            ip[3] = 46;
            ip[8] = 57;
            ip[9] = flow % 4 == 0 ? (byte)6 : (byte)17;
            // Sources spread over the address space, one victim in a thousand flows.
            BinaryPrimitives.WriteUInt32BigEndian(ip[12..], unchecked(flow * 2_654_435_761));
            BinaryPrimitives.WriteUInt32BigEndian(ip[16..], 0xCB00_7100 + (flow / 1000));
            BinaryPrimitives.WriteUInt16BigEndian(ip[20..], (ushort)(flow % 60_000));
            BinaryPrimitives.WriteUInt16BigEndian(ip[22..], 53);
            ip[33] = 0x10;
        }
        return capture;
    }
}
