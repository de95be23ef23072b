using System.Buffers.Binary;
using Suyuan.Model;
using Suyuan.Simulation.Randomness;
using Suyuan.Telemetry;

namespace Suyuan.Bench;

/// <summary>
/// How fast sFlow v5 decodes on one thread: datagrams of seven flow samples, each with the first 128 octets of its frame (Ethernet, a VLAN tag, IPv4, UDP or
/// TCP) and extended switch data; a counter sample in every eighth datagram.
/// </summary>
internal static class SampleDecodeTimer
{
    /// <summary>As many as a socket's buffers hold: they are used again and again.</summary>
    private const int Datagrams = 512;
    private const int Samples = 7;
    private const int Rounds = 400;
    private const int Kept = 128;

    public static int Run(int runs)
    {
        SeededGenerator random = new(1, "samples");
        byte[][] datagrams = [.. Enumerable.Range(0, Datagrams).Select(number => Datagram(random, number))];
        FlowBatchPool pool = new();
        DecodeFaultCounts faults = new();
        ExportDecoder decoder = new(new ExporterTable(), new FlowWriter(pool, new DiscardingSink(pool)), faults);
        IpAddress sender = IpAddress.Parse("192.0.2.1");
        return CoreTimer.Run("sFlow v5", "samples", runs, () =>
        {
            long before = decoder.Records;
            for (int round = 0; round < Rounds; round++)
            {
                foreach (byte[] datagram in datagrams)
                {
                    decoder.Decode(datagram, sender, 1_700_000_000_000);
                }
            }
            return faults.Total == 0 ? decoder.Records - before : throw new InvalidOperationException(string.Join(", ", faults.NonZero));
        });
    }

    private static byte[] Datagram(SeededGenerator random, int number)
    {
        List<byte> samples = [];
        int count = Samples;
        for (int sample = 0; sample < Samples; sample++)
        {
            // Raw header: Ethernet, frame length, FCS stripped, octets kept, frame; then extended switch data.
            byte[] raw = [.. Words(1, 1518, 4, Kept), .. Frame(random)];
            byte[] body = [.. Words((uint)number, (uint)random.Below(48), 1000, (uint)number * 1000, 0, (uint)random.Below(48), (uint)random.Below(48), 2), .. Words(1, (uint)raw.Length), .. raw, .. Words(1001, 16, 10, 0, 20, 0)];
            samples.AddRange([.. Words(1, (uint)body.Length), .. body]);
        }
        if (number % 8 == 0)
        {
            samples.AddRange([.. Words(2, 100), .. new byte[100]]);
            count++;
        }
        return [.. Words(5, 1, 0xC000_0202, 0, (uint)number, 1_000_000, (uint)count), .. samples];
    }

    private static byte[] Frame(SeededGenerator random)
    {
        byte[] frame = new byte[Kept];
        frame[12] = 0x81;
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(16), 0x0800);
        Span<byte> ip = frame.AsSpan(18);
        ip[0] = 0x45;
        BinaryPrimitives.WriteUInt16BigEndian(ip[2..], (ushort)random.Between(40, 1500));
        ip[8] = 57;
        ip[9] = random.Below(4) == 0 ? (byte)6 : (byte)17;
        BinaryPrimitives.WriteUInt32BigEndian(ip[12..], random.NextUInt());
        BinaryPrimitives.WriteUInt32BigEndian(ip[16..], random.NextUInt());
        BinaryPrimitives.WriteUInt32BigEndian(ip[20..], random.NextUInt());
        ip[32] = 0x50;
        return frame;
    }

    private static byte[] Words(params ReadOnlySpan<uint> values)
    {
        byte[] octets = new byte[values.Length * 4];
        for (int index = 0; index < values.Length; index++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(octets.AsSpan(index * 4), values[index]);
        }
        return octets;
    }
}
