using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using Suyuan.Model;
using Suyuan.Simulation.Randomness;
using Suyuan.Telemetry;

namespace Suyuan.Bench;

/// <summary>
/// How fast export datagrams decode on one thread: real templates, sampling announced by options, validation, and a batch's worth of rows read back.
/// The record has the 14 fields and 46 octets that other collectors are measured with.
/// </summary>
internal static class ExportDecodeTimer
{
    private const int Datagrams = 4096;

    // Information element, length.
    private static readonly (ushort Element, ushort Length)[] s_fields =
    [
        (8, 4), (12, 4), (10, 4), (14, 4), (2, 8), (1, 4), (22, 4), (21, 4), (7, 2), (11, 2), (16, 2), (17, 2), (4, 1), (6, 1),
    ];

    public static int Run(int runs)
    {
        foreach ((string name, Func<SeededGenerator, byte[]> make, byte[] first) in new (string, Func<SeededGenerator, byte[]>, byte[])[]
        {
            ("NetFlow v5", NetFlow5, Array.Empty<byte>()),
            ("NetFlow v9", NetFlow9, Templates(9)),
            ("IPFIX", Ipfix, Templates(10)),
        })
        {
            SeededGenerator random = new(1, "datagrams");
            byte[][] datagrams = [.. Enumerable.Range(0, Datagrams).Select(_ => make(random))];
            double best = 0;
            long allocated = 0;
            for (int run = 0; run < runs; run++)
            {
                (double rate, allocated) = Time(first, datagrams);
                best = Math.Max(best, rate);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {rate / 1e6:F1} M records/s, {allocated} octets allocated"));
            }
        }
        return 0;
    }

    private static (double Rate, long Allocated) Time(byte[] first, byte[][] datagrams)
    {
        FlowBatchPool pool = new();
        Discard discard = new(pool);
        FlowWriter writer = new(pool, discard);
        DecodeFaultCounts faults = new();
        ExportDecoder decoder = new(new ExporterTable(), writer, faults, new ExportDecoderOptions());
        IpAddress sender = IpAddress.Parse("192.0.2.1");
        if (first.Length > 0)
        {
            decoder.Decode(first, sender);
        }
        Array.ForEach(datagrams, datagram => decoder.Decode(datagram, sender));
        long before = decoder.Records;
        long octets = GC.GetAllocatedBytesForCurrentThread();
        Stopwatch clock = Stopwatch.StartNew();
        for (int round = 0; round < 100; round++)
        {
            foreach (byte[] datagram in datagrams)
            {
                decoder.Decode(datagram, sender);
            }
        }
        clock.Stop();
        octets = GC.GetAllocatedBytesForCurrentThread() - octets;
        if (decoder.Records - before != 100L * Datagrams * 30)
        {
            throw new InvalidOperationException($"{decoder.Records - before} records; refused: {string.Join(", ", faults.NonZero)}");
        }
        return ((decoder.Records - before) / clock.Elapsed.TotalSeconds, octets);
    }

    /// <summary>Data template 256 and, for sampling, options template 257 with one record: 1 in 1000.</summary>
    internal static byte[] Templates(ushort version)
    {
        List<byte> data = [];
        Put(data, 256, (ushort)s_fields.Length);
        foreach ((ushort element, ushort length) in s_fields)
        {
            Put(data, element, length);
        }
        List<byte> options = [];
        if (version == 9)
        {
            // RFC 3954 §6.1: lengths of scope and option fields in octets; scope system.
            Put(options, 257, 4, 4, 1, 4, 34, 4);
        }
        else
        {
            // RFC 7011 §3.4.2.2: field count, scope field count; scope observation domain.
            Put(options, 257, 2, 1, 149, 4, 34, 4);
        }
        List<byte> sets = [.. Set(version == 9 ? (ushort)0 : (ushort)2, data), .. Set(version == 9 ? (ushort)1 : (ushort)3, options), .. Set(257, [0, 0, 0, 1, 0, 0, 3, 232])];
        return Message(version, sets, 3);
    }

    private static byte[] NetFlow9(SeededGenerator random) => Message(9, Set(256, Records(random)), 30);

    private static byte[] Ipfix(SeededGenerator random) => Message(10, Set(256, Records(random)), 30);

    private static List<byte> Records(SeededGenerator random)
    {
        List<byte> records = [];
        Span<byte> record = stackalloc byte[46];
        for (int index = 0; index < 30; index++)
        {
            Fill(record, random);
            BinaryPrimitives.WriteInt64BigEndian(record[16..], random.Between(1, 1000));
            BinaryPrimitives.WriteInt32BigEndian(record[24..], random.Between(40, 1_000_000));
            BinaryPrimitives.WriteInt32BigEndian(record[28..], 990_000 + random.Below(5000));
            BinaryPrimitives.WriteInt32BigEndian(record[32..], 995_000 + random.Below(5000));
            records.AddRange(record);
        }
        return records;
    }

    private static byte[] NetFlow5(SeededGenerator random)
    {
        byte[] datagram = new byte[24 + (30 * 48)];
        BinaryPrimitives.WriteUInt16BigEndian(datagram, 5);
        BinaryPrimitives.WriteUInt16BigEndian(datagram.AsSpan(2), 30);
        BinaryPrimitives.WriteInt32BigEndian(datagram.AsSpan(4), 1_000_000);
        BinaryPrimitives.WriteInt32BigEndian(datagram.AsSpan(8), 1_700_000_000);
        for (int index = 0; index < 30; index++)
        {
            Span<byte> record = datagram.AsSpan(24 + (index * 48), 48);
            Fill(record, random);
            BinaryPrimitives.WriteInt32BigEndian(record[16..], random.Between(1, 1000));
            BinaryPrimitives.WriteInt32BigEndian(record[20..], random.Between(40, 1_000_000));
            BinaryPrimitives.WriteInt32BigEndian(record[24..], 990_000 + random.Below(5000));
            BinaryPrimitives.WriteInt32BigEndian(record[28..], 995_000 + random.Below(5000));
        }
        return datagram;
    }

    private static void Fill(Span<byte> record, SeededGenerator random)
    {
        for (int at = 0; at + 4 <= record.Length; at += 4)
        {
            BinaryPrimitives.WriteUInt32BigEndian(record[at..], random.NextUInt());
        }
    }

    internal static byte[] Message(ushort version, List<byte> sets, ushort records)
    {
        List<byte> message = [];
        if (version == 9)
        {
            Put(message, 9, records);
            PutWords(message, 1_000_000, 1_700_000_000, 0, 0);
        }
        else
        {
            Put(message, 10, (ushort)(16 + sets.Count));
            PutWords(message, 1_700_000_000, 0, 0);
        }
        message.AddRange(sets);
        return [.. message];
    }

    internal static List<byte> Set(ushort id, List<byte> body)
    {
        List<byte> set = [];
        Put(set, id, (ushort)(body.Count + 4));
        set.AddRange(body);
        return set;
    }

    private static void Put(List<byte> to, params ReadOnlySpan<ushort> values)
    {
        foreach (ushort value in values)
        {
            to.Add((byte)(value >> 8));
            to.Add((byte)(value & 0xFF));
        }
    }

    private static void PutWords(List<byte> to, params ReadOnlySpan<uint> values)
    {
        foreach (uint value in values)
        {
            Put(to, (ushort)(value >> 16), (ushort)(value & 0xFFFF));
        }
    }

    private sealed class Discard(FlowBatchPool pool) : IFlowSink
    {
        public void Add(FlowBatch batch) => pool.Return(batch);
    }
}
