using System.Buffers.Binary;

namespace Suyuan.Telemetry;

/// <summary>A cursor over network-order octets that cannot overrun: reads past the end fail, and a sub-reader holds exactly its own length.</summary>
internal ref struct WireReader(ReadOnlySpan<byte> octets)
{
    private ReadOnlySpan<byte> _rest = octets;

    public readonly int Remaining => _rest.Length;

    public readonly ReadOnlySpan<byte> Rest => _rest;

    public bool TryU16(out ushort value)
    {
        if (_rest.Length < 2)
        {
            value = 0;
            return false;
        }
        value = BinaryPrimitives.ReadUInt16BigEndian(_rest);
        _rest = _rest[2..];
        return true;
    }

    public bool TryU32(out uint value)
    {
        if (_rest.Length < 4)
        {
            value = 0;
            return false;
        }
        value = BinaryPrimitives.ReadUInt32BigEndian(_rest);
        _rest = _rest[4..];
        return true;
    }

    public bool TryTake(int count, out ReadOnlySpan<byte> octets)
    {
        if (count < 0 || _rest.Length < count)
        {
            octets = default;
            return false;
        }
        octets = _rest[..count];
        _rest = _rest[count..];
        return true;
    }
}
