using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Suyuan.Telemetry.Templates;

/// <summary>One field of many records: big-endian unsigned of one to eight octets, a fixed number of octets apart.</summary>
/// <param name="octets">From the field in the first record on.</param>
/// <param name="stride">Octets from record to record.</param>
internal readonly ref struct StridedField(ReadOnlySpan<byte> octets, int stride, int length)
{
    private readonly ReadOnlySpan<byte> _octets = octets;

    /// <summary>Fills a column, one record a row; what is wider than the column is cut, beyond 63 bits a signed value is negative, which no count is.</summary>
    public void Read<T>(Span<T> column)
        where T : unmanaged, IBinaryInteger<T>
    {
        if (column.IsEmpty)
        {
            return;
        }
        // The only check: every read below lies in this slice.
        ReadOnlySpan<byte> octets = _octets[..(((column.Length - 1) * stride) + length)];
        ref byte first = ref MemoryMarshal.GetReference(octets);
        nuint offset = 0;
        nuint step = (nuint)stride;
        switch (length)
        {
            case 1:
                for (int row = 0; row < column.Length; row++, offset = unchecked(offset + step))
                {
                    column[row] = T.CreateTruncating(Unsafe.AddByteOffset(ref first, offset));
                }
                break;
            case 2:
                for (int row = 0; row < column.Length; row++, offset = unchecked(offset + step))
                {
                    column[row] = T.CreateTruncating(BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<ushort>(ref Unsafe.AddByteOffset(ref first, offset))));
                }
                break;
            case 4:
                for (int row = 0; row < column.Length; row++, offset = unchecked(offset + step))
                {
                    column[row] = T.CreateTruncating(BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<uint>(ref Unsafe.AddByteOffset(ref first, offset))));
                }
                break;
            case 8:
                for (int row = 0; row < column.Length; row++, offset = unchecked(offset + step))
                {
                    column[row] = T.CreateTruncating(BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<ulong>(ref Unsafe.AddByteOffset(ref first, offset))));
                }
                break;
            default:
                for (int row = 0; row < column.Length; row++)
                {
                    column[row] = T.CreateTruncating(Number(octets.Slice(row * stride, length)));
                }
                break;
        }
    }

    /// <summary>Big-endian unsigned of one to eight octets; beyond 63 bits it is negative.</summary>
    public static long Number(ReadOnlySpan<byte> octets)
    {
        ulong value = 0;
        foreach (byte octet in octets)
        {
            value = (value << 8) | octet;
        }
        return unchecked((long)value);
    }
}
