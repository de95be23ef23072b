using System.Buffers.Binary;

namespace Suyuan.Fuzz.Targets;

/// <summary>Datagrams of captures (little-endian pcap, Ethernet, IPv4 without options).</summary>
internal static class CapturedSeeds
{
    private const int Headers = 42;

    /// <param name="path">Within the repository.</param>
    public static byte[] Sequence(string path, int datagrams) => Datagrams.Join(Split(Corpus.Fixture(path, 1 << 20)).Take(datagrams));

    /// <summary>Datagrams of NetFlow v5 in the records of v7: the same fields, then four octets of a router's address. Every third is of a flow mask without ports.</summary>
    public static byte[] AsNetflow7(string path, int datagrams) =>
        Datagrams.Join(Split(Corpus.Fixture(path, 1 << 20)).Take(datagrams).Select(datagram =>
            (byte[])[0, 7, .. datagram[2..20], .. new byte[4], .. datagram[24..].Chunk(48).SelectMany((record, number) => (byte[])[.. Masked(record, number), 192, 0, 2, 254])]));

    /// <summary>The same as NetStream exports what left by an interface.</summary>
    public static byte[] AsNetstream5(string path, int datagrams) =>
        Datagrams.Join(Split(Corpus.Fixture(path, 1 << 20)).Take(datagrams).Select(datagram => (byte[])[0x80, .. datagram[1..]]));

    private static byte[] Masked(byte[] record, int number) => number % 3 == 0 ? [.. record[..32], .. new byte[16]] : record;

    public static IEnumerable<byte[]> Split(byte[] capture)
    {
        for (int at = 24; at + 16 <= capture.Length;)
        {
            int length = BinaryPrimitives.ReadInt32LittleEndian(capture.AsSpan(at + 8));
            if (at + 16 + length > capture.Length)
            {
                yield break;
            }
            yield return capture[(at + 16 + Headers)..(at + 16 + length)];
            at += 16 + length;
        }
    }
}
