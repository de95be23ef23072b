using System.Buffers.Binary;

namespace Suyuan.Fuzz;

/// <summary>Datagrams in one input: each behind two octets of its length, big-endian; the last may be cut.</summary>
internal static class Datagrams
{
    public static List<byte[]> Split(ReadOnlySpan<byte> input)
    {
        List<byte[]> datagrams = [];
        while (input.Length >= 2)
        {
            int length = Math.Min(BinaryPrimitives.ReadUInt16BigEndian(input), input.Length - 2);
            datagrams.Add(input.Slice(2, length).ToArray());
            input = input[(2 + length)..];
        }
        return datagrams;
    }

    public static byte[] Join(IEnumerable<byte[]> datagrams)
    {
        using MemoryStream joined = new();
        Span<byte> length = stackalloc byte[2];
        foreach (byte[] datagram in datagrams)
        {
            byte[] whole = datagram.Length > ushort.MaxValue ? datagram[..ushort.MaxValue] : datagram;
            BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)whole.Length);
            joined.Write(length);
            joined.Write(whole);
        }
        return joined.ToArray();
    }
}
