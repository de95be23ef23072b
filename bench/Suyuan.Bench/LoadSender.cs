using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Suyuan.Simulation.Randomness;

namespace Suyuan.Bench;

/// <summary>
/// Sends NetFlow v9 to a collector on this machine at a steady rate: 30 records of 14 fields and 46 octets in a datagram, after their template. Destinations are
/// heavy-tailed over a million addresses, and one record in 200 belongs to an attack. The datagrams are made beforehand; only sequence and time are new.
/// </summary>
internal static class LoadSender
{
    public const int Records = 30;
    public const int RecordLength = 46;

    /// <summary>Where a datagram's first record begins.</summary>
    public const int FirstRecord = Header + 4;

    /// <summary>Datagrams between two templates.</summary>
    public const int TemplateEvery = 20_000;

    private const int Header = 20;
    private const int Datagrams = 1 << 15;
    private const uint UpTime = 86_400_000;

    /// <summary>The sender keeps to its rate in steps of this, so that no burst is larger than a millisecond's share.</summary>
    private static readonly long s_step = Stopwatch.Frequency / 1000;

    // RFC 3954 §8: field type, length.
    private static ReadOnlySpan<ushort> Fields => [8, 4, 12, 4, 15, 4, 10, 4, 14, 4, 2, 4, 1, 4, 22, 4, 21, 4, 7, 2, 11, 2, 4, 1, 6, 1, 16, 4];

    public static int Run(int port, double recordsPerSecond, double seconds)
    {
        byte[] octets = Make(Datagrams, attackEvery: 200, out int length);
        byte[] template = MakeTemplate();
        using Socket socket = new(System.Net.Sockets.AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { SendBufferSize = 4 << 20 };
        socket.Connect(new IPEndPoint(IPAddress.Loopback, port));
        long began = Stopwatch.GetTimestamp();
        long end = began + (long)(seconds * Stopwatch.Frequency);
        long sent = 0;
        uint sequence = 0;
        for (long now = began; now < end; now = Stopwatch.GetTimestamp())
        {
            long due = (long)((now - began) * (recordsPerSecond / Records) / Stopwatch.Frequency) + 1;
            uint time = (uint)TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
            for (; sent < due; sent++)
            {
                if (sent % TemplateEvery == 0)
                {
                    Stamp(template, sequence++, time);
                    socket.Send(template);
                }
                Span<byte> datagram = octets.AsSpan((int)(sent % Datagrams) * length, length);
                Stamp(datagram, sequence++, time);
                socket.Send(datagram);
            }
            if (Stopwatch.GetTimestamp() - now < s_step)
            {
                Thread.Sleep(1);
            }
        }
        double elapsed = Stopwatch.GetElapsedTime(began).TotalSeconds;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"sent {sequence} datagrams, {sent * Records} records in {elapsed:F2} s = {sent * Records / elapsed / 1e6:F2} M records/s"));
        return 0;
    }

    /// <summary>Sequence number and time of export, s.</summary>
    public static void Stamp(Span<byte> datagram, uint sequence, uint time)
    {
        BinaryPrimitives.WriteUInt32BigEndian(datagram[8..], time);
        BinaryPrimitives.WriteUInt32BigEndian(datagram[12..], sequence);
    }

    public static byte[] MakeTemplate()
    {
        byte[] octets = new byte[Header + 8 + (Fields.Length * 2)];
        WriteHeader(octets, 1);
        BinaryPrimitives.WriteUInt16BigEndian(octets.AsSpan(Header), 0);
        BinaryPrimitives.WriteUInt16BigEndian(octets.AsSpan(Header + 2), (ushort)(8 + (Fields.Length * 2)));
        BinaryPrimitives.WriteUInt16BigEndian(octets.AsSpan(Header + 4), 256);
        BinaryPrimitives.WriteUInt16BigEndian(octets.AsSpan(Header + 6), (ushort)(Fields.Length / 2));
        for (int index = 0; index < Fields.Length; index++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(octets.AsSpan(Header + 8 + (index * 2)), Fields[index]);
        }
        return octets;
    }

    /// <summary>Datagrams one behind the other.</summary>
    /// <param name="attackEvery">One record in so many belongs to an attack; 0 = none does.</param>
    public static byte[] Make(int datagrams, uint attackEvery, out int length)
    {
        SeededGenerator random = new(1, "load");
        length = Header + 4 + (Records * RecordLength);
        byte[] octets = new byte[datagrams * length];
        for (int datagram = 0; datagram < datagrams; datagram++)
        {
            Span<byte> one = octets.AsSpan(datagram * length, length);
            WriteHeader(one, Records);
            BinaryPrimitives.WriteUInt16BigEndian(one[Header..], 256);
            BinaryPrimitives.WriteUInt16BigEndian(one[(Header + 2)..], (ushort)(4 + (Records * RecordLength)));
            for (int record = 0; record < Records; record++)
            {
                WriteRecord(one[(Header + 4 + (record * RecordLength))..], random, attackEvery);
            }
        }
        return octets;
    }

    /// <summary>A flow of SYNs at the time of export.</summary>
    public static void WriteSyns(Span<byte> record, uint source, uint target, uint packets)
    {
        record[..RecordLength].Clear();
        BinaryPrimitives.WriteUInt32BigEndian(record, source);
        BinaryPrimitives.WriteUInt32BigEndian(record[4..], target);
        BinaryPrimitives.WriteUInt32BigEndian(record[12..], 1);
        BinaryPrimitives.WriteUInt32BigEndian(record[20..], packets);
        BinaryPrimitives.WriteUInt32BigEndian(record[24..], packets * 44);
        BinaryPrimitives.WriteUInt32BigEndian(record[28..], UpTime);
        BinaryPrimitives.WriteUInt32BigEndian(record[32..], UpTime);
        BinaryPrimitives.WriteUInt16BigEndian(record[36..], 40_000);
        BinaryPrimitives.WriteUInt16BigEndian(record[38..], 443);
        record[40] = 6;
        record[41] = 2;
    }

    private static void WriteHeader(Span<byte> octets, ushort count)
    {
        BinaryPrimitives.WriteUInt16BigEndian(octets, 9);
        BinaryPrimitives.WriteUInt16BigEndian(octets[2..], count);
        BinaryPrimitives.WriteUInt32BigEndian(octets[4..], UpTime);
    }

    private static void WriteRecord(Span<byte> record, SeededGenerator random, uint attackEvery)
    {
        bool attack = attackEvery > 0 && random.Below(attackEvery) == 0;
        // The cubic law of the file that ingest is measured with: one address in a million has one record in a hundred.
        uint rank = (uint)(1_000_000 * Math.Pow(random.Unit(), 3));
        uint packets = attack ? 1 : 1 + random.Below(20u);
        uint age = random.Below(2_000u);
        BinaryPrimitives.WriteUInt32BigEndian(record, attack ? 0x0A000000 + random.Below(500u) : random.NextUInt());
        BinaryPrimitives.WriteUInt32BigEndian(record[4..], attack ? 0xCB007107 : unchecked(rank * 0x9E3779B1));
        BinaryPrimitives.WriteUInt32BigEndian(record[12..], 1 + random.Below(4u));
        BinaryPrimitives.WriteUInt32BigEndian(record[16..], 1 + random.Below(4u));
        BinaryPrimitives.WriteUInt32BigEndian(record[20..], packets);
        BinaryPrimitives.WriteUInt32BigEndian(record[24..], packets * (attack ? 468 : 40 + random.Below(1400u)));
        BinaryPrimitives.WriteUInt32BigEndian(record[28..], UpTime - age - random.Below(1_000u));
        BinaryPrimitives.WriteUInt32BigEndian(record[32..], UpTime - age);
        BinaryPrimitives.WriteUInt16BigEndian(record[36..], attack ? (ushort)123 : (ushort)(1024 + random.Below(60_000u)));
        BinaryPrimitives.WriteUInt16BigEndian(record[38..], attack ? (ushort)(1024 + random.Below(60_000u)) : (ushort)443);
        record[40] = attack ? (byte)17 : (byte)6;
        record[41] = attack ? (byte)0 : (byte)0x18;
    }
}
