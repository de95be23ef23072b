using System.Buffers.Binary;
using System.Text;

namespace Suyuan.Enrichment.Tests.Own;

/// <summary>Writes ip2region's xdb of versions 2 and 3 by its description, for tests; the vector index is left empty, since a reader of everything does not use it.</summary>
internal static class XdbWriter
{
    private const int Header = 256;
    private const int Vector = 256 * 256 * 8;

    public static byte[] Write(int version, bool isV6, params (UInt128 First, UInt128 Last, string Text)[] segments)
    {
        List<byte> texts = [];
        List<byte> index = [];
        foreach ((UInt128 first, UInt128 last, string text) in segments)
        {
            byte[] octets = Encoding.UTF8.GetBytes(text);
            int length = isV6 ? 16 : 4;
            byte[] entry = new byte[(2 * length) + 6];
            if (isV6)
            {
                BinaryPrimitives.WriteUInt128BigEndian(entry, first);
                BinaryPrimitives.WriteUInt128BigEndian(entry.AsSpan(16), last);
            }
            else
            {
                BinaryPrimitives.WriteUInt32LittleEndian(entry, (uint)first);
                BinaryPrimitives.WriteUInt32LittleEndian(entry.AsSpan(4), (uint)last);
            }
            BinaryPrimitives.WriteUInt16LittleEndian(entry.AsSpan(2 * length), (ushort)octets.Length);
            BinaryPrimitives.WriteUInt32LittleEndian(entry.AsSpan((2 * length) + 2), (uint)(Header + Vector + texts.Count));
            texts.AddRange(octets);
            index.AddRange(entry);
        }
        byte[] header = new byte[Header];
        int begin = Header + Vector + texts.Count;
        BinaryPrimitives.WriteUInt16LittleEndian(header, (ushort)version);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(2), 1);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(4), 1_780_000_000);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(8), (uint)begin);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(12), (uint)(begin + index.Count - (isV6 ? 38 : 14)));
        if (version == 3)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(16), isV6 ? (ushort)6 : (ushort)4);
            BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(18), 4);
        }
        return [.. header, .. new byte[Vector], .. texts, .. index];
    }
}
