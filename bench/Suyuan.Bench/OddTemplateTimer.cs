using System.Buffers.Binary;
using Suyuan.Model;
using Suyuan.Simulation.Randomness;
using Suyuan.Telemetry;

namespace Suyuan.Bench;

/// <summary>
/// How fast IPFIX records decode on one thread whose templates are not the usual ones: with fields of variable length; with lengths of 3, 5 and 6 octets and
/// fields of other enterprises; with addresses of both families, of which each record uses one. 20 records a message.
/// </summary>
internal static class OddTemplateTimer
{
    private const int Messages = 512;
    private const int Records = 20;
    private const int Rounds = 300;
    private const uint Enterprise = 32473;

    public static int Run(int runs)
    {
        foreach ((string name, (ushort Id, ushort Length)[] fields) in new (string, (ushort, ushort)[])[]
        {
            ("fields of variable length", [.. s_usual, (82, 65535), (96, 65535), (0x8000 | 7, 65535)]),
            ("odd lengths and enterprises", [(8, 4), (12, 4), (0x8000 | 1, 6), (10, 3), (14, 3), (2, 5), (1, 6), (0x8000 | 2, 12), (152, 8), (153, 8), (7, 2), (11, 2), (0x8000 | 3, 1), (4, 1), (6, 2)]),
            ("both families", [(27, 16), (28, 16), .. s_usual]),
        })
        {
            Time(name, fields, runs);
        }
        return 0;
    }

    private static readonly (ushort Id, ushort Length)[] s_usual =
        [(8, 4), (12, 4), (10, 4), (14, 4), (2, 8), (1, 4), (152, 8), (153, 8), (7, 2), (11, 2), (16, 4), (17, 4), (4, 1), (6, 1)];

    private static void Time(string name, (ushort Id, ushort Length)[] fields, int runs)
    {
        SeededGenerator random = new(1, name);
        byte[] template = [.. Octets(2, 256), .. Octets(2, (ulong)fields.Length), .. fields.SelectMany(field => (byte[])
            [.. Octets(2, field.Id), .. Octets(2, field.Length), .. field.Id >= 0x8000 ? Octets(4, Enterprise) : []])];
        byte[][] messages = [.. Enumerable.Range(0, Messages).Select(_ =>
            Message(256, [.. Enumerable.Range(0, Records).SelectMany(record => Record(fields, random, record))]))];
        FlowBatchPool pool = new();
        DecodeFaultCounts faults = new();
        ExportDecoder decoder = new(new ExporterTable(), new FlowWriter(pool, new DiscardingSink(pool)), faults);
        IpAddress sender = IpAddress.Parse("192.0.2.1");
        decoder.Decode(Message(2, template), sender);
        CoreTimer.Run(name, "records", runs, () =>
        {
            long before = decoder.Records;
            for (int round = 0; round < Rounds; round++)
            {
                foreach (byte[] message in messages)
                {
                    decoder.Decode(message, sender);
                }
            }
            return faults.Total == 0 && decoder.Records - before == (long)Rounds * Messages * Records
                ? decoder.Records - before : throw new InvalidOperationException(string.Join(", ", faults.NonZero));
        });
    }

    private static List<byte> Record((ushort Id, ushort Length)[] fields, SeededGenerator random, int number)
    {
        List<byte> record = [];
        foreach ((ushort id, ushort length) in fields)
        {
            int variable = length == 65535 ? random.Between(0, 20) : length;
            if (length == 65535)
            {
                record.Add((byte)variable);
            }
            record.AddRange(id switch
            {
                1 => Octets(length, (ulong)random.Between(40, 1_000_000)),
                2 => Octets(length, (ulong)random.Between(1, 1000)),
                152 => Octets(length, 1_700_000_000_000 - (ulong)random.Between(600, 1000)),
                153 => Octets(length, 1_700_000_000_000 - (ulong)random.Between(0, 500)),
                4 => [17],
                // Every other record is of IPv4.
                27 or 28 when number % 2 == 0 => new byte[16],
                _ => [.. Enumerable.Range(0, variable).Select(_ => (byte)random.Below(256))],
            });
        }
        return record;
    }

    private static byte[] Message(ushort set, byte[] body) =>
        [0, 10, .. Octets(2, (ulong)body.Length + 20), .. Octets(4, 1_700_000_000), .. new byte[8], .. Octets(2, set), .. Octets(2, (ulong)body.Length + 4), .. body];

    private static byte[] Octets(int length, ulong value)
    {
        byte[] octets = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(octets, value);
        return octets[(8 - length)..];
    }
}
