using System.Buffers.Binary;
using Suyuan.Model;

namespace Suyuan.Simulation.Encoders;

/// <summary>Writes big-endian numbers into a buffer of fixed size.</summary>
internal sealed class OctetWriter(int capacity)
{
    private readonly byte[] _buffer = new byte[capacity];

    public int Length { get; private set; }

    public int Room => _buffer.Length - Length;

    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, Length);

    public void Clear() => Length = 0;

    public void U8(int value) => _buffer[Length++] = (byte)value;

    public void U16(int value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(_buffer.AsSpan(Length), (ushort)value);
        Length += 2;
    }

    public void U32(uint value)
    {
        BinaryPrimitives.WriteUInt32BigEndian(_buffer.AsSpan(Length), value);
        Length += 4;
    }

    public void U64(ulong value)
    {
        BinaryPrimitives.WriteUInt64BigEndian(_buffer.AsSpan(Length), value);
        Length += 8;
    }

    /// <summary>4 octets of IPv4, 16 of IPv6.</summary>
    public void Address(IpAddress address)
    {
        if (address.IsV4)
        {
            U32(address.V4);
            return;
        }
        BinaryPrimitives.WriteUInt128BigEndian(_buffer.AsSpan(Length), address.Value);
        Length += 16;
    }

    public void Zeros(int count)
    {
        _buffer.AsSpan(Length, count).Clear();
        Length += count;
    }

    public void Bytes(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_buffer.AsSpan(Length));
        Length += bytes.Length;
    }

    /// <summary>Overwrites a 16-bit number written before.</summary>
    public void PatchU16(int at, int value) => BinaryPrimitives.WriteUInt16BigEndian(_buffer.AsSpan(at), (ushort)value);

    public void PatchU32(int at, uint value) => BinaryPrimitives.WriteUInt32BigEndian(_buffer.AsSpan(at), value);
}
