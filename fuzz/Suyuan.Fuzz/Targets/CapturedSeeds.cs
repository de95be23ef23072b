using System.Buffers.Binary;

namespace Suyuan.Fuzz.Targets;

/// <summary>Datagrams of captures (little-endian pcap, Ethernet, IPv4 without options).</summary>
internal static class CapturedSeeds
{
    private const int Headers = 42;

    /// <param name="path">Within the repository.</param>
    public static byte[] Sequence(string path, int datagrams) => Datagrams.Join(Split(Corpus.Fixture(path, 1 << 20)).Take(datagrams));

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
