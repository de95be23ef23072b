using System.Buffers.Binary;
using Suyuan.Telemetry.Files;

namespace Suyuan.Telemetry.Pcap;

/// <summary>
/// pcapng files (draft-ietf-opsawg-pcapng): several sections and interfaces, both byte orders, enhanced (§4.3), simple (§4.4) and obsolete
/// packet blocks; other blocks are passed over.
/// </summary>
internal sealed class PcapngSource : IPacketSource
{
    public const uint SectionHeader = 0x0A0D0D0A;
    private const uint InterfaceDescription = 1;
    private const uint ObsoletePacket = 2;
    private const uint SimplePacket = 3;
    private const uint EnhancedPacket = 6;

    /// <summary>Blocks longer than this are passed over unread, interfaces beyond it are corruption.</summary>
    private const int MaxBlock = 16 << 20;
    private const int MaxInterfaces = 65_536;

    private readonly OctetReader _reader;
    private readonly List<CaptureInterface> _interfaces = [];
    private bool _bigEndian;

    private PcapngSource(OctetReader reader) => _reader = reader;

    public long OctetsRead => _reader.Position;

    public BreakOff? BrokeOff { get; private set; }

    public static bool IsMagic(ReadOnlySpan<byte> first) => first.Length >= 4 && BinaryPrimitives.ReadUInt32LittleEndian(first) == SectionHeader;

    public static PcapngSource Open(OctetReader reader) => new(reader);

    public bool TryNext(out CapturedFrame frame)
    {
        frame = default;
        // Each turn takes a block of at least twelve octets.
        while (_reader.TryPeek(1, out _))
        {
            long at = OctetsRead;
            if (!_reader.TryPeek(12, out ReadOnlySpan<byte> start))
            {
                return Break(DecodeFault.TruncatedHeader, at);
            }
            if (BinaryPrimitives.ReadUInt32LittleEndian(start) == SectionHeader)
            {
                uint order = BinaryPrimitives.ReadUInt32LittleEndian(start[8..]);
                if (order is not (0x1A2B3C4D or 0x4D3C2B1A))
                {
                    return Break(DecodeFault.CorruptBlock, at);
                }
                _bigEndian = order == 0x4D3C2B1A;
                _interfaces.Clear();
            }
            uint type = U32(start);
            uint length = U32(start[4..]);
            if (length < 12 || length % 4 != 0)
            {
                return Break(DecodeFault.LengthTooSmall, at);
            }
            if (length > MaxBlock)
            {
                if (!_reader.TrySkip(length))
                {
                    return Break(DecodeFault.LengthBeyondInput, at);
                }
                continue;
            }
            if (!_reader.TryTake((int)length, out ReadOnlySpan<byte> block))
            {
                return Break(DecodeFault.LengthBeyondInput, at);
            }
            ReadOnlySpan<byte> body = block[8..^4];
            switch (type)
            {
                // Major version 1 is the only one that exists (§4.1).
                case SectionHeader when body.Length < 16 || U16(body[4..]) != 1:
                    return Break(body.Length < 16 ? DecodeFault.CorruptBlock : DecodeFault.UnknownVersion, at);
                case InterfaceDescription when body.Length < 8 || _interfaces.Count == MaxInterfaces:
                    return Break(DecodeFault.CorruptBlock, at);
                case InterfaceDescription:
                    _interfaces.Add(ReadInterface(body));
                    break;
                case EnhancedPacket or ObsoletePacket or SimplePacket:
                    if (!TryPacket(type, body, ref frame))
                    {
                        return Break(DecodeFault.CorruptBlock, at);
                    }
                    return true;
                default:
                    break;
            }
        }
        return _reader.Corrupt && Break(_reader.Failure, OctetsRead);
    }

    public void Dispose() => _reader.Dispose();

    private bool TryPacket(uint type, ReadOnlySpan<byte> body, ref CapturedFrame frame)
    {
        int header = type == SimplePacket ? 4 : 20;
        if (body.Length < header)
        {
            return false;
        }
        int index = type switch
        {
            EnhancedPacket => (int)Math.Min(U32(body), int.MaxValue),
            ObsoletePacket => U16(body),
            _ => 0,
        };
        if (index >= _interfaces.Count)
        {
            return false;
        }
        CaptureInterface source = _interfaces[index];
        long captured = type == SimplePacket
            ? Math.Min(U32(body), source.SnapLength == 0 ? uint.MaxValue : source.SnapLength)
            : U32(body[12..]);
        if (type == SimplePacket)
        {
            captured = Math.Min(captured, body.Length - header);
        }
        if (captured > body.Length - header)
        {
            return false;
        }
        frame.TimeMs = type == SimplePacket ? IPacketSource.NoTime : source.ToMilliseconds(((ulong)U32(body[4..]) << 32) | U32(body[8..]));
        frame.LinkType = source.LinkType;
        frame.Octets = body.Slice(header, (int)captured);
        return true;
    }

    private CaptureInterface ReadInterface(ReadOnlySpan<byte> body)
    {
        CaptureInterface described = new(U16(body), U32(body[4..]), 6, false, 0);
        ReadOnlySpan<byte> options = body[8..];
        while (options.Length >= 4)
        {
            int code = U16(options);
            int length = U16(options[2..]);
            int padded = (length + 3) & ~3;
            if (code == 0 || options.Length < 4 + length)
            {
                break;
            }
            ReadOnlySpan<byte> value = options.Slice(4, length);
            // if_tsresol (§4.2): the top bit chooses powers of two; if_tsoffset: seconds to add.
            if (code == 9 && length >= 1)
            {
                described = described with { Exponent = value[0] & 0x7F, Binary = (value[0] & 0x80) != 0 };
            }
            else if (code == 14 && length >= 8)
            {
                described = described with
                {
                    OffsetSeconds = _bigEndian ? BinaryPrimitives.ReadInt64BigEndian(value) : BinaryPrimitives.ReadInt64LittleEndian(value),
                };
            }
            options = options.Length >= 4 + padded ? options[(4 + padded)..] : [];
        }
        return described;
    }

    private bool Break(DecodeFault fault, long at)
    {
        BrokeOff = new BreakOff(_reader.Corrupt ? _reader.Failure : fault, at);
        return false;
    }

    private uint U32(ReadOnlySpan<byte> octets) =>
        _bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(octets) : BinaryPrimitives.ReadUInt32LittleEndian(octets);

    private ushort U16(ReadOnlySpan<byte> octets) =>
        _bigEndian ? BinaryPrimitives.ReadUInt16BigEndian(octets) : BinaryPrimitives.ReadUInt16LittleEndian(octets);

    /// <summary>What an interface description block says.</summary>
    private readonly record struct CaptureInterface(int LinkType, uint SnapLength, int Exponent, bool Binary, long OffsetSeconds)
    {
        private static readonly Int128 s_earliest = -62_135_596_800_000;
        private static readonly Int128 s_latest = 253_402_300_799_999;

        /// <summary>Clamped to what a calendar can show: time stamps of garbage are still numbers.</summary>
        public long ToMilliseconds(ulong stamp)
        {
            Int128 milliseconds = Binary ? ((Int128)stamp * 1000) >> Math.Min(Exponent, 120) : Decimal(stamp);
            return (long)Int128.Clamp(milliseconds + (OffsetSeconds * (Int128)1000), s_earliest, s_latest);
        }

        private Int128 Decimal(ulong stamp)
        {
            Int128 value = stamp;
            for (int exponent = Exponent; exponent < 3; exponent++)
            {
                value *= 10;
            }
            for (int exponent = 3; exponent < Exponent && value != 0; exponent++)
            {
                value /= 10;
            }
            return value;
        }
    }
}
