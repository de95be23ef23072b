using System.Buffers.Binary;
using Suyuan.Telemetry.Files;

namespace Suyuan.Telemetry.Pcap;

/// <summary>
/// Classic capture files (draft-ietf-opsawg-pcap): both byte orders, microseconds and nanoseconds, and the modified header of patched libpcaps.
/// </summary>
internal sealed class PcapSource : IPacketSource
{
    /// <summary>Longest frame believed; larger lengths are corruption.</summary>
    public const int MaxFrame = 1 << 20;

    private const uint Microseconds = 0xA1B2C3D4;
    private const uint Nanoseconds = 0xA1B23C4D;
    private const uint Modified = 0xA1B2CD34;

    private readonly OctetReader _reader;
    private readonly bool _bigEndian;
    private readonly int _perMillisecond;
    private readonly int _recordHeader;
    private readonly int _linkType;

    private PcapSource(OctetReader reader, bool bigEndian, int perMillisecond, int recordHeader, int linkType)
    {
        _reader = reader;
        _bigEndian = bigEndian;
        _perMillisecond = perMillisecond;
        _recordHeader = recordHeader;
        _linkType = linkType;
    }

    public long OctetsRead => _reader.Position;

    public BreakOff? BrokeOff { get; private set; }

    public static bool IsMagic(ReadOnlySpan<byte> first) => first.Length >= 4 && TryMagic(first, out _, out _);

    /// <summary>All captures since 1998 are of version 2; the records of others have other headers.</summary>
    public static bool IsKnownVersion(ReadOnlySpan<byte> start, out int version)
    {
        version = !TryMagic(start, out _, out bool bigEndian) ? 0
            : bigEndian ? BinaryPrimitives.ReadUInt16BigEndian(start[4..]) : BinaryPrimitives.ReadUInt16LittleEndian(start[4..]);
        return version == 2;
    }

    /// <summary>Reads the 24-octet file header; null when it is cut or no pcap header.</summary>
    public static PcapSource? Open(OctetReader reader)
    {
        if (!reader.TryTake(24, out ReadOnlySpan<byte> header) || !TryMagic(header, out uint magic, out bool bigEndian))
        {
            return null;
        }
        // The upper bits of the link type field hold flags (FCS length).
        uint linkType = U32(header[20..], bigEndian) & 0x0FFF_FFFF & 0xFFFF;
        return new PcapSource(reader, bigEndian, magic == Nanoseconds ? 1_000_000 : 1_000, magic == Modified ? 24 : 16, (int)linkType);
    }

    public bool TryNext(out CapturedFrame frame)
    {
        frame = default;
        if (!_reader.TryPeek(1, out _))
        {
            if (_reader.Corrupt)
            {
                BrokeOff = new BreakOff(_reader.Failure, OctetsRead);
            }
            return false;
        }
        long at = OctetsRead;
        if (!_reader.TryTake(_recordHeader, out ReadOnlySpan<byte> header))
        {
            BrokeOff = new BreakOff(_reader.Corrupt ? _reader.Failure : DecodeFault.TruncatedHeader, at);
            return false;
        }
        long seconds = U32(header, _bigEndian);
        uint fraction = U32(header[4..], _bigEndian);
        uint captured = U32(header[8..], _bigEndian);
        if (captured > MaxFrame || !_reader.TryTake((int)captured, out ReadOnlySpan<byte> octets))
        {
            BrokeOff = new BreakOff(_reader.Corrupt ? _reader.Failure : DecodeFault.LengthBeyondInput, at);
            return false;
        }
        frame.TimeMs = (seconds * 1000) + (fraction / _perMillisecond);
        frame.LinkType = _linkType;
        frame.Octets = octets;
        return true;
    }

    public void Dispose() => _reader.Dispose();

    private static bool TryMagic(ReadOnlySpan<byte> octets, out uint magic, out bool bigEndian)
    {
        magic = BinaryPrimitives.ReadUInt32LittleEndian(octets);
        bigEndian = false;
        if (magic is Microseconds or Nanoseconds or Modified)
        {
            return true;
        }
        magic = BinaryPrimitives.ReverseEndianness(magic);
        bigEndian = true;
        return magic is Microseconds or Nanoseconds or Modified;
    }

    private static uint U32(ReadOnlySpan<byte> octets, bool bigEndian) =>
        bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(octets) : BinaryPrimitives.ReadUInt32LittleEndian(octets);
}
